-- Finding people by keyed hashes. What is found of one's own hub, and what consent or a referral
-- opens, is given out sealed, for the application to read; of all others a yes is given, nothing more.

-- The parts of somebody's record that consent or a referral opens to a hub; null where nothing does.
CREATE OR REPLACE FUNCTION opened_parts(asked uuid, hub smallint) RETURNS smallint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT array_agg(DISTINCT part ORDER BY part) FROM (
        SELECT unnest(covers) FROM consent
        WHERE person_id = asked AND to_hub = hub AND purpose = 2 AND withdrawn_on IS NULL
        UNION ALL
        SELECT unnest(covers) FROM referral
        WHERE person_id = asked AND to_hub = hub AND shared IS NOT NULL
    ) AS opened (part)
$$;

-- The people beside its own that are opened to a hub, with at least their name.
CREATE OR REPLACE FUNCTION opened_people(hub smallint) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT person_id), '{}') FROM (
        SELECT person_id FROM consent
        WHERE to_hub = hub AND purpose = 2 AND withdrawn_on IS NULL AND 1 = ANY (covers)
        UNION ALL
        SELECT person_id FROM referral
        WHERE to_hub = hub AND shared IS NOT NULL AND 1 = ANY (covers)
    ) AS opened
$$;

-- Candidates by their tokens: a step of others.
--
-- A set holds all readings of one word, or of two words together, as an array literal. A stage names
-- sets that must all be met, and its rank; once `enough` were found no later rank is looked at.
-- Conditions are put together as text, of numbers only, so that the planner sees how frequent each
-- token is; a scan of the whole table is never the way.
CREATE OR REPLACE FUNCTION people_with_tokens(
    sets text[], stages text[], ranks int[], years bigint[], scope text, enough int)
RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off
AS $$
DECLARE
    most CONSTANT int := 200;
    found uuid[] := '{}';
    met uuid[];
    condition text;
    rank int := 0;
    within text := CASE WHEN years = '{}' THEN ''
        ELSE format(' AND search_tokens && %L::bigint[]', years) END;
BEGIN
    FOR place IN 1 .. cardinality(stages) LOOP
        EXIT WHEN ranks[place] <> rank
            AND cardinality(found) >= CASE WHEN ranks[place] > 3 THEN 1 ELSE enough END;
        rank := ranks[place];
        SELECT string_agg(format('search_tokens && %L::bigint[]', sets[i]::bigint[]::text), ' AND ')
        INTO condition FROM unnest(stages[place]::int[]) AS i;
        EXECUTE format('SELECT array_agg(person_id) FROM (SELECT person_id FROM person
            WHERE %s %s %s LIMIT %s) s', condition, within, scope, most) INTO met;
        found := found || met;
        -- With the year written wrong they would not be found at all.
        IF within <> '' AND rank = 1 AND met IS NULL THEN
            EXECUTE format('SELECT array_agg(person_id) FROM (SELECT person_id FROM person
                WHERE %s %s LIMIT %s) s', condition, scope, most) INTO met;
            found := found || met;
        END IF;
    END LOOP;
    RETURN found;
END $$;

