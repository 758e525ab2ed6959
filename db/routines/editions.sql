-- Writers share this lock from before they draw a change number until they commit; a close takes
-- it alone for the moment in which it draws its own.
CREATE OR REPLACE FUNCTION share_change_lock() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(7010);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER event_change_lock BEFORE INSERT ON event
    FOR EACH STATEMENT EXECUTE FUNCTION share_change_lock();
CREATE OR REPLACE TRIGGER person_version_change_lock BEFORE INSERT ON person_version
    FOR EACH STATEMENT EXECUTE FUNCTION share_change_lock();

CREATE OR REPLACE TRIGGER audit_change_lock BEFORE INSERT ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION share_change_lock();

CREATE OR REPLACE FUNCTION draw_change_number() RETURNS bigint
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7010);
    RETURN nextval('change_number');
END $$;

-- An edition is never changed and never goes.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'editions are never changed'
        USING ERRCODE = '42501', CONSTRAINT = 'edition_immutable';
END $$;

CREATE OR REPLACE TRIGGER edition_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON edition
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- How many rows the audit trail had when `upto` was drawn, and a digest over all of them: for those
-- who review quarters too, who may not read the rows.
CREATE OR REPLACE FUNCTION audit_digest(upto bigint) RETURNS TABLE (rows bigint, digest text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT count(*), coalesce(encode(sha256(string_agg(
        sha256(convert_to(concat_ws('|', audit_id, extract(epoch FROM at), actor, operation,
            subject, reason, content), 'UTF8')), '' ORDER BY audit_id)), 'hex'), '')
    FROM audit WHERE change_number <= upto
    HAVING acting_role() IN ('machine', 'regional_analyst', 'auditor')
$$;

-- The participants of the events of a quarter as they stood when `upto` was drawn, without what
-- belongs to the persons.
CREATE OR REPLACE FUNCTION standing_participation(standing_quarter int, upto bigint)
RETURNS TABLE (
    event_id uuid, version int, recorded bigint, occurred_on date, hub_id smallint, channel smallint,
    profile smallint, is_late boolean, services smallint[], "position" smallint, person_id uuid,
    sex smallint, age_band smallint, nationality smallint, anonymous int)
LANGUAGE sql STABLE
AS $$
    WITH standing AS MATERIALIZED (
        SELECT e.*, r.version AS latest,
            CASE e.version WHEN 1 THEN e.change_number
                ELSE (SELECT f.change_number FROM event f
                    WHERE f.event_id = e.event_id AND f.version = 1) END AS recorded
        FROM event e JOIN event_register r USING (event_id)
        WHERE e.occurred_on >= quarter_start(standing_quarter)
            AND e.occurred_on < quarter_start(standing_quarter + 1)
            AND e.change_number <= upto AND e.change <> 'voided'
            AND (r.version = e.version OR NOT EXISTS (
                SELECT FROM event n WHERE n.event_id = e.event_id AND n.version = e.version + 1
                    AND n.change_number <= upto))
    )
    SELECT s.event_id, s.version, s.recorded, s.occurred_on, s.hub_id, s.channel, s.profile, s.is_late,
        s.services, p."position", p.person_id, p.sex, p.age_band, p.nationality, p.anonymous
    FROM standing s JOIN participation p
        ON p.event_id = s.event_id AND p.occurred_on = s.occurred_on
    WHERE s.version = s.latest
    UNION ALL
    SELECT s.event_id, s.version, s.recorded, s.occurred_on, s.hub_id, s.channel, s.profile, s.is_late,
        s.services, p."position", p.person_id, p.sex, p.age_band, p.nationality, p.anonymous
    FROM standing s JOIN participation_past p
        ON p.event_id = s.event_id AND p.version = s.version
    WHERE s.version <> s.latest
$$;

-- Everybody who takes part in a quarter, in any version, and everybody they ever counted as, as
-- they stood when `upto` was drawn: what is counted of them, for those who may see all figures and
-- nobody's identity.
CREATE OR REPLACE FUNCTION standing_person(standing_quarter int, upto bigint)
RETURNS TABLE (
    person_id uuid, counted_as uuid, sex smallint, birth_year smallint, birth_quarter smallint,
    nationality smallint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH named AS (
        SELECT p.person_id FROM participation p
        WHERE p.occurred_on >= quarter_start(standing_quarter)
            AND p.occurred_on < quarter_start(standing_quarter + 1) AND p.person_id IS NOT NULL
        UNION
        SELECT p.person_id FROM participation_past p
        WHERE p.occurred_on >= quarter_start(standing_quarter)
            AND p.occurred_on < quarter_start(standing_quarter + 1) AND p.person_id IS NOT NULL
    ), involved AS (
        SELECT named.person_id FROM named
        UNION SELECT p.counted_as FROM person p JOIN named USING (person_id)
        UNION SELECT v.counted_as FROM person_version v JOIN named USING (person_id)
    )
    SELECT p.person_id,
        CASE WHEN v.person_id IS NULL THEN p.counted_as ELSE v.counted_as END,
        CASE WHEN v.person_id IS NULL THEN p.sex ELSE v.sex END,
        CASE WHEN v.person_id IS NULL THEN p.birth_year ELSE v.birth_year END,
        CASE WHEN v.person_id IS NULL THEN p.birth_quarter ELSE v.birth_quarter END,
        CASE WHEN v.person_id IS NULL THEN p.nationality ELSE v.nationality END
    FROM involved i JOIN person p USING (person_id)
        LEFT JOIN LATERAL (
            SELECT * FROM person_version v
            WHERE v.person_id = i.person_id AND v.change_number > upto
            ORDER BY v.change_number LIMIT 1) v ON true
    WHERE acting_role() IN ('machine', 'regional_analyst')
$$;

-- Whether a quarter's facts are still those of a change number: then they need not be put together
-- from the versions.
CREATE OR REPLACE FUNCTION is_unchanged(first_day date, end_day date, since bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT NOT EXISTS (SELECT FROM event
            WHERE occurred_on >= first_day AND occurred_on < end_day AND change_number > since)
        AND NOT EXISTS (SELECT FROM participation_past p
            JOIN event e ON e.event_id = p.event_id AND e.version > p.version
            WHERE p.occurred_on >= first_day AND p.occurred_on < end_day
                AND e.change_number > since)
        AND NOT EXISTS (SELECT FROM person_version WHERE change_number > since)
$$;

-- What people reached are counted from: a row for each count and each line of a list, and one for a
-- session of which nobody said who came. A person is a number, the same in every list of the span:
-- whoever may not read who came may count them.
CREATE OR REPLACE FUNCTION session_fact(first_day date, last_day date)
RETURNS TABLE (activity_id uuid, version int, number smallint, kind smallint, countries smallint[],
    audience smallint, people int, of_audience smallint, sex smallint, is_minimum boolean,
    "position" smallint, attendee_id uuid, person bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH held AS (
        SELECT a.activity_id, a.version, s.number, a.kind, a.countries, a.audience
        FROM activity_session s JOIN activity a USING (activity_id)
        WHERE s.held_on BETWEEN first_day AND last_day
            AND acting_role() IN ('machine', 'regional_analyst')
    ), fact AS (
        SELECT c.activity_id, c.session AS number, c.people, c.audience AS of_audience, c.sex,
            c.is_minimum, c."position", NULL::uuid AS attendee_id, NULL::bytea AS key
        FROM activity_count c
        UNION ALL
        SELECT t.activity_id, p.session, NULL, t.audience, t.sex, NULL, NULL, t.attendee_id, t.key
        FROM activity_attendance p JOIN activity_attendee t USING (attendee_id)
    )
    SELECT h.activity_id, h.version, h.number, h.kind, h.countries, h.audience, f.people,
        f.of_audience, f.sex, f.is_minimum, f."position", f.attendee_id,
        CASE WHEN f.key IS NOT NULL THEN dense_rank() OVER (ORDER BY f.key) END
    FROM held h LEFT JOIN fact f USING (activity_id, number)
$$;

-- What referrals sent are counted from.
CREATE OR REPLACE FUNCTION referral_fact(first_day date, last_day date)
RETURNS TABLE (referral_id uuid, version int, from_country smallint, to_country smallint,
    is_accepted boolean, is_completed boolean, is_in_time boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT r.referral_id, r.version, r.from_country, r.to_country, r.accepted_at IS NOT NULL,
        r.status = 4, r.status = 4 AND r.ended_at <= r.due_at
    FROM referral r
    WHERE r.sent_on BETWEEN first_day AND last_day
        AND acting_role() IN ('machine', 'regional_analyst')
$$;

-- What counts in a span although nobody recorded it, by the audit trail: activities and referrals,
-- and activities on whose lists are more than anybody put there. Files of records from before the
-- trail said which activities came with them are believed.
CREATE OR REPLACE FUNCTION unaudited_record(first_day date, last_day date)
RETURNS TABLE (kind text, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    WITH deed AS MATERIALIZED (
        SELECT operation, subject, content FROM audit
        WHERE operation IN ('activity add', 'region import', 'referral send', 'activity list',
            'activity accept check-ins') AND acting_role() IN ('machine', 'regional_analyst')
    ), held AS (
        SELECT a.activity_id, a.slug, s.number
        FROM activity_session s JOIN activity a USING (activity_id)
        WHERE s.held_on BETWEEN first_day AND last_day
            AND acting_role() IN ('machine', 'regional_analyst')
    )
    SELECT DISTINCT 'activity', h.activity_id FROM held h
    WHERE NOT EXISTS (SELECT FROM deed WHERE operation = 'activity add' AND subject = h.slug)
        AND NOT EXISTS (SELECT FROM deed WHERE operation = 'region import'
            AND coalesce(content->'activities' ? h.slug, true))
    UNION ALL
    SELECT 'referral', r.referral_id FROM referral r
    WHERE r.sent_on BETWEEN first_day AND last_day
        AND acting_role() IN ('machine', 'regional_analyst')
        AND NOT EXISTS (SELECT FROM deed
            WHERE operation = 'referral send' AND subject = r.referral_id::text)
    UNION ALL
    SELECT DISTINCT 'list', h.activity_id FROM held h
    WHERE (SELECT count(*) FROM activity_attendance p
            WHERE p.activity_id = h.activity_id AND p.session = h.number)
        > (SELECT coalesce(sum((content->>'people')::int), 0) FROM deed
            WHERE operation IN ('activity list', 'activity accept check-ins')
                AND subject = h.slug AND (content->>'session')::int = h.number)
$$;
