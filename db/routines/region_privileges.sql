-- What the service may write of the region's records: their parts are replaced whole, the records
-- themselves and their histories never go.
GRANT INSERT, UPDATE ON activity, activity_session, network, meeting, agreed_action,
    mgi_participant, mgi_total, mgi_indicator, mgi_assessment, publication, bulletin_item,
    bulletin_issue, activity_attendee TO hub_service;
GRANT INSERT, DELETE ON activity_party, activity_count, network_member, network_need,
    meeting_attendance, mgi_answer, publication_text, bulletin_text, bulletin_link,
    bulletin_picture, bulletin_issue_item, activity_attendance TO hub_service;
GRANT DELETE ON activity_session TO hub_service;
GRANT INSERT ON agreed_action_change, bulletin_correction TO hub_service;
