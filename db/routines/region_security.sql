-- Who may write which record of the region, as Role.reach(of:) says it in words. The registers are
-- read by all staff; only lists of participants hold names, and are read by who may write them.

CREATE OR REPLACE FUNCTION may_write_region(what text, countries smallint[], hub smallint)
RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE acting_role()
    WHEN 'machine' THEN true
    WHEN 'editor' THEN what IN ('indicators', 'publications', 'bulletin')
    WHEN 'moderator' THEN what = 'organisations'
    WHEN 'regional_analyst' THEN what = 'indicators'
    WHEN 'country_officer' THEN what IN ('organisations', 'activities', 'networks')
        AND coalesce(acting_country() = ANY (countries), false)
    WHEN 'manager' THEN what = 'activities' AND coalesce(acting_hub() = hub, false)
    ELSE false
END;

DO $$
DECLARE
    activity text := 'EXISTS (SELECT FROM activity p WHERE p.activity_id = %s.activity_id
        AND may_write_region(''activities'', p.countries, p.hub_id))';
    network text := 'EXISTS (SELECT FROM network p WHERE p.network_id = %s.network_id
        AND may_write_region(''networks'', p.countries, NULL))';
    meeting text := 'EXISTS (SELECT FROM meeting m JOIN network p USING (network_id)
        WHERE m.meeting_id = %s.meeting_id
        AND may_write_region(''networks'', p.countries, NULL))';
    action text := 'EXISTS (SELECT FROM agreed_action a JOIN network p USING (network_id)
        WHERE a.agreed_action_id = %s.agreed_action_id
        AND may_write_region(''networks'', p.countries, NULL))';
    rule record;
BEGIN
    FOR rule IN SELECT * FROM (VALUES
        ('organisation', 'may_write_region(''organisations'', ARRAY[country], NULL)', true),
        ('activity', 'may_write_region(''activities'', countries, hub_id)', true),
        ('activity_party', activity, true), ('activity_session', activity, true),
        ('activity_count', activity, true), ('activity_attendee', activity, false),
        ('activity_attendance', activity, false), ('activity_check_in', activity, false),
        ('decided_check_in', activity, false),
        ('network', 'may_write_region(''networks'', countries, NULL)', true),
        ('network_member', network, true), ('network_need', network, true),
        ('meeting', network, true), ('meeting_attendance', meeting, true),
        ('agreed_action', network, true), ('agreed_action_change', action, true),
        ('mgi_participant', 'may_write_region(''indicators'', NULL, NULL)', true),
        ('mgi_total', 'may_write_region(''indicators'', NULL, NULL)', true),
        ('mgi_indicator', 'may_write_region(''indicators'', NULL, NULL)', true),
        ('mgi_assessment', 'may_write_region(''indicators'', NULL, NULL)', true),
        ('mgi_answer', 'may_write_region(''indicators'', NULL, NULL)', true),
        ('publication', 'may_write_region(''publications'', NULL, NULL)', true),
        ('publication_text', 'may_write_region(''publications'', NULL, NULL)', true),
        ('bulletin_item', 'may_write_region(''bulletin'', NULL, NULL)', true),
        ('bulletin_text', 'may_write_region(''bulletin'', NULL, NULL)', true),
        ('bulletin_link', 'may_write_region(''bulletin'', NULL, NULL)', true),
        ('bulletin_picture', 'may_write_region(''bulletin'', NULL, NULL)', true),
        ('bulletin_correction', 'may_write_region(''bulletin'', NULL, NULL)', true),
        ('bulletin_issue', 'may_write_region(''bulletin'', NULL, NULL)', true),
        ('bulletin_issue_item', 'may_write_region(''bulletin'', NULL, NULL)', true)
    ) AS v (name, condition, is_readable)
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.name);
        EXECUTE format('DROP POLICY IF EXISTS region_write ON %I', rule.name);
        EXECUTE format('DROP POLICY IF EXISTS region_read ON %I', rule.name);
        EXECUTE format('CREATE POLICY region_write ON %I TO hub_service USING (%s)',
            rule.name, format(rule.condition, rule.name));
        IF rule.is_readable THEN
            EXECUTE format('CREATE POLICY region_read ON %I FOR SELECT TO hub_service
                USING (acting_role() IS NOT NULL)', rule.name);
        END IF;
    END LOOP;
END $$;
