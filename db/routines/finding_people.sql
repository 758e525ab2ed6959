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

-- Of before they took a hub by its number.
DROP FUNCTION IF EXISTS people_meeting(text[], bigint[], smallint, int),
    people_with_tokens(text[], text[], int[], bigint[], bigint[], smallint, int);

-- Some who meet all of these sets of tokens, each in at least one, as array literals: at most three. Of
-- these years of birth, where there are any; of the hub `within` or not of the hub `elsewhere`, where
-- there is one. A step of others.
--
-- Each count of sets is a statement of its own, which is planned once: to plan costs more than to look.
-- Only the index of tokens is ever the way. Hub and year are in it too, for one set that is frequent by
-- itself; where few meet the sets it is quicker to look at them than to go through all of a hub.
CREATE OR REPLACE FUNCTION people_meeting(
    asked text[], years bigint[], within smallint, elsewhere smallint, most int)
RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_indexscan = off SET jit = off
AS $$
DECLARE
    few CONSTANT int := 500;
    s text[] := asked;
    met uuid[];
    seen int;
BEGIN
    IF cardinality(asked) = 1 AND (within IS NOT NULL OR years <> '{}') THEN
        SELECT array_agg(p.person_id) FILTER (WHERE (within IS NULL OR p.hub_id = within)
                AND (elsewhere IS NULL OR p.hub_id <> elsewhere)
                AND (years = '{}' OR p.birth_year = ANY (years))), count(*)
        INTO met, seen
        FROM (SELECT person_id, hub_id, birth_year FROM person
            WHERE search_tokens && s[1]::bigint[] LIMIT few) p;
        IF seen < few THEN RETURN coalesce(met[1:most], '{}'); END IF;
        IF within IS NOT NULL THEN s := s || format('{%s}', 10000 + within); END IF;
        IF years <> '{}' THEN s := s || years::text; END IF;
    END IF;
    CASE cardinality(s)
    WHEN 1 THEN RETURN ARRAY(SELECT person_id FROM person WHERE search_tokens && s[1]::bigint[]
        AND (within IS NULL OR hub_id = within) AND (elsewhere IS NULL OR hub_id <> elsewhere)
        LIMIT most);
    WHEN 2 THEN RETURN ARRAY(SELECT person_id FROM person WHERE search_tokens && s[1]::bigint[]
        AND search_tokens && s[2]::bigint[]
        AND (within IS NULL OR hub_id = within) AND (elsewhere IS NULL OR hub_id <> elsewhere)
        AND (years = '{}' OR birth_year = ANY (years))
        LIMIT most);
    ELSE RETURN ARRAY(SELECT person_id FROM person WHERE search_tokens && s[1]::bigint[]
        AND search_tokens && s[2]::bigint[] AND search_tokens && s[3]::bigint[]
        AND (within IS NULL OR hub_id = within) AND (elsewhere IS NULL OR hub_id <> elsewhere)
        AND (years = '{}' OR birth_year = ANY (years))
        LIMIT most);
    END CASE;
END $$;

-- Candidates by their names: a step of others.
--
-- A set holds all readings of one word, or of two words together, as an array literal. A stage names
-- sets that must all be met, and its rank: all words (1), all but one (2), any two (3), any one (4).
-- The second is looked at where fewer than `enough` were found, the third where fewer than a quarter
-- of it were, the last where nobody was.
CREATE OR REPLACE FUNCTION people_with_tokens(
    sets text[], stages text[], ranks int[], years bigint[], within smallint, elsewhere smallint,
    enough int)
RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    found uuid[] := '{}';
    met uuid[];
    asked text[];
    rank int := 0;
BEGIN
    FOR place IN 1 .. cardinality(stages) LOOP
        EXIT WHEN ranks[place] <> rank
            AND cardinality(found) >= CASE ranks[place] WHEN 2 THEN enough WHEN 3 THEN enough / 4
                ELSE 1 END;
        rank := ranks[place];
        asked := ARRAY(SELECT sets[i] FROM unnest(stages[place]::int[]) AS i);
        met := people_meeting(asked, years, within, elsewhere,
            CASE rank WHEN 1 THEN 200 ELSE 60 END);
        -- With the year written wrong they would not be found at all.
        IF years <> '{}' AND rank = 1 AND met = '{}' THEN
            met := people_meeting(asked, '{}', within, elsewhere, 200);
        END IF;
        found := found || met;
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
-- most `most` of them, the likeliest first as far as their tokens tell. `words` are the sets of each
-- word of the name alone.
CREATE OR REPLACE FUNCTION find_people(
    keys bytea[], phones bigint[], dates bigint[], years bigint[], sets text[], words text[],
    stages text[], ranks int[], most int)
