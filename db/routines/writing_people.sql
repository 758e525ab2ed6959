-- What a hub writes about people whom another hub may have met first. It runs with the owner's
-- rights, since the document leads to the same person everywhere (identity rule 1); it gives back
-- ids and counts, never what is known of a person.

-- Whom identity keys belong to.
CREATE OR REPLACE FUNCTION persons_with_keys(keys bytea[])
RETURNS TABLE (key bytea, person_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF acting_role() = 'machine' OR acting_hubs() <> '{}' THEN
        RETURN QUERY SELECT k.key, k.person_id FROM identity_key k WHERE k.key = ANY (keys);
    END IF;
END $$;

DROP FUNCTION IF EXISTS add_people(uuid[], bytea[], smallint[], smallint[], smallint[], smallint[],
    smallint[], bytea[], bytea[], bytea[], text[], text[]);

-- Adds people, each under its key unless somebody else took the key first; answers with the keys
-- that were won. Arrays are in the order of the keys, so that two writers wait, not deadlock.
CREATE OR REPLACE FUNCTION add_people(
    persons uuid[], keys bytea[], hubs smallint[], sexes smallint[], birth_years smallint[],
    birth_quarters smallint[], nationalities smallint[], wrapped_keys bytea[], identities bytea[],
    documents bytea[], searches text[])
RETURNS TABLE (key bytea, person_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM require_hubs(hubs);
    RETURN QUERY
        WITH candidate AS MATERIALIZED (
            SELECT * FROM unnest(persons, keys, hubs, sexes, birth_years, birth_quarters,
                nationalities, wrapped_keys, identities, documents, searches)
            AS c (person_id, key, hub_id, sex, birth_year, birth_quarter, nationality,
                wrapped_key, identity, document, search_tokens)
        ), won AS (
            INSERT INTO identity_key (key, person_id)
            SELECT key, person_id FROM candidate WHERE key IS NOT NULL
            ON CONFLICT ON CONSTRAINT identity_key_pkey DO NOTHING
            RETURNING key, person_id
        ), added AS (
            INSERT INTO person (person_id, counted_as, hub_id, sex, birth_year, birth_quarter,
                nationality, wrapped_key, identity, search_tokens)
            SELECT person_id, person_id, hub_id, sex, birth_year, birth_quarter, nationality,
                wrapped_key, identity, search_tokens::bigint[]
            FROM candidate
            WHERE key IS NULL OR person_id IN (SELECT person_id FROM won)
        ), documented AS (
            INSERT INTO document (person_id, key, sealed)
            SELECT person_id, key, document FROM candidate JOIN won USING (person_id, key)
            WHERE document IS NOT NULL
        )
        SELECT key, person_id FROM won;
END $$;

-- Writes the facts of persons in events; answers with how many. The persons and whoever they count
-- as stay locked against a merge or a change until the transaction ends, so that no fact is written
-- with yesterday's values: it is fewer than asked only when such a change came between.
CREATE OR REPLACE FUNCTION add_person_facts(
    events uuid[], days date[], positions smallint[], hubs smallint[], countries smallint[],
    channels smallint[], profiles smallint[], lates boolean[], persons uuid[], services text[])
RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    written int;
BEGIN
    PERFORM require_hubs(hubs);
    WITH fact AS MATERIALIZED (
        SELECT * FROM unnest(events, days, positions, hubs, countries, channels, profiles, lates,
            persons, services)
        AS f (event_id, occurred_on, position, hub_id, country, channel, profile, is_late,
            person_id, services)
    ), locked AS MATERIALIZED (
        SELECT p.person_id, r.person_id AS counted_as, r.sex, r.birth_year, r.birth_quarter,
            r.nationality
        FROM person p JOIN person r ON r.person_id = p.counted_as
        WHERE p.person_id = ANY (persons)
        ORDER BY p.person_id
        FOR KEY SHARE OF p, r
    )
    INSERT INTO participation (event_id, occurred_on, position, hub_id, country, channel, profile,
        sex, age_band, nationality, is_late, person_id, counted_as, services)
    SELECT f.event_id, f.occurred_on, f.position, f.hub_id, f.country, f.channel, f.profile, l.sex,
        age_band(quarter_of(f.occurred_on), l.birth_year, l.birth_quarter), l.nationality,
        f.is_late, f.person_id, l.counted_as, f.services::smallint[]
    FROM fact f JOIN locked l USING (person_id);
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

-- Opens the cases that nobody referred to before; those that are there stay as they are.
CREATE OR REPLACE FUNCTION open_cases(
    cases uuid[], hubs smallint[], reference_texts text[], persons uuid[], days date[],
    need_lists text[], restrictions boolean[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM require_hubs(hubs);
    INSERT INTO casework_case (case_id, hub_id, reference, person_id, opened_on, needs,
        is_restricted)
    SELECT case_id, hub_id, reference, person_id, opened_on, needs::smallint[], is_restricted
    FROM unnest(cases, hubs, reference_texts, persons, days, need_lists, restrictions)
        AS c (case_id, hub_id, reference, person_id, opened_on, needs, is_restricted)
    ON CONFLICT ON CONSTRAINT casework_case_reference_key DO NOTHING;
END $$;

-- The ids of cases by their hubs' references.
CREATE OR REPLACE FUNCTION cases_by_reference(hubs smallint[], reference_texts text[])
RETURNS TABLE (case_id uuid, hub_id smallint, reference text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM require_hubs(hubs);
    RETURN QUERY
        SELECT c.case_id, c.hub_id, c.reference
        FROM unnest(hubs, reference_texts) AS r (hub_id, reference)
        JOIN casework_case c USING (hub_id, reference);
END $$;

-- Files with rejects among those that brought events of a quarter, at hubs of whoever acts.
CREATE OR REPLACE FUNCTION rejected_rows(first_day date, end_day date)
RETURNS TABLE (file_name text, rejected int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    sees_all boolean := coalesce(acting_role() IN ('machine', 'regional_analyst'), false);
    hubs smallint[] := acting_hubs();
BEGIN
    RETURN QUERY
        SELECT b.file_name, sum(b.rejected)::int FROM import_batch b
        WHERE b.rejected > 0 AND b.batch_id IN (
            SELECT e.batch_id FROM event e
            WHERE e.occurred_on >= first_day AND e.occurred_on < end_day
                AND (sees_all OR e.hub_id = ANY (hubs)))
        GROUP BY b.file_name;
END $$;