-- What an identity is read from: everything sealed, and which parts of it are open.
CREATE OR REPLACE FUNCTION sealed_people(asked uuid[])
RETURNS TABLE (person_id uuid, hub text, wrapped_key bytea, identity bytea, document bytea,
    sex smallint, birth_year smallint, birth_quarter smallint, nationality smallint,
    counted_as uuid, merged_into uuid, parts smallint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    who record := acting();
BEGIN
    IF who.role IS NULL OR who.role <> 'machine' AND who.hub_id IS NULL THEN RETURN; END IF;
    RETURN QUERY
        SELECT p.person_id, h.code, p.wrapped_key, p.identity,
            (SELECT d.sealed FROM document d WHERE d.person_id = p.person_id
                AND d.sealed IS NOT NULL ORDER BY d.key LIMIT 1),
            p.sex, p.birth_year, p.birth_quarter, p.nationality, p.counted_as, p.merged_into, o.parts
        FROM unnest(asked) AS a (person_id) JOIN person p USING (person_id) JOIN hub h USING (hub_id),
            LATERAL (SELECT CASE WHEN who.role <> 'machine' AND p.hub_id <> who.hub_id
                THEN opened_parts(p.person_id, who.hub_id) END AS parts) o
        WHERE (who.role = 'machine' OR p.hub_id = who.hub_id OR o.parts IS NOT NULL)
            AND p.restricted_at IS NULL;
END $$;

-- The people of one's own hub, and those that are opened to it, who are like what is asked for; at
-- most `most` of them, the likeliest first as far as their tokens tell.
CREATE OR REPLACE FUNCTION find_people(
    keys bytea[], phones bigint[], dates bigint[], years bigint[], sets text[], stages text[],
    ranks int[], most int)
RETURNS TABLE (person_id uuid, hub text, wrapped_key bytea, identity bytea, document bytea,
    sex smallint, birth_year smallint, birth_quarter smallint, nationality smallint,
    counted_as uuid, merged_into uuid, parts smallint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    who record := acting();
    found uuid[];
    scope text := '';
    opened uuid[] := '{}';
BEGIN
    IF who.role IS NULL OR who.role <> 'machine' AND who.hub_id IS NULL THEN RETURN; END IF;
    IF who.role <> 'machine' THEN
        scope := format(' AND search_tokens @> ''{%s}''::bigint[]', 10000 + who.hub_id);
        opened := opened_people(who.hub_id);
    END IF;
    found := people_with_tokens(sets, stages, ranks, years, scope, 100)
        || ARRAY(SELECT k.person_id FROM identity_key k WHERE k.key = ANY (keys))
        || opened;
    IF dates <> '{}' THEN
        found := found || people_with_tokens(ARRAY[dates::text], '{"{1}"}', '{1}', '{}', scope, 1);
    END IF;
    IF phones <> '{}' THEN
        found := found || people_with_tokens(ARRAY[phones::text], '{"{1}"}', '{1}', '{}', scope, 1);
    END IF;
    found := ARRAY(
        SELECT p.person_id FROM person p,
            LATERAL (SELECT
                (SELECT count(*) FROM unnest(sets) s WHERE p.search_tokens && s::bigint[])
                + CASE WHEN p.search_tokens && dates THEN 8 ELSE 0 END
                + CASE WHEN p.search_tokens && phones THEN 8 ELSE 0 END
                + CASE WHEN p.search_tokens && years THEN 2 ELSE 0 END
                + CASE WHEN EXISTS (SELECT FROM identity_key k
                    WHERE k.key = ANY (keys) AND k.person_id = p.person_id) THEN 100 ELSE 0 END
                AS likeness) l
        WHERE p.person_id = ANY (found) AND p.wrapped_key IS NOT NULL AND p.restricted_at IS NULL
            AND l.likeness > 0
        ORDER BY l.likeness DESC, p.person_id LIMIT most);
    RETURN QUERY SELECT * FROM sealed_people(found);
END $$;

-- Whether somebody like that is known at a hub whose people one may not see: yes or no, and yes only
-- where much speaks for it.
CREATE OR REPLACE FUNCTION known_in_network(
    keys bytea[], phones bigint[], dates bigint[], years bigint[], sets text[], stages text[],
    ranks int[], words int)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    who record := acting();
    found uuid[];
    scope text;
BEGIN
    IF who.hub_id IS NULL THEN RETURN false; END IF;
    found := ARRAY(SELECT k.person_id FROM identity_key k WHERE k.key = ANY (keys));
    IF NOT EXISTS (SELECT FROM person p WHERE p.person_id = ANY (found) AND p.hub_id <> who.hub_id)
    THEN
        scope := format(' AND hub_id <> %s', who.hub_id);
        IF phones <> '{}' THEN
            found := found || people_with_tokens(ARRAY[phones::text] || sets,
                CASE WHEN sets = '{}' THEN ARRAY['{1}'] ELSE ARRAY(SELECT format('{1,%s}', i + 1)
                    FROM generate_subscripts(sets, 1) i) END,
                ARRAY(SELECT 1 FROM generate_series(1, greatest(1, cardinality(sets)))), '{}', scope, 1);
        END IF;
        -- The birth date with two of the words, or the year with all of them; without either, three
        -- words or more.
        IF dates <> '{}' AND words > 1 THEN
            found := found || people_with_tokens(ARRAY[dates::text] || sets,
                ARRAY(SELECT format('{1,%s}', i + 1) FROM generate_subscripts(sets, 1) i),
                ARRAY(SELECT 1 FROM generate_subscripts(sets, 1)), '{}', scope, 1);
        END IF;
        IF words > 2 OR words = 2 AND years <> '{}' THEN
            found := found || people_with_tokens(sets, stages[1:1], '{2}', years, scope, 1);
        END IF;
    END IF;
    RETURN EXISTS (SELECT FROM person p WHERE p.person_id = ANY (found) AND p.hub_id <> who.hub_id
        AND p.wrapped_key IS NOT NULL AND p.restricted_at IS NULL AND NOT p.person_id = ANY (opened_people(who.hub_id)));
END $$;

-- What nobody can read any more, nobody finds, and nobody has to decide about.
CREATE OR REPLACE FUNCTION forget_search() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    NEW.search_tokens := '{}';
    DELETE FROM duplicate_pair
    WHERE state = 'open' AND NEW.person_id IN (left_person, right_person);
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS person_forgotten ON person;
CREATE TRIGGER person_forgotten BEFORE UPDATE OF wrapped_key ON person
    FOR EACH ROW WHEN (OLD.wrapped_key IS NOT NULL AND NEW.wrapped_key IS NULL)
    EXECUTE FUNCTION forget_search();

-- The year among the tokens is the year of birth, whoever corrects it.
CREATE OR REPLACE FUNCTION move_search_year() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.search_tokens := array_remove(NEW.search_tokens, OLD.birth_year::bigint)
        || CASE WHEN NEW.birth_year IS NULL THEN '{}' ELSE ARRAY[NEW.birth_year::bigint] END;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS person_year_moved ON person;
CREATE TRIGGER person_year_moved BEFORE UPDATE OF birth_year ON person
    FOR EACH ROW WHEN (OLD.birth_year IS DISTINCT FROM NEW.birth_year
        AND OLD.search_tokens = NEW.search_tokens AND NEW.search_tokens <> '{}')
    EXECUTE FUNCTION move_search_year();
