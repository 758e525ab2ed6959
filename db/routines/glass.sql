-- Breaking the glass: whoever works with people may look, once, at another hub's person, or into a
-- restricted case of their own hub, with a reason. It runs with the owner's rights, and nothing is
-- given out that is not written down here.

DROP FUNCTION IF EXISTS break_glass(uuid, uuid, text);
-- As whom the operator acts is taken from them; everybody else is who they are.
CREATE OR REPLACE FUNCTION break_glass(break uuid, asked uuid, because text, operator text)
RETURNS TABLE (person_id uuid, hub text, wrapped_key bytea, identity bytea, document bytea,
    sex smallint, birth_year smallint, birth_quarter smallint, nationality smallint,
    counted_as uuid, merged_into uuid, parts smallint[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    who record := acting();
BEGIN
    IF who.role IS NULL OR who.role <> 'machine' AND who.hub_id IS NULL THEN RETURN; END IF;
    INSERT INTO glass_break (break_id, actor, account_id, from_hub, hub_id, person_id, reason)
    SELECT break, coalesce(who.name, operator), who.account_id, who.hub_id, p.hub_id, p.person_id,
        because
    FROM person p WHERE p.person_id = asked;
    RETURN QUERY
        SELECT p.person_id, h.code, p.wrapped_key, p.identity,
            (SELECT d.sealed FROM document d WHERE d.person_id = p.person_id
                AND d.sealed IS NOT NULL ORDER BY d.key LIMIT 1),
            p.sex, p.birth_year, p.birth_quarter, p.nationality, p.counted_as, p.merged_into,
            NULL::smallint[]
        FROM person p JOIN hub h USING (hub_id) WHERE p.person_id = asked;
END $$;

-- Names whoever acts in a restricted case of their own hub, which lets them see it from now on.
CREATE OR REPLACE FUNCTION break_case_glass(break uuid, asked uuid, because text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    who record := acting();
BEGIN
    IF who.hub_id IS NULL OR who.account_id IS NULL THEN RETURN false; END IF;
    UPDATE casework_case SET named_workers = array_append(named_workers, who.account_id)
    WHERE case_id = asked AND hub_id = who.hub_id AND is_restricted
        AND who.account_id <> ALL (named_workers);
    IF NOT FOUND THEN RETURN false; END IF;
    INSERT INTO glass_break (break_id, actor, account_id, from_hub, hub_id, case_id, reason)
    VALUES (break, who.name, who.account_id, who.hub_id, who.hub_id, asked, because);
    RETURN true;
END $$;

-- Who is due to be forgotten today: the last thing that was done for them is longer ago than every
-- rule that holds for them says, and nothing of theirs is open.
CREATE OR REPLACE FUNCTION people_past_retention(as_of date, most int)
RETURNS TABLE (person_id uuid, hub_id smallint, last_on date, months int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    usual int := (SELECT r.months FROM retention_rule r WHERE r.service = 0);
BEGIN
    IF acting_role() IS DISTINCT FROM 'machine' THEN RETURN; END IF;
    RETURN QUERY
        WITH known AS (
            SELECT p.person_id, p.hub_id, greatest(p.created_at::date,
                (SELECT max(f.occurred_on) FROM participation f WHERE f.counted_as = p.person_id),
                (SELECT max(c.closed_on) FROM casework_case c JOIN person m USING (person_id)
                    WHERE m.counted_as = p.person_id)) AS last_on,
                greatest(usual, (SELECT max(coalesce(r.months, usual))
                    FROM casework_case c JOIN person m USING (person_id),
                        unnest(c.needs) n LEFT JOIN retention_rule r ON r.service = n
                    WHERE m.counted_as = p.person_id)) AS months
            FROM person p
            WHERE p.merged_into IS NULL AND p.erased_at IS NULL
                AND NOT EXISTS (SELECT FROM casework_case c JOIN person m USING (person_id)
                    WHERE m.counted_as = p.person_id AND c.status <= 2)
        )
        SELECT k.person_id, k.hub_id, k.last_on, k.months FROM known k
        WHERE k.last_on + make_interval(months => k.months) < as_of
        ORDER BY k.person_id LIMIT most;
END $$;
