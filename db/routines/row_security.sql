-- Who sees which rows, and who may write them (`domain.md`, Roles): one table of it, from which the
-- policies of the service's role are made anew. What whoever acts may is asked once a statement.
--
-- The owner of the tables is not held by it; the operator acts as the service's role and is let
-- through by name. A table without an entry here or in `case_security.sql` shows nothing to nobody.
DO $security$
DECLARE
    nobody CONSTANT text := 'false';
    everybody CONSTANT text := '(SELECT acting_role()) IS NOT NULL';
    operator CONSTANT text := $$(SELECT acting_role()) = 'machine'$$;
    -- Rows of events, which name nobody: those of one's hubs; analysts see all of them.
    own_hubs CONSTANT text :=
        operator || ' OR hub_id = ANY ((SELECT acting_hubs())::smallint[])';
    events CONSTANT text := $$(SELECT acting_role()) IN ('machine', 'regional_analyst')
        OR hub_id = ANY ((SELECT acting_hubs())::smallint[])$$;
    -- Rows of people and cases: those of one's own hub, for clerks and managers alone.
    own_people CONSTANT text := operator || ' OR hub_id = (SELECT acting_hub())';
    of_person CONSTANT text := operator
        || ' OR EXISTS (SELECT FROM person p WHERE p.person_id = %I.person_id)';
    hubs CONSTANT text := $$(SELECT acting_role()) IN ('machine', 'administrator')
        OR country = (SELECT acting_country())$$;
    figures CONSTANT text := $$(SELECT acting_role()) IN ('machine', 'regional_analyst')$$;
    administration CONSTANT text := $$(SELECT acting_role()) IN ('machine', 'administrator')$$;
    entry record;
    command text;
    condition text;
BEGIN
    FOR entry IN SELECT * FROM (VALUES
        --                     SELECT, INSERT, UPDATE, DELETE
        ('installation', 'true', operator, operator, nobody),
        ('hub', everybody, hubs, hubs, nobody),
        ('organisation', everybody, hubs, hubs, nobody),
        -- Written by the routines of writing_people.sql; merged and corrected by the operator.
        ('person', own_people, nobody, operator, nobody),
        ('identity_key', operator, nobody, nobody, operator),
        ('document', of_person, nobody, nobody, operator),
        ('match_model', operator, operator, nobody, nobody),
        -- Whoever answers for both decides; nobody else sees that there is anything to decide.
        ('duplicate_pair', operator || $$ OR (SELECT acting_role()) IN ('manager', 'country_officer')
            AND left_hub = ANY ((SELECT acting_hubs())::smallint[])
            AND right_hub = ANY ((SELECT acting_hubs())::smallint[])$$, operator, operator, operator),
        ('person_version', of_person, operator, nobody, nobody),
        -- The managers of both hubs are told, and look into what others did.
        ('glass_break', $$(SELECT acting_role()) IN ('machine', 'auditor')
            OR (SELECT acting_role()) = 'manager' AND (SELECT acting_hub()) IN (hub_id, from_hub)$$,
            nobody, $$(SELECT acting_role()) = 'machine'
            OR (SELECT acting_role()) = 'manager' AND (SELECT acting_hub()) IN (hub_id, from_hub)
                AND account_id IS DISTINCT FROM (SELECT acting_account())$$, nobody),
        ('retention_rule', everybody, operator, operator, operator),
        ('erasure', $$(SELECT acting_role()) IN ('machine', 'auditor')$$, nobody, nobody, nobody),
        ('import_batch',
            figures || ' OR hub_id = (SELECT acting_hub()) OR country = (SELECT acting_country())',
            operator || ' OR hub_id = (SELECT acting_hub()) OR country = (SELECT acting_country())',
            nobody, nobody),
        ('event_register', events, own_hubs, own_hubs, nobody),
        ('event', events, own_hubs, nobody, nobody),
        ('participation', events, own_hubs, operator, own_hubs),
        ('participation_past', events, own_hubs, nobody, nobody),
        ('departure', own_hubs, nobody, nobody, nobody),
        ('count_log', operator, nobody, nobody, nobody),
        -- 1 is countries, 2 hubs, 100 what hubs reported late (counting.sql).
        ('cell', figures || ' OR dimension = 1 AND category = (SELECT acting_country())
            OR dimension IN (2, 100) AND category = ANY ((SELECT acting_hubs())::smallint[])',
            nobody, nobody, nobody),
        ('edition', figures, operator, nobody, nobody),
        -- Nobody can write under another's name.
        ('audit', $$(SELECT acting_role()) IN ('machine', 'auditor')$$,
            operator || ' OR actor = (SELECT acting_name())', nobody, nobody),
        ('audit_seal', $$(SELECT acting_role()) IN ('machine', 'auditor')$$, operator,
            nobody, nobody),
        ('audit_place', $$(SELECT acting_role()) IN ('machine', 'auditor')$$, operator,
            nobody, nobody),
        ('account', administration || ' OR account_id = (SELECT acting_account())
            OR (SELECT acting_role()) = ''manager'' AND hub_id = (SELECT acting_hub())',
            administration,
            operator || ' OR (SELECT acting_role()) = ''administrator''
                AND account_id <> (SELECT acting_account())', nobody),
        ('session', administration || ' OR account_id = (SELECT acting_account())',
            nobody, nobody, nobody),
        ('api_token', administration || ' OR account_id = (SELECT acting_account())',
            operator || ' OR account_id = (SELECT acting_account())', nobody, nobody),
        ('account_secret', nobody, nobody, nobody, nobody),
        ('recovery_code', nobody, nobody, nobody, nobody),
        ('sign_in_failure', nobody, nobody, nobody, nobody),
        ('known_device', nobody, nobody, nobody, nobody)
    ) AS e (name, sees, adds, changes, removes) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', entry.name);
        FOR command, condition IN SELECT * FROM (VALUES ('SELECT', entry.sees),
            ('INSERT', entry.adds), ('UPDATE', entry.changes), ('DELETE', entry.removes)) c
        LOOP
            EXECUTE format('DROP POLICY IF EXISTS %I ON %I', 'service ' || command, entry.name);
            CONTINUE WHEN condition = nobody;
            EXECUTE format('CREATE POLICY %I ON %I FOR %s TO hub_service %s (%s)',
                'service ' || command, entry.name, command,
                CASE command WHEN 'INSERT' THEN 'WITH CHECK' ELSE 'USING' END,
                format(condition, entry.name));
        END LOOP;
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hub_reporting') THEN
        FOREACH command IN ARRAY ARRAY['cell', 'edition', 'hub'] LOOP
            EXECUTE format('DROP POLICY IF EXISTS reporting ON %I', command);
            EXECUTE format('CREATE POLICY reporting ON %I FOR SELECT TO hub_reporting USING (true)',
                command);
        END LOOP;
    END IF;
END $security$;

ALTER TABLE import_batch ALTER COLUMN hub_id SET DEFAULT acting_hub();
ALTER TABLE import_batch ALTER COLUMN country SET DEFAULT acting_country();

-- The database itself says whose deed a row of the audit trail is.
ALTER TABLE audit ALTER COLUMN account_id SET DEFAULT acting_account();
ALTER TABLE audit ALTER COLUMN role SET DEFAULT coalesce(acting_role(), 'nobody');
