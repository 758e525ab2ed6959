-- Merging and unmerging people: whom a person counts as. It runs with the owner's rights, since the
-- facts that move with a person may be of other hubs; whoever asks must answer for both.

-- Those of these people whom whoever acts may decide about: the operator all, a manager those of
-- their hub, a country officer those of their country.
CREATE OR REPLACE FUNCTION people_answered_for(asked uuid[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    deciding text := acting_role();
    hubs smallint[];
BEGIN
    IF deciding IS NULL OR deciding NOT IN ('machine', 'manager', 'country_officer') THEN
        RETURN '{}';
    END IF;
    hubs := acting_hubs();
    RETURN ARRAY(SELECT p.person_id FROM person p WHERE p.person_id = ANY (asked)
        AND (deciding = 'machine' OR p.hub_id = ANY (hubs)));
END $$;

-- Locks these people, whoever they count as, and all who count as them, one merge at a time, so that
-- a chain of them is not decided from two ends; answers where those stand that one may decide about.
-- Waits for writers who are adding facts about them, so that what follows sees those facts.
CREATE OR REPLACE FUNCTION lock_people(asked uuid[])
RETURNS TABLE (person_id uuid, counted_as uuid, merged_into uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    answered uuid[] := people_answered_for(asked);
BEGIN
    IF answered = '{}' THEN RETURN; END IF;
    PERFORM pg_advisory_xact_lock(7005);
    PERFORM FROM person p
    WHERE p.person_id = ANY (answered)
        OR p.person_id IN (SELECT q.counted_as FROM person q WHERE q.person_id = ANY (answered))
        OR p.merged_into IS NOT NULL AND p.counted_as IN (
            SELECT q.counted_as FROM person q WHERE q.person_id = ANY (answered))
    ORDER BY p.person_id
    FOR UPDATE;
    RETURN QUERY SELECT p.person_id, p.counted_as, p.merged_into FROM person p
        WHERE p.person_id = ANY (answered);
END $$;

-- Keeps what rows say before a change of whom they count as.
CREATE OR REPLACE FUNCTION keep_people(formerly uuid, what text, why text, who text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    INSERT INTO person_version (person_id, change, reason, actor, counted_as, merged_into, sex,
        birth_year, birth_quarter, nationality)
    SELECT person_id, what, why, who, counted_as, merged_into, sex, birth_year, birth_quarter,
        nationality
    FROM person
    WHERE person_id = formerly AND what = 'merged'
        OR counted_as = formerly AND merged_into IS NOT NULL
$$;

-- A person and all who count as them.
CREATE OR REPLACE FUNCTION counting_as(root uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT ARRAY[root] || ARRAY(
        SELECT person_id FROM person WHERE counted_as = root AND merged_into IS NOT NULL)
$$;

-- Gives the facts of all who counted as somebody the values of whom they count as now.
CREATE OR REPLACE FUNCTION recount_facts(formerly uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    UPDATE participation f SET counted_as = r.person_id, sex = r.sex, nationality = r.nationality,
        age_band = age_band(quarter_of(f.occurred_on), r.birth_year, r.birth_quarter)
    FROM person p JOIN person r ON r.person_id = p.counted_as
    WHERE f.counted_as = formerly AND p.person_id = f.person_id
$$;

-- Makes `duplicate`, and all who count as them, count as whoever `kept` counts as.
CREATE OR REPLACE FUNCTION merge_person(duplicate uuid, kept uuid, why text, who text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    root uuid;
    one uuid[];
BEGIN
    IF cardinality(people_answered_for(ARRAY[duplicate, kept])) < 2 THEN
        RAISE EXCEPTION 'not people of whoever acts'
            USING ERRCODE = '42501', CONSTRAINT = 'acting_hubs';
    END IF;
    SELECT counted_as INTO root FROM person WHERE person_id = kept;
    -- Merged already: nothing may be lost of that earlier decision.
    IF root = duplicate OR EXISTS (
        SELECT FROM person WHERE person_id = duplicate AND merged_into IS NOT NULL)
    THEN
        RAISE EXCEPTION 'counted as one already'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'person_merged_check';
    END IF;
    PERFORM keep_people(duplicate, 'merged', why, who);
    UPDATE person SET counted_as = root,
        merged_into = CASE person_id WHEN duplicate THEN kept ELSE merged_into END
    WHERE person_id = duplicate OR counted_as = duplicate AND merged_into IS NOT NULL;
    PERFORM recount_facts(duplicate);
    -- With the pair that was decided go those whose two count as one now.
    one := counting_as(root);
    UPDATE duplicate_pair d SET state = 'merged', decided_at = now(), decided_by = who, reason = why
    WHERE d.left_person = ANY (one) AND d.right_person = ANY (one) AND (d.state = 'open'
        OR d.left_person = least(duplicate, kept) AND d.right_person = greatest(duplicate, kept));
END $$;

-- Undoes a merge: `undone` and all merged into them count as `undone` again. That the two are not
-- one is remembered.
CREATE OR REPLACE FUNCTION unmerge_person(undone uuid, why text, who text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    former uuid;
    kept uuid;
    gone uuid[];
    left_behind uuid[];
BEGIN
    IF people_answered_for(ARRAY[undone]) = '{}' THEN
        RAISE EXCEPTION 'not a person of whoever acts'
            USING ERRCODE = '42501', CONSTRAINT = 'acting_hubs';
    END IF;
    SELECT p.counted_as, p.merged_into INTO former, kept FROM person p
    WHERE p.person_id = undone;
    IF kept IS NULL THEN
        RAISE EXCEPTION 'not merged'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'person_merged_check';
    END IF;
    PERFORM keep_people(former, 'unmerged', why, who);
    WITH RECURSIVE below AS (
        SELECT p.person_id FROM person p WHERE p.person_id = undone
        UNION
        SELECT p.person_id FROM person p JOIN below b ON p.merged_into = b.person_id
    )
    UPDATE person p SET counted_as = undone,
        merged_into = CASE p.person_id WHEN undone THEN NULL ELSE p.merged_into END
    WHERE p.person_id IN (SELECT person_id FROM below);
    PERFORM recount_facts(former);
    -- Those that went with the merge are open again.
    gone := counting_as(undone);
    left_behind := counting_as(former);
    UPDATE duplicate_pair d SET state = 'open', decided_at = NULL, decided_by = NULL, reason = NULL
    WHERE d.state = 'merged'
        AND (d.left_person = ANY (gone) AND d.right_person = ANY (left_behind)
            OR d.left_person = ANY (left_behind) AND d.right_person = ANY (gone));
    UPDATE duplicate_pair d SET state = 'different', decided_at = now(), decided_by = who, reason = why
    WHERE d.left_person = least(undone, kept) AND d.right_person = greatest(undone, kept);
END $$;