RETURNS TABLE (person_id uuid, hub text, wrapped_key bytea, identity bytea, document bytea,
    sex smallint, birth_year smallint, birth_quarter smallint, nationality smallint,
    counted_as uuid, merged_into uuid, parts smallint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    who record := acting();
    found uuid[];
    within smallint := who.hub_id;
    opened uuid[] := '{}';
    any_word bigint[] := ARRAY(SELECT unnest(w::bigint[]) FROM unnest(words) w);
    asked bigint[] := any_word || dates || phones;
BEGIN
    IF who.role IS NULL OR who.role <> 'machine' AND who.hub_id IS NULL THEN RETURN; END IF;
    IF who.role <> 'machine' THEN
        opened := ARRAY(SELECT p.person_id FROM unnest(opened_people(who.hub_id)) o (person_id)
            JOIN person p USING (person_id) WHERE p.search_tokens && asked);
    END IF;
    found := people_with_tokens(sets, stages, ranks, years, within, NULL, 20)
        || ARRAY(SELECT k.person_id FROM identity_key k WHERE k.key = ANY (keys))
        || opened;
    IF dates <> '{}' AND words <> '{}' THEN
        found := found
            || people_meeting(ARRAY[dates::text, any_word::text], '{}', within, NULL, 100);
    END IF;
    IF dates <> '{}' AND (found = '{}' OR words = '{}') THEN
        found := found || people_meeting(ARRAY[dates::text], '{}', within, NULL, 100);
    END IF;
    IF phones <> '{}' THEN
        found := found || people_meeting(ARRAY[phones::text], '{}', within, NULL, 100);
    END IF;
    found := ARRAY(
        SELECT p.person_id FROM person p,
            LATERAL (SELECT count(*) AS met FROM unnest(words) w
                WHERE p.search_tokens && w::bigint[]) m,
            LATERAL (SELECT met * (met + 1) / 2
                + CASE WHEN p.search_tokens && dates THEN 8 ELSE 0 END
                + CASE WHEN p.search_tokens && phones THEN 8 ELSE 0 END
                + CASE WHEN p.birth_year = ANY (years) THEN 2 ELSE 0 END
                + CASE WHEN EXISTS (SELECT FROM identity_key k
                    WHERE k.key = ANY (keys) AND k.person_id = p.person_id) THEN 100 ELSE 0 END
                AS likeness) l
        WHERE p.person_id = ANY (found) AND p.wrapped_key IS NOT NULL AND p.restricted_at IS NULL
            AND l.likeness > 0
        ORDER BY l.likeness DESC, p.person_id LIMIT most);
    RETURN QUERY SELECT * FROM sealed_people(found);
END $$;

-- Whether somebody like that is known at a hub whose people one may not see: yes or no, and yes only
-- where much speaks for it. `pairs` are the sets that tell enough by themselves.
CREATE OR REPLACE FUNCTION known_in_network(
    keys bytea[], phones bigint[], dates bigint[], years bigint[], pairs text[], stages text[],
    ranks int[], words int)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    who record := acting();
    found uuid[];
    -- Any of the pairs.
    named text[] := CASE WHEN pairs = '{}' THEN '{}'
        ELSE ARRAY[ARRAY(SELECT unnest(p::bigint[]) FROM unnest(pairs) p)::text] END;
BEGIN
    IF who.hub_id IS NULL THEN RETURN false; END IF;
    found := ARRAY(SELECT k.person_id FROM identity_key k WHERE k.key = ANY (keys));
    IF NOT EXISTS (SELECT FROM person p WHERE p.person_id = ANY (found) AND p.hub_id <> who.hub_id)
    THEN
        IF phones <> '{}' THEN
            found := found || people_meeting(ARRAY[phones::text] || named, '{}', NULL, who.hub_id, 100);
        END IF;
        -- The birth date with two of the words, or the year with all of them; without either, three
        -- words or more.
        IF dates <> '{}' AND words > 1 THEN
            found := found || people_meeting(ARRAY[dates::text] || named, '{}', NULL, who.hub_id, 100);
        END IF;
        IF words > 2 OR words = 2 AND years <> '{}' THEN
            found := found
                || people_with_tokens(pairs, stages[1:1], '{2}', years, NULL, who.hub_id, 1);
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
