-- What the roles beside the owner may do at all; which rows of it is said by `row_security.sql`.
-- Both lists begin from nothing.
--
-- The service writes through the parents only, since a partition written or read directly would
-- bypass the change log and row security, and what is append-only it can only append.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM hub_service;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO hub_service;
GRANT USAGE ON SCHEMA public TO hub_service;
GRANT SELECT ON codelist_value, installation, schema_ledger, hub, organisation, person, identity_key,
    document, person_version, casework_case, import_batch, event_register, event, participation,
    participation_past, count_log, cell, edition, audit, account, session, api_token, match_model,
    duplicate_pair, departure TO hub_service;
GRANT INSERT, UPDATE ON hub, organisation, event_register, participation TO hub_service;
GRANT UPDATE ON person, casework_case TO hub_service;
GRANT UPDATE ON duplicate_pair TO hub_service;
GRANT DELETE ON duplicate_pair, participation, identity_key, document TO hub_service;
GRANT INSERT ON match_model, duplicate_pair, person_version, import_batch, event,
    participation_past, audit, edition, api_token TO hub_service;
GRANT INSERT (account_id, name, role, hub_id, country, locale),
    UPDATE (role, hub_id, country, disabled_at) ON account TO hub_service;
GRANT SELECT ON erasure, glass_break, retention_rule TO hub_service;
GRANT INSERT, UPDATE, DELETE ON retention_rule TO hub_service;
GRANT UPDATE (seen_by, seen_at) ON glass_break TO hub_service;
GRANT SELECT, INSERT ON audit_seal, audit_place TO hub_service;
GRANT USAGE ON SEQUENCE change_number TO hub_service;
GRANT UPDATE (is_demonstration, keyring_epoch) ON installation TO hub_service;
GRANT INSERT ON installation TO hub_service;

-- Cases: what was written stays; only the standing of a case, a consent or a referral moves.
GRANT SELECT ON case_counter, case_member, case_change, case_note, attachment, attachment_piece,
    case_event, consent, referral, referral_change TO hub_service;
GRANT INSERT, UPDATE ON casework_case, case_counter, consent, referral TO hub_service;
GRANT INSERT ON case_change, case_note, attachment, attachment_piece, case_event, referral_change
    TO hub_service;
GRANT INSERT, DELETE ON case_member TO hub_service;

-- These are steps of others: called alone they would leave half of something.
REVOKE EXECUTE ON FUNCTION sign_in_wait(bytea, text, int, int), finish_sign_in(uuid, text, bytea),
    rebuild_quarter(int), pending_in(int),
    people_with_tokens(text[], text[], int[], bigint[], smallint, smallint, int),
    people_meeting(text[], bigint[], smallint, smallint, int),
    opened_parts(uuid, smallint), opened_people(smallint), keep_people(uuid, text, text, text),
    recount_facts(uuid), counting_as(uuid),
    note_departure(smallint, smallint, uuid) FROM hub_service;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hub_reporting') THEN
        REVOKE ALL ON ALL TABLES IN SCHEMA public FROM hub_reporting;
        GRANT USAGE ON SCHEMA public TO hub_reporting;
        GRANT SELECT ON cell, edition, codelist_value, hub TO hub_reporting;
    END IF;
END $$;
