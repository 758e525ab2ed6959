-- Signing in. Nobody acts yet when these are called, so they run with the owner's rights, and they
-- ask for a proof: the service's role can open no session without the proof that a password gives,
-- and do nothing with one without its token. Of both only digests are stored, so that neither can be
-- read here by anybody; of what is new, digests are given.

-- By what failures of a name are kept; never the name, since people type passwords there.
CREATE OR REPLACE FUNCTION sign_in_subject(asked_name text) RETURNS bytea
LANGUAGE sql IMMUTABLE
RETURN sha256(convert_to('name ' || lower(asked_name), 'UTF8'));

-- How many seconds a source must wait before it may try again, locking its count.
CREATE OR REPLACE FUNCTION sign_in_wait(asked bytea, asker text, free int, longest int)
RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    kept sign_in_failure;
BEGIN
    INSERT INTO sign_in_failure VALUES (asked, asker, 0, '-infinity')
    ON CONFLICT ON CONSTRAINT sign_in_failure_pkey DO NOTHING;
    SELECT * INTO kept FROM sign_in_failure WHERE subject = asked AND source = asker FOR UPDATE;
    IF kept.last_at < clock_timestamp() - interval '1 day' THEN
        UPDATE sign_in_failure SET failures = 0 WHERE subject = asked AND source = asker;
        RETURN 0;
    END IF;
    IF kept.failures < free THEN RETURN 0; END IF;
    -- A clock that was set back would have them wait for as long as it was.
    IF kept.last_at > clock_timestamp() THEN
        UPDATE sign_in_failure SET last_at = clock_timestamp()
        WHERE subject = asked AND source = asker
        RETURNING last_at INTO kept.last_at;
    END IF;
    RETURN greatest(0, ceil(least(longest, 2 ^ least(kept.failures - free, 20))
        - extract(epoch FROM clock_timestamp() - kept.last_at)))::int;
END $$;

