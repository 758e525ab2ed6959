-- Who sees and writes what of the directory. Public entries and published items are for everybody,
-- with an account or without; all else for whom it is said to be.
DO $$
DECLARE
    rule record;
    may_write text := $q$may_write_region('organisations', ARRAY[country], NULL)$q$;
    may_decide text := $q$(SELECT acting_role()) IN ('machine', 'moderator')$q$;
    published text := $q$EXISTS (SELECT FROM bulletin_item i
        WHERE i.bulletin_item_id = %I.bulletin_item_id AND i.status = 'published')$q$;
BEGIN
    FOR rule IN SELECT * FROM (VALUES
        ('place', 'directory_public', 'SELECT', 'is_public_place(status, hub_id, verified_on)'),
        ('place', 'directory_read', 'SELECT', '(SELECT acting_role()) IS NOT NULL'),
        ('place', 'directory_add', 'INSERT', may_write),
        ('place', 'directory_change', 'UPDATE', may_write),
        ('registration', 'directory_decide', 'ALL', may_decide),
        ('place_contact', 'directory_decide', 'ALL', may_decide),
        ('outgoing_mail', 'directory_send', 'ALL', $q$(SELECT acting_role()) = 'machine'$q$),
        ('outgoing_mail', 'directory_write', 'INSERT', may_decide),
        ('published_figure', 'directory_public', 'SELECT', 'true'),
        ('published_figure', 'directory_write', 'ALL', $q$(SELECT acting_role()) = 'machine'$q$),
        ('bulletin_item', 'directory_public', 'SELECT', $q$status = 'published'$q$),
        ('bulletin_text', 'directory_public', 'SELECT', published),
        ('bulletin_link', 'directory_public', 'SELECT', published),
        ('bulletin_picture', 'directory_public', 'SELECT', published),
        ('bulletin_correction', 'directory_public', 'SELECT', published),
        ('bulletin_issue', 'directory_public', 'SELECT', $q$NOT EXISTS (
            SELECT FROM bulletin_issue_item n JOIN bulletin_item i USING (bulletin_item_id)
            WHERE n.bulletin_issue_id = bulletin_issue.bulletin_issue_id
                AND i.status <> 'published')$q$),
        ('bulletin_issue_item', 'directory_public', 'SELECT', published)
    ) AS v (name, policy, command, condition)
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.name);
        EXECUTE format('DROP POLICY IF EXISTS %I ON %I', rule.policy, rule.name);
        EXECUTE format('CREATE POLICY %I ON %I FOR %s TO hub_service %s (%s)', rule.policy,
            rule.name, rule.command,
            CASE rule.command WHEN 'INSERT' THEN 'WITH CHECK' ELSE 'USING' END,
            format(rule.condition, rule.name));
    END LOOP;
END $$;
