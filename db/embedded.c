/* Written by deploy/embed. Every file below is part of the binary: hubctl needs no folder
   beside it. */
#include "database_files.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_codelists_activity_kind_csv[] = {
#embed "codelists/activity_kind.csv"
};
static const unsigned char file_codelists_admin1_csv[] = {
#embed "codelists/admin1.csv"
};
static const unsigned char file_codelists_age_band_csv[] = {
#embed "codelists/age_band.csv"
};
static const unsigned char file_codelists_attachment_kind_csv[] = {
#embed "codelists/attachment_kind.csv"
};
static const unsigned char file_codelists_audience_csv[] = {
#embed "codelists/audience.csv"
};
static const unsigned char file_codelists_case_outcome_csv[] = {
#embed "codelists/case_outcome.csv"
};
static const unsigned char file_codelists_case_status_csv[] = {
#embed "codelists/case_status.csv"
};
static const unsigned char file_codelists_channel_csv[] = {
#embed "codelists/channel.csv"
};
static const unsigned char file_codelists_consent_purpose_csv[] = {
#embed "codelists/consent_purpose.csv"
};
static const unsigned char file_codelists_control_method_csv[] = {
#embed "codelists/control_method.csv"
};
static const unsigned char file_codelists_country_csv[] = {
#embed "codelists/country.csv"
};
static const unsigned char file_codelists_decline_reason_csv[] = {
#embed "codelists/decline_reason.csv"
};
static const unsigned char file_codelists_disability_answer_csv[] = {
#embed "codelists/disability_answer.csv"
};
static const unsigned char file_codelists_disability_domain_csv[] = {
#embed "codelists/disability_domain.csv"
};
static const unsigned char file_codelists_exploitation_type_csv[] = {
#embed "codelists/exploitation_type.csv"
};
static const unsigned char file_codelists_hub_kind_csv[] = {
#embed "codelists/hub_kind.csv"
};
static const unsigned char file_codelists_labour_industry_csv[] = {
#embed "codelists/labour_industry.csv"
};
static const unsigned char file_codelists_language_csv[] = {
#embed "codelists/language.csv"
};
static const unsigned char file_codelists_mgi_dimension_csv[] = {
#embed "codelists/mgi_dimension.csv"
};
static const unsigned char file_codelists_need_priority_csv[] = {
#embed "codelists/need_priority.csv"
};
static const unsigned char file_codelists_organisation_kind_csv[] = {
#embed "codelists/organisation_kind.csv"
};
static const unsigned char file_codelists_profile_csv[] = {
#embed "codelists/profile.csv"
};
static const unsigned char file_codelists_recruitment_method_csv[] = {
#embed "codelists/recruitment_method.csv"
};
static const unsigned char file_codelists_referral_outcome_csv[] = {
#embed "codelists/referral_outcome.csv"
};
static const unsigned char file_codelists_referral_priority_csv[] = {
#embed "codelists/referral_priority.csv"
};
static const unsigned char file_codelists_referral_status_csv[] = {
#embed "codelists/referral_status.csv"
};
static const unsigned char file_codelists_service_csv[] = {
#embed "codelists/service.csv"
};
static const unsigned char file_codelists_sex_csv[] = {
#embed "codelists/sex.csv"
};
static const unsigned char file_codelists_sexual_exploitation_csv[] = {
#embed "codelists/sexual_exploitation.csv"
};
static const unsigned char file_codelists_shared_part_csv[] = {
#embed "codelists/shared_part.csv"
};
static const unsigned char file_codelists_trafficker_relationship_csv[] = {
#embed "codelists/trafficker_relationship.csv"
};
static const unsigned char file_codelists_trafficking_decision_csv[] = {
#embed "codelists/trafficking_decision.csv"
};
static const unsigned char file_codelists_trafficking_status_csv[] = {
#embed "codelists/trafficking_status.csv"
};
static const unsigned char file_codelists_vulnerability_csv[] = {
#embed "codelists/vulnerability.csv"
};
static const unsigned char file_consents_consent_texts_csv[] = {
#embed "consents/consent_texts.csv"
};
static const unsigned char file_demonstration_casework_stories_json[] = {
#embed "demonstration/casework/stories.json"
};
static const unsigned char file_demonstration_places_places_json[] = {
#embed "demonstration/places/places.json"
};
static const unsigned char file_demonstration_q1_2021_hubs_csv[] = {
#embed "demonstration/q1-2021/hubs.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_bz_bmp_csv[] = {
#embed "demonstration/q1-2021/logs/BZ-BMP.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_bz_bze_csv[] = {
#embed "demonstration/q1-2021/logs/BZ-BZE.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_cr_cor_csv[] = {
#embed "demonstration/q1-2021/logs/CR-COR.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_cr_des_csv[] = {
#embed "demonstration/q1-2021/logs/CR-DES.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_cr_lch_csv[] = {
#embed "demonstration/q1-2021/logs/CR-LCH.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_cr_lcz_xlsx[] = {
#embed "demonstration/q1-2021/logs/CR-LCZ.xlsx"
};
static const unsigned char file_demonstration_q1_2021_logs_cr_tal_csv[] = {
#embed "demonstration/q1-2021/logs/CR-TAL.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_cr_upa_csv[] = {
#embed "demonstration/q1-2021/logs/CR-UPA.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_do_daj_csv[] = {
#embed "demonstration/q1-2021/logs/DO-DAJ.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_do_jim_csv[] = {
#embed "demonstration/q1-2021/logs/DO-JIM.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_do_sdq_csv[] = {
#embed "demonstration/q1-2021/logs/DO-SDQ.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_gt_chq_csv[] = {
#embed "demonstration/q1-2021/logs/GT-CHQ.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_gt_gua_xlsx[] = {
#embed "demonstration/q1-2021/logs/GT-GUA.xlsx"
};
static const unsigned char file_demonstration_q1_2021_logs_gt_hue_csv[] = {
#embed "demonstration/q1-2021/logs/GT-HUE.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_gt_qtz_csv[] = {
#embed "demonstration/q1-2021/logs/GT-QTZ.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_gt_tec_xlsx[] = {
#embed "demonstration/q1-2021/logs/GT-TEC.xlsx"
};
static const unsigned char file_demonstration_q1_2021_logs_hn_cho_csv[] = {
#embed "demonstration/q1-2021/logs/HN-CHO.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_hn_com_csv[] = {
#embed "demonstration/q1-2021/logs/HN-COM.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_hn_oco_csv[] = {
#embed "demonstration/q1-2021/logs/HN-OCO.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_hn_sps_csv[] = {
#embed "demonstration/q1-2021/logs/HN-SPS.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_hn_tgu_xlsx[] = {
#embed "demonstration/q1-2021/logs/HN-TGU.xlsx"
};
static const unsigned char file_demonstration_q1_2021_logs_hn_yor_csv[] = {
#embed "demonstration/q1-2021/logs/HN-YOR.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_mx_cjs_csv[] = {
#embed "demonstration/q1-2021/logs/MX-CJS.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_mx_mxl_xlsx[] = {
#embed "demonstration/q1-2021/logs/MX-MXL.xlsx"
};
static const unsigned char file_demonstration_q1_2021_logs_mx_pal_csv[] = {
#embed "demonstration/q1-2021/logs/MX-PAL.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_mx_slt_csv[] = {
#embed "demonstration/q1-2021/logs/MX-SLT.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_mx_tap_xlsx[] = {
#embed "demonstration/q1-2021/logs/MX-TAP.xlsx"
};
static const unsigned char file_demonstration_q1_2021_logs_mx_ten_xlsx[] = {
#embed "demonstration/q1-2021/logs/MX-TEN.xlsx"
};
static const unsigned char file_demonstration_q1_2021_logs_mx_tij_xlsx[] = {
#embed "demonstration/q1-2021/logs/MX-TIJ.xlsx"
};
static const unsigned char file_demonstration_q1_2021_logs_sv_smi_csv[] = {
#embed "demonstration/q1-2021/logs/SV-SMI.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_sv_ssa_csv[] = {
#embed "demonstration/q1-2021/logs/SV-SSA.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_sv_sta_csv[] = {
#embed "demonstration/q1-2021/logs/SV-STA.csv"
};
static const unsigned char file_demonstration_q1_2021_logs_sv_usu_csv[] = {
#embed "demonstration/q1-2021/logs/SV-USU.csv"
};
static const unsigned char file_demonstration_recent_arrivals_json[] = {
#embed "demonstration/recent/arrivals.json"
};
static const unsigned char file_demonstration_recent_region_json[] = {
#embed "demonstration/recent/region.json"
};
static const unsigned char file_demonstration_region_1_organisations_json[] = {
#embed "demonstration/region/1-organisations.json"
};
static const unsigned char file_demonstration_region_2_activities_json[] = {
#embed "demonstration/region/2-activities.json"
};
static const unsigned char file_demonstration_region_3_networks_json[] = {
#embed "demonstration/region/3-networks.json"
};
static const unsigned char file_demonstration_region_4_mgi_json[] = {
#embed "demonstration/region/4-mgi.json"
};
static const unsigned char file_demonstration_region_5_publications_json[] = {
#embed "demonstration/region/5-publications.json"
};
static const unsigned char file_demonstration_region_6_bulletin_json[] = {
#embed "demonstration/region/6-bulletin.json"
};
static const unsigned char file_migrations_0001_reference_sql[] = {
#embed "migrations/0001-reference.sql"
};
static const unsigned char file_migrations_0002_people_sql[] = {
#embed "migrations/0002-people.sql"
};
static const unsigned char file_migrations_0003_events_sql[] = {
#embed "migrations/0003-events.sql"
};
static const unsigned char file_migrations_0004_editions_sql[] = {
#embed "migrations/0004-editions.sql"
};
static const unsigned char file_migrations_0005_accounts_sql[] = {
#embed "migrations/0005-accounts.sql"
};
static const unsigned char file_migrations_0006_cases_sql[] = {
#embed "migrations/0006-cases.sql"
};
static const unsigned char file_migrations_0007_audit_seals_sql[] = {
#embed "migrations/0007-audit-seals.sql"
};
static const unsigned char file_migrations_0008_region_publishing_sql[] = {
#embed "migrations/0008-region-publishing.sql"
};
static const unsigned char file_migrations_0008_region_sql[] = {
#embed "migrations/0008-region.sql"
};
static const unsigned char file_migrations_0009_editors_sql[] = {
#embed "migrations/0009-editors.sql"
};
static const unsigned char file_migrations_0010_changes_sql[] = {
#embed "migrations/0010-changes.sql"
};
static const unsigned char file_migrations_0011_devices_sql[] = {
#embed "migrations/0011-devices.sql"
};
static const unsigned char file_migrations_0012_people_search_sql[] = {
#embed "migrations/0012-people-search.sql"
};
static const unsigned char file_migrations_0013_rights_sql[] = {
#embed "migrations/0013-rights.sql"
};
static const unsigned char file_migrations_0014_glass_retention_sql[] = {
#embed "migrations/0014-glass-retention.sql"
};
static const unsigned char file_migrations_0015_places_sql[] = {
#embed "migrations/0015-places.sql"
};
static const unsigned char file_migrations_0016_registrations_sql[] = {
#embed "migrations/0016-registrations.sql"
};
static const unsigned char file_migrations_0020_unindexed_people_sql[] = {
#embed "migrations/0020-unindexed-people.sql"
};
static const unsigned char file_migrations_0021_secondary_inputs_sql[] = {
#embed "migrations/0021-secondary-inputs.sql"
};
static const unsigned char file_migrations_0024_finding_sql[] = {
#embed "migrations/0024-finding.sql"
};
static const unsigned char file_migrations_0025_mail_attempts_sql[] = {
#embed "migrations/0025-mail-attempts.sql"
};
static const unsigned char file_migrations_0026_open_places_check_ins_sql[] = {
#embed "migrations/0026-open-places-check-ins.sql"
};
static const unsigned char file_migrations_0028_decided_check_ins_sql[] = {
#embed "migrations/0028-decided-check-ins.sql"
};
static const unsigned char file_routines_accounts_sql[] = {
#embed "routines/accounts.sql"
};
static const unsigned char file_routines_acting_sql[] = {
#embed "routines/acting.sql"
};
static const unsigned char file_routines_audit_sql[] = {
#embed "routines/audit.sql"
};
static const unsigned char file_routines_case_security_sql[] = {
#embed "routines/case_security.sql"
};
static const unsigned char file_routines_changes_sql[] = {
#embed "routines/changes.sql"
};
static const unsigned char file_routines_counting_sql[] = {
#embed "routines/counting.sql"
};
static const unsigned char file_routines_demonstration_sql[] = {
#embed "routines/demonstration.sql"
};
static const unsigned char file_routines_directory_sql[] = {
#embed "routines/directory.sql"
};
static const unsigned char file_routines_directory_privileges_sql[] = {
#embed "routines/directory_privileges.sql"
};
static const unsigned char file_routines_directory_security_sql[] = {
#embed "routines/directory_security.sql"
};
static const unsigned char file_routines_duplicates_sql[] = {
#embed "routines/duplicates.sql"
};
static const unsigned char file_routines_editions_sql[] = {
#embed "routines/editions.sql"
};
static const unsigned char file_routines_ensure_quarter_sql[] = {
#embed "routines/ensure_quarter.sql"
};
static const unsigned char file_routines_finding_people_sql[] = {
#embed "routines/finding_people.sql"
};
static const unsigned char file_routines_folding_sql[] = {
#embed "routines/folding.sql"
};
static const unsigned char file_routines_glass_sql[] = {
#embed "routines/glass.sql"
};
static const unsigned char file_routines_merging_sql[] = {
#embed "routines/merging.sql"
};
static const unsigned char file_routines_places_sql[] = {
#embed "routines/places.sql"
};
static const unsigned char file_routines_privileges_sql[] = {
#embed "routines/privileges.sql"
};
static const unsigned char file_routines_quarter_sql[] = {
#embed "routines/quarter.sql"
};
static const unsigned char file_routines_referral_counts_sql[] = {
#embed "routines/referral_counts.sql"
};
static const unsigned char file_routines_region_codes_sql[] = {
#embed "routines/region_codes.sql"
};
static const unsigned char file_routines_region_documents_sql[] = {
#embed "routines/region_documents.sql"
};
static const unsigned char file_routines_region_privileges_sql[] = {
#embed "routines/region_privileges.sql"
};
static const unsigned char file_routines_region_publishing_sql[] = {
#embed "routines/region_publishing.sql"
};
static const unsigned char file_routines_region_reports_sql[] = {
#embed "routines/region_reports.sql"
};
static const unsigned char file_routines_region_saving_sql[] = {
#embed "routines/region_saving.sql"
};
static const unsigned char file_routines_region_security_sql[] = {
#embed "routines/region_security.sql"
};
static const unsigned char file_routines_rights_sql[] = {
#embed "routines/rights.sql"
};
static const unsigned char file_routines_roles_sql[] = {
#embed "routines/roles.sql"
};
static const unsigned char file_routines_row_security_sql[] = {
#embed "routines/row_security.sql"
};
static const unsigned char file_routines_sealing_key_sql[] = {
#embed "routines/sealing_key.sql"
};
static const unsigned char file_routines_signing_in_sql[] = {
#embed "routines/signing_in.sql"
};
static const unsigned char file_routines_writing_people_sql[] = {
#embed "routines/writing_people.sql"
};

