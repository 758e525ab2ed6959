-- The queue of probable duplicates: what is put there at entry, decided, and shown.

-- Looks for people whom new ones may be, whatever hub met them, by keyed hashes alone, and puts them
-- in the queue; answers with how many. The next pass over everybody weighs them as it weighs all.
--
-- A name agrees where a given name and a family name sound alike together, which those of relatives do
-- not. With it must go the birth date, or the telephone, or, where all such pairs of a full name
-- agree, the year. Of each person: array literals of the hashes, `crossed` all readings of such pairs,
-- `sets` an array literal with those of each pair.
CREATE OR REPLACE FUNCTION note_likely_duplicates(
    met uuid[], phones text[], dates text[], years text[], crossed text[], sets text[],
    found_by text)
RETURNS int
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    sees_all boolean := coalesce(acting_role() = 'machine', false);
    hubs smallint[] := acting_hubs();
    added int;
BEGIN
    WITH asked AS MATERIALIZED (
        SELECT p.person_id, p.hub_id, p.counted_as, a.phones::bigint[], a.dates::bigint[],
            a.years::bigint[], a.crossed::bigint[], a.sets::text[],
            -- One of the pairs leads to all of them.
            coalesce((a.sets::text[])[1], '{}')::bigint[] AS first_set
        FROM unnest(met, phones, dates, years, crossed, sets)
            AS a (person_id, phones, dates, years, crossed, sets)
        JOIN person p USING (person_id)
        WHERE sees_all OR p.hub_id = ANY (hubs)
    ), found AS (
        SELECT a.person_id, q.person_id AS other FROM asked a, LATERAL (
            SELECT q.person_id FROM person q
            WHERE q.search_tokens && a.dates AND q.search_tokens && a.crossed LIMIT 50) q
        UNION
        SELECT a.person_id, q.person_id FROM asked a, LATERAL (
            SELECT q.person_id FROM person q
            WHERE q.search_tokens && a.phones AND q.search_tokens && a.crossed LIMIT 50) q
        UNION
        SELECT a.person_id, q.person_id FROM asked a, LATERAL (
            SELECT q.person_id FROM person q
            WHERE q.search_tokens && a.first_set AND q.search_tokens && a.years
                AND NOT EXISTS (SELECT FROM unnest(a.sets) s
                    WHERE NOT q.search_tokens && s::bigint[])
            LIMIT 50) q
        WHERE cardinality(a.sets) > 1
    )
    INSERT INTO duplicate_pair (left_person, right_person, left_hub, right_hub, score, reasons,
        found_by)
    SELECT DISTINCT ON (least(a.person_id, q.person_id), greatest(a.person_id, q.person_id))
        least(a.person_id, q.person_id), greatest(a.person_id, q.person_id),
        CASE WHEN a.person_id < q.person_id THEN a.hub_id ELSE q.hub_id END,
        CASE WHEN a.person_id < q.person_id THEN q.hub_id ELSE a.hub_id END,
        -- Rounded experience, until a pass over everybody says it better.
        1 + 5 * (q.search_tokens && a.dates)::int + 4 * (q.search_tokens && a.phones)::int,
        ARRAY['given_names.alike', 'family_names.alike']
            || CASE WHEN q.search_tokens && a.dates[1:1] THEN '{birth_date.same}'
                WHEN q.search_tokens && a.dates THEN '{birth_date.reordered}' ELSE '{}' END::text[]
            || CASE WHEN q.search_tokens && a.phones THEN '{phone.same}' ELSE '{}' END::text[],
        note_likely_duplicates.found_by
    FROM asked a JOIN found f USING (person_id) JOIN person q ON q.person_id = f.other
    WHERE q.counted_as <> a.counted_as AND q.wrapped_key IS NOT NULL
    ON CONFLICT ON CONSTRAINT duplicate_pair_pkey DO NOTHING;
    GET DIAGNOSTICS added = ROW_COUNT;
    RETURN added;
END $$;

-- Both of a pair in the queue, sealed, for whoever answers for both and is about to decide.
CREATE OR REPLACE FUNCTION sealed_pair(one uuid, other uuid)
RETURNS TABLE (person_id uuid, hub text, wrapped_key bytea, identity bytea, document bytea,
    sex smallint, birth_year smallint, birth_quarter smallint, nationality smallint,
    counted_as uuid, merged_into uuid, parts smallint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    IF cardinality(people_answered_for(ARRAY[one, other])) < 2 OR NOT EXISTS (
        SELECT FROM duplicate_pair d WHERE d.left_person = least(one, other)
            AND d.right_person = greatest(one, other))
    THEN RETURN; END IF;
    RETURN QUERY
        SELECT p.person_id, h.code, p.wrapped_key, p.identity,
            (SELECT d.sealed FROM document d WHERE d.person_id = p.person_id
                AND d.sealed IS NOT NULL ORDER BY d.key LIMIT 1),
            p.sex, p.birth_year, p.birth_quarter, p.nationality, p.counted_as, p.merged_into,
            NULL::smallint[]
        FROM person p JOIN hub h USING (hub_id)
        WHERE p.person_id IN (one, other)
        ORDER BY p.person_id;
END $$;

-- Remembers that two are not one; answers whether there was such a pair to decide about.
CREATE OR REPLACE FUNCTION dismiss_pair(one uuid, other uuid, why text, who text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF cardinality(people_answered_for(ARRAY[one, other])) < 2 THEN RETURN false; END IF;
    UPDATE duplicate_pair d SET state = 'different', decided_at = now(), decided_by = who, reason = why
    WHERE d.left_person = least(one, other) AND d.right_person = greatest(one, other)
        AND d.state = 'open';
    RETURN FOUND;
END $$;

-- How many open pairs are of people who both take part in a quarter's events: merged, they would
-- count as one in it. Counted over all, and said to whoever reviews the quarter.
CREATE OR REPLACE FUNCTION open_duplicates(first_day date, end_day date) RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    counted int;
BEGIN
    IF acting_role() IS NULL OR acting_role() NOT IN ('machine', 'regional_analyst', 'country_officer')
    THEN RETURN 0; END IF;
    SELECT count(*) INTO counted FROM duplicate_pair d
    JOIN person l ON l.person_id = d.left_person JOIN person r ON r.person_id = d.right_person
    WHERE d.state = 'open'
        AND (acting_role() <> 'country_officer' OR d.left_hub = ANY (acting_hubs())
            AND d.right_hub = ANY (acting_hubs()))
        AND EXISTS (SELECT FROM participation f WHERE f.counted_as = l.counted_as
            AND f.occurred_on >= first_day AND f.occurred_on < end_day)
        AND EXISTS (SELECT FROM participation f WHERE f.counted_as = r.counted_as
            AND f.occurred_on >= first_day AND f.occurred_on < end_day);
    RETURN counted;
END $$;
