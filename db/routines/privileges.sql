-- The service's role: it writes through the parents only, since a partition written directly
-- would bypass the change log, and what is append-only it can only append.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hub_service') THEN
        CREATE ROLE hub_service NOLOGIN;
    END IF;
    -- On an outside server an administrator may have granted it, where we could not. Since 16
    -- being a member does not yet mean being allowed to act as it.
    IF NOT pg_has_role(current_user, 'hub_service',
        CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END)
    THEN
        EXECUTE format('GRANT hub_service TO %I', current_user);
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation OR invalid_grant_operation THEN
    NULL;
END $$;
GRANT USAGE ON SCHEMA public TO hub_service;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO hub_service;
GRANT INSERT, UPDATE ON hub, organisation, person, document, casework_case, event_register,
    participation TO hub_service;
GRANT DELETE ON participation, identity_key, document TO hub_service;
GRANT INSERT ON identity_key, person_version, import_batch, event, participation_past, audit
    TO hub_service;
GRANT SELECT, INSERT ON edition, audit_seal, audit_place TO hub_service;
GRANT USAGE ON SEQUENCE change_number TO hub_service;
GRANT UPDATE (is_demonstration) ON installation TO hub_service;
GRANT INSERT ON installation TO hub_service;