const struct database_file database_files[] = {
    {"codelists/activity_kind.csv", file_codelists_activity_kind_csv, sizeof file_codelists_activity_kind_csv},
    {"codelists/admin1.csv", file_codelists_admin1_csv, sizeof file_codelists_admin1_csv},
    {"codelists/age_band.csv", file_codelists_age_band_csv, sizeof file_codelists_age_band_csv},
    {"codelists/attachment_kind.csv", file_codelists_attachment_kind_csv, sizeof file_codelists_attachment_kind_csv},
    {"codelists/audience.csv", file_codelists_audience_csv, sizeof file_codelists_audience_csv},
    {"codelists/case_outcome.csv", file_codelists_case_outcome_csv, sizeof file_codelists_case_outcome_csv},
    {"codelists/case_status.csv", file_codelists_case_status_csv, sizeof file_codelists_case_status_csv},
    {"codelists/channel.csv", file_codelists_channel_csv, sizeof file_codelists_channel_csv},
    {"codelists/consent_purpose.csv", file_codelists_consent_purpose_csv, sizeof file_codelists_consent_purpose_csv},
    {"codelists/control_method.csv", file_codelists_control_method_csv, sizeof file_codelists_control_method_csv},
    {"codelists/country.csv", file_codelists_country_csv, sizeof file_codelists_country_csv},
    {"codelists/decline_reason.csv", file_codelists_decline_reason_csv, sizeof file_codelists_decline_reason_csv},
    {"codelists/disability_answer.csv", file_codelists_disability_answer_csv, sizeof file_codelists_disability_answer_csv},
    {"codelists/disability_domain.csv", file_codelists_disability_domain_csv, sizeof file_codelists_disability_domain_csv},
    {"codelists/exploitation_type.csv", file_codelists_exploitation_type_csv, sizeof file_codelists_exploitation_type_csv},
    {"codelists/hub_kind.csv", file_codelists_hub_kind_csv, sizeof file_codelists_hub_kind_csv},
    {"codelists/labour_industry.csv", file_codelists_labour_industry_csv, sizeof file_codelists_labour_industry_csv},
    {"codelists/language.csv", file_codelists_language_csv, sizeof file_codelists_language_csv},
    {"codelists/mgi_dimension.csv", file_codelists_mgi_dimension_csv, sizeof file_codelists_mgi_dimension_csv},
    {"codelists/need_priority.csv", file_codelists_need_priority_csv, sizeof file_codelists_need_priority_csv},
    {"codelists/organisation_kind.csv", file_codelists_organisation_kind_csv, sizeof file_codelists_organisation_kind_csv},
    {"codelists/profile.csv", file_codelists_profile_csv, sizeof file_codelists_profile_csv},
    {"codelists/recruitment_method.csv", file_codelists_recruitment_method_csv, sizeof file_codelists_recruitment_method_csv},
    {"codelists/referral_outcome.csv", file_codelists_referral_outcome_csv, sizeof file_codelists_referral_outcome_csv},
    {"codelists/referral_priority.csv", file_codelists_referral_priority_csv, sizeof file_codelists_referral_priority_csv},
    {"codelists/referral_status.csv", file_codelists_referral_status_csv, sizeof file_codelists_referral_status_csv},
    {"codelists/service.csv", file_codelists_service_csv, sizeof file_codelists_service_csv},
    {"codelists/sex.csv", file_codelists_sex_csv, sizeof file_codelists_sex_csv},
    {"codelists/sexual_exploitation.csv", file_codelists_sexual_exploitation_csv, sizeof file_codelists_sexual_exploitation_csv},
    {"codelists/shared_part.csv", file_codelists_shared_part_csv, sizeof file_codelists_shared_part_csv},
    {"codelists/trafficker_relationship.csv", file_codelists_trafficker_relationship_csv, sizeof file_codelists_trafficker_relationship_csv},
    {"codelists/trafficking_decision.csv", file_codelists_trafficking_decision_csv, sizeof file_codelists_trafficking_decision_csv},
    {"codelists/trafficking_status.csv", file_codelists_trafficking_status_csv, sizeof file_codelists_trafficking_status_csv},
    {"codelists/vulnerability.csv", file_codelists_vulnerability_csv, sizeof file_codelists_vulnerability_csv},
    {"consents/consent_texts.csv", file_consents_consent_texts_csv, sizeof file_consents_consent_texts_csv},
    {"demonstration/casework/stories.json", file_demonstration_casework_stories_json, sizeof file_demonstration_casework_stories_json},
    {"demonstration/places/places.json", file_demonstration_places_places_json, sizeof file_demonstration_places_places_json},
    {"demonstration/q1-2021/hubs.csv", file_demonstration_q1_2021_hubs_csv, sizeof file_demonstration_q1_2021_hubs_csv},
    {"demonstration/q1-2021/logs/BZ-BMP.csv", file_demonstration_q1_2021_logs_bz_bmp_csv, sizeof file_demonstration_q1_2021_logs_bz_bmp_csv},
    {"demonstration/q1-2021/logs/BZ-BZE.csv", file_demonstration_q1_2021_logs_bz_bze_csv, sizeof file_demonstration_q1_2021_logs_bz_bze_csv},
    {"demonstration/q1-2021/logs/CR-COR.csv", file_demonstration_q1_2021_logs_cr_cor_csv, sizeof file_demonstration_q1_2021_logs_cr_cor_csv},
    {"demonstration/q1-2021/logs/CR-DES.csv", file_demonstration_q1_2021_logs_cr_des_csv, sizeof file_demonstration_q1_2021_logs_cr_des_csv},
    {"demonstration/q1-2021/logs/CR-LCH.csv", file_demonstration_q1_2021_logs_cr_lch_csv, sizeof file_demonstration_q1_2021_logs_cr_lch_csv},
    {"demonstration/q1-2021/logs/CR-LCZ.xlsx", file_demonstration_q1_2021_logs_cr_lcz_xlsx, sizeof file_demonstration_q1_2021_logs_cr_lcz_xlsx},
    {"demonstration/q1-2021/logs/CR-TAL.csv", file_demonstration_q1_2021_logs_cr_tal_csv, sizeof file_demonstration_q1_2021_logs_cr_tal_csv},
    {"demonstration/q1-2021/logs/CR-UPA.csv", file_demonstration_q1_2021_logs_cr_upa_csv, sizeof file_demonstration_q1_2021_logs_cr_upa_csv},
    {"demonstration/q1-2021/logs/DO-DAJ.csv", file_demonstration_q1_2021_logs_do_daj_csv, sizeof file_demonstration_q1_2021_logs_do_daj_csv},
    {"demonstration/q1-2021/logs/DO-JIM.csv", file_demonstration_q1_2021_logs_do_jim_csv, sizeof file_demonstration_q1_2021_logs_do_jim_csv},
    {"demonstration/q1-2021/logs/DO-SDQ.csv", file_demonstration_q1_2021_logs_do_sdq_csv, sizeof file_demonstration_q1_2021_logs_do_sdq_csv},
    {"demonstration/q1-2021/logs/GT-CHQ.csv", file_demonstration_q1_2021_logs_gt_chq_csv, sizeof file_demonstration_q1_2021_logs_gt_chq_csv},
    {"demonstration/q1-2021/logs/GT-GUA.xlsx", file_demonstration_q1_2021_logs_gt_gua_xlsx, sizeof file_demonstration_q1_2021_logs_gt_gua_xlsx},
    {"demonstration/q1-2021/logs/GT-HUE.csv", file_demonstration_q1_2021_logs_gt_hue_csv, sizeof file_demonstration_q1_2021_logs_gt_hue_csv},
    {"demonstration/q1-2021/logs/GT-QTZ.csv", file_demonstration_q1_2021_logs_gt_qtz_csv, sizeof file_demonstration_q1_2021_logs_gt_qtz_csv},
    {"demonstration/q1-2021/logs/GT-TEC.xlsx", file_demonstration_q1_2021_logs_gt_tec_xlsx, sizeof file_demonstration_q1_2021_logs_gt_tec_xlsx},
    {"demonstration/q1-2021/logs/HN-CHO.csv", file_demonstration_q1_2021_logs_hn_cho_csv, sizeof file_demonstration_q1_2021_logs_hn_cho_csv},
    {"demonstration/q1-2021/logs/HN-COM.csv", file_demonstration_q1_2021_logs_hn_com_csv, sizeof file_demonstration_q1_2021_logs_hn_com_csv},
    {"demonstration/q1-2021/logs/HN-OCO.csv", file_demonstration_q1_2021_logs_hn_oco_csv, sizeof file_demonstration_q1_2021_logs_hn_oco_csv},
    {"demonstration/q1-2021/logs/HN-SPS.csv", file_demonstration_q1_2021_logs_hn_sps_csv, sizeof file_demonstration_q1_2021_logs_hn_sps_csv},
    {"demonstration/q1-2021/logs/HN-TGU.xlsx", file_demonstration_q1_2021_logs_hn_tgu_xlsx, sizeof file_demonstration_q1_2021_logs_hn_tgu_xlsx},
    {"demonstration/q1-2021/logs/HN-YOR.csv", file_demonstration_q1_2021_logs_hn_yor_csv, sizeof file_demonstration_q1_2021_logs_hn_yor_csv},
    {"demonstration/q1-2021/logs/MX-CJS.csv", file_demonstration_q1_2021_logs_mx_cjs_csv, sizeof file_demonstration_q1_2021_logs_mx_cjs_csv},
    {"demonstration/q1-2021/logs/MX-MXL.xlsx", file_demonstration_q1_2021_logs_mx_mxl_xlsx, sizeof file_demonstration_q1_2021_logs_mx_mxl_xlsx},
    {"demonstration/q1-2021/logs/MX-PAL.csv", file_demonstration_q1_2021_logs_mx_pal_csv, sizeof file_demonstration_q1_2021_logs_mx_pal_csv},
    {"demonstration/q1-2021/logs/MX-SLT.csv", file_demonstration_q1_2021_logs_mx_slt_csv, sizeof file_demonstration_q1_2021_logs_mx_slt_csv},
    {"demonstration/q1-2021/logs/MX-TAP.xlsx", file_demonstration_q1_2021_logs_mx_tap_xlsx, sizeof file_demonstration_q1_2021_logs_mx_tap_xlsx},
    {"demonstration/q1-2021/logs/MX-TEN.xlsx", file_demonstration_q1_2021_logs_mx_ten_xlsx, sizeof file_demonstration_q1_2021_logs_mx_ten_xlsx},
    {"demonstration/q1-2021/logs/MX-TIJ.xlsx", file_demonstration_q1_2021_logs_mx_tij_xlsx, sizeof file_demonstration_q1_2021_logs_mx_tij_xlsx},
    {"demonstration/q1-2021/logs/SV-SMI.csv", file_demonstration_q1_2021_logs_sv_smi_csv, sizeof file_demonstration_q1_2021_logs_sv_smi_csv},
    {"demonstration/q1-2021/logs/SV-SSA.csv", file_demonstration_q1_2021_logs_sv_ssa_csv, sizeof file_demonstration_q1_2021_logs_sv_ssa_csv},
    {"demonstration/q1-2021/logs/SV-STA.csv", file_demonstration_q1_2021_logs_sv_sta_csv, sizeof file_demonstration_q1_2021_logs_sv_sta_csv},
    {"demonstration/q1-2021/logs/SV-USU.csv", file_demonstration_q1_2021_logs_sv_usu_csv, sizeof file_demonstration_q1_2021_logs_sv_usu_csv},
    {"demonstration/recent/arrivals.json", file_demonstration_recent_arrivals_json, sizeof file_demonstration_recent_arrivals_json},
    {"demonstration/recent/region.json", file_demonstration_recent_region_json, sizeof file_demonstration_recent_region_json},
    {"demonstration/region/1-organisations.json", file_demonstration_region_1_organisations_json, sizeof file_demonstration_region_1_organisations_json},
    {"demonstration/region/2-activities.json", file_demonstration_region_2_activities_json, sizeof file_demonstration_region_2_activities_json},
    {"demonstration/region/3-networks.json", file_demonstration_region_3_networks_json, sizeof file_demonstration_region_3_networks_json},
    {"demonstration/region/4-mgi.json", file_demonstration_region_4_mgi_json, sizeof file_demonstration_region_4_mgi_json},
    {"demonstration/region/5-publications.json", file_demonstration_region_5_publications_json, sizeof file_demonstration_region_5_publications_json},
    {"demonstration/region/6-bulletin.json", file_demonstration_region_6_bulletin_json, sizeof file_demonstration_region_6_bulletin_json},
    {"migrations/0001-reference.sql", file_migrations_0001_reference_sql, sizeof file_migrations_0001_reference_sql},
    {"migrations/0002-people.sql", file_migrations_0002_people_sql, sizeof file_migrations_0002_people_sql},
    {"migrations/0003-events.sql", file_migrations_0003_events_sql, sizeof file_migrations_0003_events_sql},
    {"migrations/0004-editions.sql", file_migrations_0004_editions_sql, sizeof file_migrations_0004_editions_sql},
    {"migrations/0005-accounts.sql", file_migrations_0005_accounts_sql, sizeof file_migrations_0005_accounts_sql},
    {"migrations/0006-cases.sql", file_migrations_0006_cases_sql, sizeof file_migrations_0006_cases_sql},
    {"migrations/0007-audit-seals.sql", file_migrations_0007_audit_seals_sql, sizeof file_migrations_0007_audit_seals_sql},
    {"migrations/0008-region-publishing.sql", file_migrations_0008_region_publishing_sql, sizeof file_migrations_0008_region_publishing_sql},
    {"migrations/0008-region.sql", file_migrations_0008_region_sql, sizeof file_migrations_0008_region_sql},
    {"migrations/0009-editors.sql", file_migrations_0009_editors_sql, sizeof file_migrations_0009_editors_sql},
    {"migrations/0010-changes.sql", file_migrations_0010_changes_sql, sizeof file_migrations_0010_changes_sql},
    {"migrations/0011-devices.sql", file_migrations_0011_devices_sql, sizeof file_migrations_0011_devices_sql},
    {"migrations/0012-people-search.sql", file_migrations_0012_people_search_sql, sizeof file_migrations_0012_people_search_sql},
    {"migrations/0013-rights.sql", file_migrations_0013_rights_sql, sizeof file_migrations_0013_rights_sql},
    {"migrations/0014-glass-retention.sql", file_migrations_0014_glass_retention_sql, sizeof file_migrations_0014_glass_retention_sql},
    {"migrations/0015-places.sql", file_migrations_0015_places_sql, sizeof file_migrations_0015_places_sql},
    {"migrations/0016-registrations.sql", file_migrations_0016_registrations_sql, sizeof file_migrations_0016_registrations_sql},
    {"migrations/0020-unindexed-people.sql", file_migrations_0020_unindexed_people_sql, sizeof file_migrations_0020_unindexed_people_sql},
    {"migrations/0021-secondary-inputs.sql", file_migrations_0021_secondary_inputs_sql, sizeof file_migrations_0021_secondary_inputs_sql},
    {"migrations/0024-finding.sql", file_migrations_0024_finding_sql, sizeof file_migrations_0024_finding_sql},
    {"migrations/0025-mail-attempts.sql", file_migrations_0025_mail_attempts_sql, sizeof file_migrations_0025_mail_attempts_sql},
    {"migrations/0026-open-places-check-ins.sql", file_migrations_0026_open_places_check_ins_sql, sizeof file_migrations_0026_open_places_check_ins_sql},
    {"migrations/0028-decided-check-ins.sql", file_migrations_0028_decided_check_ins_sql, sizeof file_migrations_0028_decided_check_ins_sql},
    {"routines/accounts.sql", file_routines_accounts_sql, sizeof file_routines_accounts_sql},
    {"routines/acting.sql", file_routines_acting_sql, sizeof file_routines_acting_sql},
    {"routines/audit.sql", file_routines_audit_sql, sizeof file_routines_audit_sql},
    {"routines/case_security.sql", file_routines_case_security_sql, sizeof file_routines_case_security_sql},
    {"routines/changes.sql", file_routines_changes_sql, sizeof file_routines_changes_sql},
    {"routines/counting.sql", file_routines_counting_sql, sizeof file_routines_counting_sql},
    {"routines/demonstration.sql", file_routines_demonstration_sql, sizeof file_routines_demonstration_sql},
    {"routines/directory.sql", file_routines_directory_sql, sizeof file_routines_directory_sql},
    {"routines/directory_privileges.sql", file_routines_directory_privileges_sql, sizeof file_routines_directory_privileges_sql},
    {"routines/directory_security.sql", file_routines_directory_security_sql, sizeof file_routines_directory_security_sql},
    {"routines/duplicates.sql", file_routines_duplicates_sql, sizeof file_routines_duplicates_sql},
    {"routines/editions.sql", file_routines_editions_sql, sizeof file_routines_editions_sql},
    {"routines/ensure_quarter.sql", file_routines_ensure_quarter_sql, sizeof file_routines_ensure_quarter_sql},
    {"routines/finding_people.sql", file_routines_finding_people_sql, sizeof file_routines_finding_people_sql},
    {"routines/folding.sql", file_routines_folding_sql, sizeof file_routines_folding_sql},
    {"routines/glass.sql", file_routines_glass_sql, sizeof file_routines_glass_sql},
    {"routines/merging.sql", file_routines_merging_sql, sizeof file_routines_merging_sql},
    {"routines/places.sql", file_routines_places_sql, sizeof file_routines_places_sql},
    {"routines/privileges.sql", file_routines_privileges_sql, sizeof file_routines_privileges_sql},
    {"routines/quarter.sql", file_routines_quarter_sql, sizeof file_routines_quarter_sql},
    {"routines/referral_counts.sql", file_routines_referral_counts_sql, sizeof file_routines_referral_counts_sql},
    {"routines/region_codes.sql", file_routines_region_codes_sql, sizeof file_routines_region_codes_sql},
    {"routines/region_documents.sql", file_routines_region_documents_sql, sizeof file_routines_region_documents_sql},
    {"routines/region_privileges.sql", file_routines_region_privileges_sql, sizeof file_routines_region_privileges_sql},
    {"routines/region_publishing.sql", file_routines_region_publishing_sql, sizeof file_routines_region_publishing_sql},
    {"routines/region_reports.sql", file_routines_region_reports_sql, sizeof file_routines_region_reports_sql},
    {"routines/region_saving.sql", file_routines_region_saving_sql, sizeof file_routines_region_saving_sql},
    {"routines/region_security.sql", file_routines_region_security_sql, sizeof file_routines_region_security_sql},
    {"routines/rights.sql", file_routines_rights_sql, sizeof file_routines_rights_sql},
    {"routines/roles.sql", file_routines_roles_sql, sizeof file_routines_roles_sql},
    {"routines/row_security.sql", file_routines_row_security_sql, sizeof file_routines_row_security_sql},
    {"routines/sealing_key.sql", file_routines_sealing_key_sql, sizeof file_routines_sealing_key_sql},
    {"routines/signing_in.sql", file_routines_signing_in_sql, sizeof file_routines_signing_in_sql},
    {"routines/writing_people.sql", file_routines_writing_people_sql, sizeof file_routines_writing_people_sql},
};
const size_t database_file_count = sizeof database_files / sizeof *database_files;
