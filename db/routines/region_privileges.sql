-- What the service may write of the region's records: their parts are replaced whole, the records
-- themselves and their histories never go.
GRANT SELECT ON activity, activity_party, activity_session, activity_count, activity_attendee,
    activity_attendance, activity_check_in, decided_check_in, network, network_member, network_need,
    meeting, meeting_attendance, agreed_action, agreed_action_change, mgi_participant, mgi_total, mgi_indicator, mgi_assessment,
    mgi_answer, publication, publication_text, bulletin_item, bulletin_text, bulletin_link,
    bulletin_picture, bulletin_correction, bulletin_issue, bulletin_issue_item,
    organisation_document, activity_document, network_document, meeting_document,
    agreed_action_document, mgi_participant_document, mgi_total_document, mgi_indicator_document,
    mgi_assessment_document, publication_document, bulletin_item_document, bulletin_issue_document
    TO hub_service;
GRANT INSERT, UPDATE ON activity, activity_session, network, meeting, agreed_action,
    mgi_participant, mgi_total, mgi_indicator, mgi_assessment, publication, bulletin_item,
    bulletin_issue, activity_attendee TO hub_service;
GRANT INSERT, DELETE ON activity_party, activity_count, network_member, network_need,
    meeting_attendance, mgi_answer, publication_text, bulletin_text, bulletin_link,
    bulletin_picture, bulletin_issue_item, activity_attendance TO hub_service;
GRANT DELETE ON activity_session, activity_check_in, activity_attendee TO hub_service;
GRANT INSERT ON agreed_action_change, bulletin_correction, decided_check_in TO hub_service;
