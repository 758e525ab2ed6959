-- Who acts. The application shows, for one transaction, the key of a session or of an API token in
-- `hub.session`; only a digest of it is stored, so that it cannot be made up from what the database
-- holds. Without a key, only the owner of the schema is somebody: the operator of the machine. All
-- of this is asked once a statement, `(SELECT acting_role())`, and every time anew: what is revoked
-- has no further effect.
--
-- plpgsql, since its plans are kept with the connection; those of SQL functions are not.

CREATE OR REPLACE FUNCTION acting(
    OUT account_id uuid, OUT name text, OUT role text, OUT hub_id smallint, OUT country smallint)
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    key text := current_setting('hub.session', true);
    shown bytea;
BEGIN
    IF coalesce(key, '') = '' THEN
        -- Here the current user is the owner, whoever asks; the session's user cannot be changed.
        IF pg_has_role(session_user, current_user, 'MEMBER') THEN role := 'machine'; END IF;
        RETURN;
    END IF;
    shown := sha256(convert_to(key, 'UTF8'));
    -- By its first letter, so that there is one look to take.
    IF left(key, 1) = 's' THEN
        SELECT a.account_id, a.name, a.role, a.hub_id, a.country
        INTO account_id, name, role, hub_id, country
        FROM session s JOIN account a ON a.account_id = s.account_id
        WHERE s.access_digest = shown AND s.revoked_at IS NULL AND NOT s.needs_factor
            AND s.expires_at > clock_timestamp() AND s.seen_at + s.idle > clock_timestamp()
            AND a.disabled_at IS NULL AND NOT a.must_change;
        RETURN;
    END IF;
    SELECT a.account_id, a.name, a.role, a.hub_id, a.country
    INTO account_id, name, role, hub_id, country
    FROM api_token t JOIN account a ON a.account_id = t.account_id
    WHERE t.access_digest = shown AND t.revoked_at IS NULL AND t.expires_at > clock_timestamp()
        AND a.disabled_at IS NULL;
END $$;

-- The role of whoever acts, `machine` for the operator; null for nobody.
CREATE OR REPLACE FUNCTION acting_role() RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ BEGIN RETURN (acting()).role; END $$;

-- The hub of a clerk or manager; null for all others.
CREATE OR REPLACE FUNCTION acting_hub() RETURNS smallint
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ BEGIN RETURN (acting()).hub_id; END $$;

-- The country of a country officer; null for all others, also for those of a hub in it.
CREATE OR REPLACE FUNCTION acting_country() RETURNS smallint
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ BEGIN RETURN (acting()).country; END $$;

CREATE OR REPLACE FUNCTION acting_account() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ BEGIN RETURN (acting()).account_id; END $$;

CREATE OR REPLACE FUNCTION acting_name() RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ BEGIN RETURN (acting()).name; END $$;

-- The hubs whose events whoever acts may work on: their own, or those of their country.
CREATE OR REPLACE FUNCTION acting_hubs() RETURNS smallint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    who record := acting();
BEGIN
    IF who.hub_id IS NOT NULL THEN RETURN ARRAY[who.hub_id]; END IF;
    IF who.country IS NULL THEN RETURN '{}'; END IF;
    RETURN ARRAY(SELECT h.hub_id FROM hub h WHERE h.country = who.country);
END $$;

-- Refuses to write for hubs that are not of whoever acts, where row security does not look.
CREATE OR REPLACE FUNCTION require_hubs(hubs smallint[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF acting_role() = 'machine' OR hubs <@ acting_hubs() THEN RETURN; END IF;
    RAISE EXCEPTION 'not a hub of whoever acts'
        USING ERRCODE = '42501', CONSTRAINT = 'acting_hubs';
END $$;
