-- The one counting rule: in any cell, events are distinct events, identified are distinct
-- persons after merges, anonymous is the sum of the tallies.
--
-- Dimensions: 0 total, 1 country, 2 hub, 3 sex, 4 age band, 5 nationality, 6 profile, 7 channel,
-- 8 service. Reporting/Dimension.swift holds the same numbers; a new breakdown goes here and there.
-- 100 is no breakdown: what a hub reported late, which the completeness of a quarter shows.

-- Which cells a fact lies in. An event lies in one cell for each of its services.
CREATE OR REPLACE FUNCTION cells_of(
    country smallint, hub_id smallint, sex smallint, age_band smallint, nationality smallint,
    profile smallint, channel smallint, services smallint[], is_late boolean)
RETURNS TABLE (dimension smallint, category smallint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10
AS $$
    VALUES (0::smallint, 0::smallint), (1, country), (2, hub_id), (3, sex), (4, age_band),
        (5, nationality), (6, profile), (7, channel)
    UNION ALL
    SELECT 8, service FROM unnest(services) AS service
    UNION ALL
    SELECT 100, hub_id WHERE is_late
$$;

-- The definition itself: every cell of a quarter, or of one hub in it, counted from the facts.
CREATE OR REPLACE FUNCTION count_quarter(counted_quarter int, only_hub smallint DEFAULT NULL)
RETURNS TABLE (dimension smallint, category smallint, events int, identified int, anonymous int)
LANGUAGE sql STABLE
AS $$
    -- Two steps of hashing are several times faster than count(DISTINCT), which sorts.
    WITH placed AS NOT MATERIALIZED (
        SELECT c.dimension, c.category, p.event_id, p.counted_as, p.anonymous
        FROM participation p,
            cells_of(p.country, p.hub_id, p.sex, p.age_band, p.nationality, p.profile, p.channel,
                p.services, p.is_late) c
        WHERE p.occurred_on >= quarter_start(counted_quarter)
            AND p.occurred_on < quarter_start(counted_quarter + 1)
            AND (only_hub IS NULL OR p.hub_id = only_hub)
    ), people AS (
        SELECT placed.dimension, placed.category, count(*) AS identified
        FROM (SELECT DISTINCT dimension, category, counted_as FROM placed
            WHERE counted_as IS NOT NULL) placed
        GROUP BY 1, 2
    ), contacts AS (
        SELECT one.dimension, one.category, count(*) AS events, sum(one.anonymous) AS anonymous
        FROM (SELECT placed.dimension, placed.category, event_id, sum(placed.anonymous) AS anonymous
            FROM placed GROUP BY 1, 2, 3) one
        GROUP BY 1, 2
    )
    SELECT contacts.dimension, contacts.category, contacts.events::int,
        coalesce(people.identified, 0)::int, contacts.anonymous::int
    FROM contacts LEFT JOIN people USING (dimension, category)
$$;

-- What the log adds to the cells of a quarter. A person or an event lies in a cell before when what
-- the facts say now, less what the log says changed, leaves it there; and after when the facts do.
--
-- The dates stand in the text, so that the planner looks at one partition and not at all of them.
CREATE OR REPLACE FUNCTION pending_in(pending_quarter int)
RETURNS TABLE (dimension smallint, category smallint, events int, identified int, anonymous int)
LANGUAGE plpgsql STABLE
AS $function$
BEGIN
    RETURN QUERY EXECUTE format($query$
WITH touched AS MATERIALIZED (
    SELECT DISTINCT counted_as FROM count_log
    WHERE quarter = %1$s AND counted_as IS NOT NULL
), touched_event AS MATERIALIZED (
    SELECT DISTINCT event_id FROM count_log WHERE quarter = %1$s
), person_image AS (
    SELECT p.counted_as AS subject, p.country, p.hub_id, p.sex, p.age_band,
        p.nationality, p.profile, p.channel, p.services, p.is_late, 1 AS before, 1 AS after
    FROM touched t,
        -- OFFSET 0 keeps this a probe of one partition's index, never a scan.
        LATERAL (SELECT * FROM participation p
            WHERE p.counted_as = t.counted_as AND p.occurred_on >= %2$L
                AND p.occurred_on < %3$L OFFSET 0) p
    UNION ALL
    SELECT counted_as, country, hub_id, sex, age_band, nationality, profile, channel,
        services, is_late, -sign, 0
    FROM count_log WHERE quarter = %1$s AND counted_as IS NOT NULL
), event_image AS (
    SELECT p.event_id AS subject, p.country, p.hub_id, p.sex, p.age_band,
        p.nationality, p.profile, p.channel, p.services, p.is_late, 1 AS before, 1 AS after
    FROM touched_event t,
        LATERAL (SELECT * FROM participation p
            WHERE p.event_id = t.event_id AND p.occurred_on >= %2$L
                AND p.occurred_on < %3$L OFFSET 0) p
    UNION ALL
    SELECT event_id, country, hub_id, sex, age_band, nationality, profile, channel,
        services, is_late, -sign, 0
    FROM count_log WHERE quarter = %1$s
), person_cell AS (
    SELECT c.dimension, c.category, sum(before) > 0 AS before, sum(after) > 0 AS after
    FROM person_image i, cells_of(i.country, i.hub_id, i.sex, i.age_band, i.nationality,
        i.profile, i.channel, i.services, i.is_late) c
    GROUP BY 1, 2, i.subject
), event_cell AS (
    SELECT c.dimension, c.category, sum(before) > 0 AS before, sum(after) > 0 AS after
    FROM event_image i, cells_of(i.country, i.hub_id, i.sex, i.age_band, i.nationality,
        i.profile, i.channel, i.services, i.is_late) c
    GROUP BY 1, 2, i.subject
), difference AS (
    SELECT dimension, category, 0 AS events, after::int - before::int AS identified,
        0 AS anonymous
    FROM person_cell WHERE before <> after
    UNION ALL
    SELECT dimension, category, after::int - before::int, 0, 0
    FROM event_cell WHERE before <> after
    UNION ALL
    SELECT c.dimension, c.category, 0, 0, l.sign * l.anonymous
    FROM count_log l, cells_of(l.country, l.hub_id, l.sex, l.age_band, l.nationality, l.profile,
        l.channel, l.services, l.is_late) c
    WHERE l.quarter = %1$s AND l.anonymous > 0
)
SELECT dimension, category, sum(events)::int, sum(identified)::int, sum(anonymous)::int
FROM difference GROUP BY 1, 2
    $query$, pending_quarter, quarter_start(pending_quarter), quarter_start(pending_quarter + 1));
END $function$;

CREATE OR REPLACE VIEW pending AS
SELECT logged.quarter, p.*
FROM (SELECT DISTINCT quarter FROM count_log) logged, pending_in(logged.quarter) p;

-- The exact figures of quarters at this moment: cells and what the log adds, in one snapshot, that
-- of the statement that asks. Counted over all rows, with the owner's rights, since a figure of some
-- of them would be wrong; given out are those that whoever acts may see.
CREATE OR REPLACE FUNCTION current_cells(quarters smallint[]) RETURNS SETOF cell
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    asked smallint;
    sees_all boolean := coalesce(acting_role() IN ('machine', 'regional_analyst'), false);
    hubs smallint[] := acting_hubs();
    own_country smallint := acting_country();
BEGIN
    FOREACH asked IN ARRAY quarters LOOP
        IF EXISTS (SELECT FROM count_log WHERE quarter = asked) THEN
            RETURN QUERY
                SELECT asked, both_parts.dimension, both_parts.category,
                    sum(both_parts.events)::int, sum(both_parts.identified)::int,
                    sum(both_parts.anonymous)::int
                FROM (
                    SELECT c.dimension, c.category, c.events, c.identified, c.anonymous
                    FROM cell c WHERE c.quarter = asked
                    UNION ALL SELECT p.* FROM pending_in(asked) p) both_parts
                WHERE sees_all OR both_parts.dimension = 1 AND both_parts.category = own_country
                    OR both_parts.dimension IN (2, 100) AND both_parts.category = ANY (hubs)
                GROUP BY 1, 2, 3
                HAVING sum(both_parts.events) <> 0;
        ELSE
            RETURN QUERY SELECT * FROM cell c WHERE c.quarter = asked AND c.events <> 0
                AND (sees_all OR c.dimension = 1 AND c.category = own_country
                    OR c.dimension IN (2, 100) AND c.category = ANY (hubs));
        END IF;
    END LOOP;
END $$;
