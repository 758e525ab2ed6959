-- The roles beside the owner, and what each may do at all; which rows of it is said by
-- `row_security.sql`. Both lists begin from nothing.
--
-- hub_service is what the service is: on a server of ours it signs in under that name, on an outside
-- server as a role that is a member of it; the operator's commands act as it. It writes through the
-- parents only, since a partition written or read directly would bypass the change log and row
-- security, and what is append-only it can only append. hub_reporting is for reading figures with
-- other tools; no persons.
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

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM hub_service;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO hub_service;
GRANT USAGE ON SCHEMA public TO hub_service;
GRANT SELECT ON codelist_value, installation, schema_ledger, hub, organisation, person, identity_key,
    document, person_version, casework_case, import_batch, event_register, event, participation,
    participation_past, count_log, cell, edition, audit, account, session, api_token TO hub_service;
GRANT INSERT, UPDATE ON hub, organisation, event_register, participation TO hub_service;
GRANT UPDATE ON person, casework_case TO hub_service;
GRANT DELETE ON participation, identity_key, document TO hub_service;
GRANT INSERT ON person_version, import_batch, event, participation_past, audit, edition, api_token
    TO hub_service;
GRANT INSERT (account_id, name, role, hub_id, country, locale),
    UPDATE (role, hub_id, country, disabled_at) ON account TO hub_service;
GRANT USAGE ON SEQUENCE change_number TO hub_service;
GRANT UPDATE (is_demonstration) ON installation TO hub_service;
GRANT INSERT ON installation TO hub_service;

-- These are steps of others: called alone they would leave half of something.
REVOKE EXECUTE ON FUNCTION sign_in_wait(bytea, text, int, int), finish_sign_in(uuid, text, bytea),
    rebuild_quarter(int), pending_in(int) FROM hub_service;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hub_reporting') THEN
        REVOKE ALL ON ALL TABLES IN SCHEMA public FROM hub_reporting;
        GRANT USAGE ON SCHEMA public TO hub_reporting;
        GRANT SELECT ON cell, edition, codelist_value, hub TO hub_reporting;
    END IF;
END $$;
