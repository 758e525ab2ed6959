-- The roles beside the owner.
--
-- hub_service is what the service is: on a server of ours it signs in under that name, on an outside
-- server as a role that is a member of it; the operator's commands act as it. hub_reporting is for
-- reading figures with other tools; no persons.
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

-- Nothing of ours needs it: where we may not make it, it is left to whoever may.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hub_reporting') THEN
        CREATE ROLE hub_reporting NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN
    NULL;
END $$;
