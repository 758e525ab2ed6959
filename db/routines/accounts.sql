-- What belongs to an account and may not be seen: set by those who may, read by nobody.

-- Refuses whoever is neither the owner of the account nor the operator, nor, where they may as
-- well, an administrator acting on somebody else's.
CREATE OR REPLACE FUNCTION require_account(asked uuid, by_administrator boolean) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    who record := acting();
BEGIN
    IF who.role = 'machine' OR who.account_id = asked
        OR by_administrator AND who.role = 'administrator' THEN RETURN; END IF;
    RAISE EXCEPTION 'not an account of whoever acts'
        USING ERRCODE = '42501', CONSTRAINT = 'acting_account';
END $$;

-- Sets a password that another has made: it must be changed at the first sign-in, unless the
-- operator says otherwise. Whatever was signed in with the old one ends, tokens too.
CREATE OR REPLACE FUNCTION set_password(
    asked uuid, new_parameters text, new_verifier bytea, is_final boolean)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    who record := acting();
BEGIN
    IF who.role = 'machine' OR who.role = 'administrator' AND who.account_id <> asked THEN
        INSERT INTO account_secret (account_id, parameters, verifier)
        VALUES (asked, new_parameters, new_verifier)
        ON CONFLICT ON CONSTRAINT account_secret_pkey
        DO UPDATE SET parameters = excluded.parameters, verifier = excluded.verifier;
        UPDATE account SET must_change = NOT (is_final AND who.role = 'machine')
        WHERE account_id = asked;
        UPDATE session SET revoked_at = clock_timestamp()
        WHERE account_id = asked AND revoked_at IS NULL;
        UPDATE api_token SET revoked_at = clock_timestamp()
        WHERE account_id = asked AND revoked_at IS NULL;
        RETURN;
    END IF;
    RAISE EXCEPTION 'not for whoever acts' USING ERRCODE = '42501', CONSTRAINT = 'acting_account';
END $$;

CREATE OR REPLACE FUNCTION enrol_totp(asked uuid, sealed bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM require_account(asked, false);
    UPDATE account_secret SET totp_pending = sealed WHERE account_id = asked;
END $$;

-- The secret that waits for its first code.
CREATE OR REPLACE FUNCTION pending_totp(asked uuid) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM require_account(asked, false);
    RETURN (SELECT totp_pending FROM account_secret WHERE account_id = asked);
END $$;

CREATE OR REPLACE FUNCTION replace_recovery_codes(asked uuid, digests bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM require_account(asked, false);
    DELETE FROM recovery_code WHERE account_id = asked;
    INSERT INTO recovery_code (account_id, digest) SELECT asked, unnest(digests);
END $$;

-- From now on signing in takes a code as well.
CREATE OR REPLACE FUNCTION confirm_totp(asked uuid, step bigint, digests bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM require_account(asked, false);
    UPDATE account_secret SET totp = totp_pending, totp_pending = NULL, totp_step = step
    WHERE account_id = asked AND totp_pending IS NOT NULL;
    IF FOUND THEN
        UPDATE account SET has_totp = true WHERE account_id = asked;
        PERFORM replace_recovery_codes(asked, digests);
    END IF;
END $$;

-- For whoever lost their device: the operator or an administrator, never oneself.
CREATE OR REPLACE FUNCTION remove_totp(asked uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM require_account(asked, true);
    IF acting_account() = asked THEN
        RAISE EXCEPTION 'not for oneself' USING ERRCODE = '42501', CONSTRAINT = 'acting_account';
    END IF;
    UPDATE account_secret SET totp = NULL, totp_pending = NULL WHERE account_id = asked;
    UPDATE account SET has_totp = false WHERE account_id = asked;
    DELETE FROM recovery_code WHERE account_id = asked;
END $$;

CREATE OR REPLACE FUNCTION choose_locale(asked uuid, chosen text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM require_account(asked, true);
    UPDATE account SET locale = chosen WHERE account_id = asked;
END $$;

-- Ends one session of an account, or all; answers with how many.
CREATE OR REPLACE FUNCTION revoke_sessions(asked uuid, only_session uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    ended int;
BEGIN
    PERFORM require_account(asked, true);
    -- The device is to forget what it keeps, unlike where a session only ran out.
    UPDATE session s SET revoked_at = clock_timestamp(), clears_device = true
    WHERE s.account_id = asked AND s.revoked_at IS NULL
        AND (only_session IS NULL OR s.session_id = only_session OR s.replaced_by = only_session);
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END $$;

-- Ends one token of an account; answers with how many.
CREATE OR REPLACE FUNCTION revoke_token(asked uuid, only_token uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    ended int;
BEGIN
    PERFORM require_account(asked, true);
    UPDATE api_token SET revoked_at = clock_timestamp()
    WHERE account_id = asked AND token_id = only_token AND revoked_at IS NULL;
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END $$;