-- A try to sign in, counted as failed until it succeeds: so that many at once count as well. Gives
-- what the password is to be proved by, nothing for an unknown name; or how long to wait.
--
-- Failures count by name and source: an address, or a device that the account has used before. A
-- stranger slows down their own address only, and not the devices that are known there.
CREATE OR REPLACE FUNCTION begin_sign_in(
    asked_name text, address text, device_digest bytea, OUT wait int, OUT parameters text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    asked bytea := sign_in_subject(asked_name);
    everybody CONSTANT bytea := sha256('');
    asker text := address;
    account uuid;
BEGIN
    IF random() < 0.01 THEN
        DELETE FROM sign_in_failure WHERE last_at < clock_timestamp() - interval '1 day';
        DELETE FROM session WHERE expires_at < clock_timestamp() - interval '90 days';
        DELETE FROM known_device WHERE used_at < clock_timestamp() - interval '1 year';
    END IF;
    SELECT a.account_id, s.parameters INTO account, parameters
    FROM account a JOIN account_secret s ON s.account_id = a.account_id
    WHERE lower(a.name) = lower(asked_name);
    IF EXISTS (SELECT FROM known_device d
        WHERE d.account_id = account AND d.digest = device_digest) THEN
        asker := 'device ' || encode(device_digest, 'hex');
    END IF;
    wait := sign_in_wait(asked, asker, 3, 900);
    IF asker = address THEN wait := greatest(wait, sign_in_wait(everybody, asker, 30, 60)); END IF;
    IF wait > 0 THEN
        parameters := NULL;
        RETURN;
    END IF;
    UPDATE sign_in_failure SET failures = failures + 1, last_at = clock_timestamp()
    WHERE source = asker AND subject IN (asked, everybody);
END $$;

-- What a finished sign-in does besides opening a session: it forgets the failures of its own source,
-- and nobody else's.
CREATE OR REPLACE FUNCTION finish_sign_in(signed uuid, address text, device_digest bytea)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    who text := (SELECT name FROM account WHERE account_id = signed);
    asker text := address;
BEGIN
    UPDATE known_device SET used_at = clock_timestamp()
    WHERE account_id = signed AND digest = device_digest;
    IF FOUND THEN
        asker := 'device ' || encode(device_digest, 'hex');
    ELSE
        INSERT INTO known_device (account_id, digest) VALUES (signed, device_digest);
        UPDATE sign_in_failure SET failures = greatest(0, failures - 1)
        WHERE subject = sha256('') AND source = address;
    END IF;
    DELETE FROM sign_in_failure WHERE subject = sign_in_subject(who) AND source = asker;
    INSERT INTO audit (actor, operation, subject) VALUES (who, 'session open', signed);
END $$;

-- Opens a session for whoever shows the proof of the password; no row when it is not that. An
-- account with one-time codes gets one with which nothing can be done but to show a code.
CREATE OR REPLACE FUNCTION open_session(
    asked_name text, proof bytea, address text, device_digest bytea, label text, opened uuid,
    token bytea, access bytea, idle_for interval, lifetime interval)
RETURNS TABLE (needs_factor boolean, must_change boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    who record;
BEGIN
    SELECT a.account_id, a.must_change, s.totp IS NOT NULL AS has_factor,
        a.disabled_at IS NULL AND s.verifier = sha256(proof) AS is_right
    INTO who
    FROM account a JOIN account_secret s USING (account_id) WHERE lower(a.name) = lower(asked_name);
    IF who.is_right IS NOT TRUE THEN
        IF who.account_id IS NOT NULL THEN
            INSERT INTO audit (actor, operation, subject)
            VALUES ('nobody', 'session refuse', who.account_id);
        END IF;
        RETURN;
    END IF;
    INSERT INTO session (session_id, account_id, token_digest, access_digest, idle, expires_at,
        needs_factor, device)
    VALUES (opened, who.account_id, token, access, idle_for,
        clock_timestamp() + CASE WHEN who.has_factor THEN interval '10 minutes' ELSE lifetime END,
        who.has_factor, left(label, 200));
    IF NOT who.has_factor THEN PERFORM finish_sign_in(who.account_id, address, device_digest); END IF;
    RETURN QUERY SELECT who.has_factor, who.must_change;
END $$;

-- The sealed secret of the codes that a session waits for, and the last step used.
CREATE OR REPLACE FUNCTION awaited_factor(token bytea)
RETURNS TABLE (account_id uuid, totp bytea, totp_step bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT s.account_id, c.totp, c.totp_step
    FROM session s JOIN account_secret c USING (account_id)
    WHERE s.token_digest = sha256(token) AND s.needs_factor AND s.revoked_at IS NULL
        AND s.expires_at > clock_timestamp() AND c.totp IS NOT NULL
$$;

-- Turns a session that waits for a code into one that can work, under a new token. The code was
-- right at a time step, which must be later than any used before; or it is a recovery code. Without
-- either it was wrong: after five the password must be shown again. No row when refused.
CREATE OR REPLACE FUNCTION confirm_session(
    awaiting bytea, step bigint, recovery bytea, address text, device_digest bytea, opened uuid,
    token bytea, access bytea, idle_for interval, lifetime interval)
RETURNS TABLE (needs_factor boolean, must_change boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    waiting session;
    is_right boolean := false;
BEGIN
    SELECT * INTO waiting FROM session s
    WHERE s.token_digest = sha256(awaiting) AND s.needs_factor AND s.revoked_at IS NULL
        AND s.expires_at > clock_timestamp() FOR UPDATE;
    IF NOT FOUND THEN RETURN; END IF;
    IF step IS NOT NULL THEN
        UPDATE account_secret SET totp_step = step
        WHERE account_id = waiting.account_id AND totp_step < step;
        is_right := FOUND;
    ELSIF recovery IS NOT NULL THEN
        UPDATE recovery_code SET used_at = clock_timestamp()
        WHERE account_id = waiting.account_id AND digest = recovery AND used_at IS NULL;
        is_right := FOUND;
    END IF;
    IF NOT is_right THEN
        UPDATE session SET failures = failures + 1,
            revoked_at = CASE WHEN failures >= 4 THEN clock_timestamp() END
        WHERE session_id = waiting.session_id;
        INSERT INTO audit (actor, operation, subject)
        VALUES ('nobody', 'session refuse', waiting.account_id);
        RETURN;
    END IF;
    UPDATE session SET revoked_at = clock_timestamp(), replaced_by = opened
    WHERE session_id = waiting.session_id;
    INSERT INTO session (session_id, account_id, token_digest, access_digest, idle, expires_at,
        needs_factor, device)
    VALUES (opened, waiting.account_id, token, access, idle_for, clock_timestamp() + lifetime,
        false, waiting.device);
    PERFORM finish_sign_in(waiting.account_id, address, device_digest);
    RETURN QUERY SELECT false, a.must_change FROM account a
        WHERE a.account_id = waiting.account_id AND a.disabled_at IS NULL;
END $$;

-- Whose session a token is, and that it was used just now. No row for one that is over.
CREATE OR REPLACE FUNCTION find_session(token bytea)
RETURNS TABLE (session_id uuid, account_id uuid, name text, role text, hub text, country smallint,
    must_change boolean, locale text, age_seconds int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    kept session;
BEGIN
    SELECT * INTO kept FROM session s
    WHERE s.token_digest = sha256(token) AND NOT s.needs_factor AND s.revoked_at IS NULL
        AND s.expires_at > clock_timestamp() AND s.seen_at + s.idle > clock_timestamp();
    IF NOT FOUND THEN RETURN; END IF;
    -- Written at most once a minute, so that reading stays reading.
    IF kept.seen_at < clock_timestamp() - interval '1 minute' THEN
        UPDATE session SET seen_at = clock_timestamp() WHERE session_id = kept.session_id;
    END IF;
    RETURN QUERY
        SELECT kept.session_id, a.account_id, a.name, a.role, h.code, a.country, a.must_change,
            a.locale, extract(epoch FROM clock_timestamp() - kept.created_at)::int
        FROM account a LEFT JOIN hub h USING (hub_id)
        WHERE a.account_id = kept.account_id AND a.disabled_at IS NULL;
END $$;

-- Whose API token this is. No row for one that is over.
CREATE OR REPLACE FUNCTION find_token(token bytea)
RETURNS TABLE (token_id uuid, account_id uuid, name text, role text, hub text, country smallint,
    locale text, scopes text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    kept api_token;
BEGIN
    SELECT * INTO kept FROM api_token t
    WHERE t.token_digest = sha256(token) AND t.revoked_at IS NULL AND t.expires_at > clock_timestamp();
    IF NOT FOUND THEN RETURN; END IF;
    IF kept.used_at IS NULL OR kept.used_at < clock_timestamp() - interval '1 minute' THEN
        UPDATE api_token SET used_at = clock_timestamp() WHERE token_id = kept.token_id;
    END IF;
    RETURN QUERY
        SELECT kept.token_id, a.account_id, a.name, a.role, h.code, a.country, a.locale, kept.scopes
        FROM account a LEFT JOIN hub h USING (hub_id)
        WHERE a.account_id = kept.account_id AND a.disabled_at IS NULL;
END $$;

-- Gives a session a new token. The old one is good for a minute more, for what is under way.
CREATE OR REPLACE FUNCTION rotate_session(old_token bytea, opened uuid, token bytea, access bytea)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    kept session;
BEGIN
    SELECT * INTO kept FROM session s
    WHERE s.token_digest = sha256(old_token) AND NOT s.needs_factor AND s.revoked_at IS NULL
        AND s.replaced_by IS NULL AND s.expires_at > clock_timestamp()
        AND s.seen_at + s.idle > clock_timestamp() FOR UPDATE;
    IF NOT FOUND THEN RETURN false; END IF;
    INSERT INTO session (session_id, account_id, token_digest, access_digest, idle, expires_at,
        needs_factor, device)
    VALUES (opened, kept.account_id, token, access, kept.idle, kept.expires_at, false, kept.device);
    UPDATE session SET replaced_by = opened,
        expires_at = least(expires_at, clock_timestamp() + interval '1 minute')
    WHERE session_id = kept.session_id;
    RETURN true;
END $$;

-- Ends a session, and what is left of the tokens that it had before.
CREATE OR REPLACE FUNCTION close_session(token bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    kept session;
BEGIN
    SELECT * INTO kept FROM session s WHERE s.token_digest = sha256(token) AND s.revoked_at IS NULL;
    IF NOT FOUND THEN RETURN; END IF;
    UPDATE session SET revoked_at = clock_timestamp()
    WHERE (session_id IN (kept.session_id, kept.replaced_by) OR replaced_by = kept.session_id)
        AND revoked_at IS NULL;
    INSERT INTO audit (actor, operation, subject)
    SELECT name, 'session close', account_id::text FROM account
    WHERE account_id = kept.account_id;
END $$;

-- By what the password of whoever has this session is proved.
CREATE OR REPLACE FUNCTION own_parameters(token bytea) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT c.parameters FROM session s JOIN account_secret c USING (account_id)
    WHERE s.token_digest = sha256(token) AND NOT s.needs_factor AND s.revoked_at IS NULL
        AND s.expires_at > clock_timestamp() AND s.seen_at + s.idle > clock_timestamp()
$$;

-- Changes the password of whoever has this session and shows the proof of the old one; all their
-- other sessions end. False when the proof is not that.
CREATE OR REPLACE FUNCTION change_password(
    token bytea, proof bytea, new_parameters text, new_verifier bytea)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    kept session;
BEGIN
    SELECT * INTO kept FROM session s
    WHERE s.token_digest = sha256(token) AND NOT s.needs_factor AND s.revoked_at IS NULL
        AND s.expires_at > clock_timestamp() AND s.seen_at + s.idle > clock_timestamp() FOR UPDATE;
    UPDATE account_secret SET parameters = new_parameters, verifier = new_verifier
    WHERE account_id = kept.account_id AND verifier = sha256(proof);
    IF NOT FOUND THEN
        UPDATE session SET failures = failures + 1,
            revoked_at = CASE WHEN failures >= 4 THEN clock_timestamp() END
        WHERE session_id = kept.session_id;
        RETURN false;
    END IF;
    UPDATE account SET must_change = false WHERE account_id = kept.account_id;
    UPDATE session SET revoked_at = clock_timestamp()
    WHERE account_id = kept.account_id AND session_id <> kept.session_id AND revoked_at IS NULL;
    INSERT INTO audit (actor, operation, subject)
    SELECT name, 'user password', account_id::text FROM account
    WHERE account_id = kept.account_id;
    RETURN true;
END $$;

-- Whose device is to forget what it keeps: the session was ended from elsewhere on purpose, or the
-- account is shut out. No row for a session that only ran out, or was left at the device itself.
CREATE OR REPLACE FUNCTION device_cleared(token bytea) RETURNS TABLE (name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT a.name FROM session s JOIN account a USING (account_id)
    WHERE s.token_digest = sha256(token) AND (s.clears_device OR a.disabled_at IS NOT NULL)
$$;
