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

-- What the log adds to the cells. A person or an event lies in a cell before when what the facts
-- say now, less what the log says changed, leaves it there; and after when the facts do.
CREATE OR REPLACE VIEW pending AS
WITH touched AS MATERIALIZED (
    SELECT DISTINCT quarter, counted_as FROM count_log WHERE counted_as IS NOT NULL
), touched_event AS MATERIALIZED (
    SELECT DISTINCT quarter, event_id FROM count_log
), person_image AS (
    SELECT t.quarter, p.counted_as AS subject, p.country, p.hub_id, p.sex, p.age_band,
        p.nationality, p.profile, p.channel, p.services, p.is_late, 1 AS before, 1 AS after
    FROM touched t,
        -- OFFSET 0 keeps this a probe of one pruned partition's index, never a scan of all.
        LATERAL (SELECT * FROM participation p
            WHERE p.counted_as = t.counted_as AND p.occurred_on >= quarter_start(t.quarter)
                AND p.occurred_on < quarter_start(t.quarter + 1) OFFSET 0) p
    UNION ALL
    SELECT quarter, counted_as, country, hub_id, sex, age_band, nationality, profile, channel,
        services, is_late, -sign, 0
    FROM count_log WHERE counted_as IS NOT NULL
), event_image AS (
    SELECT t.quarter, p.event_id AS subject, p.country, p.hub_id, p.sex, p.age_band,
        p.nationality, p.profile, p.channel, p.services, p.is_late, 1 AS before, 1 AS after
    FROM touched_event t,
        LATERAL (SELECT * FROM participation p
            WHERE p.event_id = t.event_id AND p.occurred_on >= quarter_start(t.quarter)
                AND p.occurred_on < quarter_start(t.quarter + 1) OFFSET 0) p
    UNION ALL
    SELECT quarter, event_id, country, hub_id, sex, age_band, nationality, profile, channel,
        services, is_late, -sign, 0
    FROM count_log
), person_cell AS (
    SELECT i.quarter, c.dimension, c.category, sum(before) > 0 AS before, sum(after) > 0 AS after
    FROM person_image i, cells_of(i.country, i.hub_id, i.sex, i.age_band, i.nationality,
        i.profile, i.channel, i.services, i.is_late) c
    GROUP BY 1, 2, 3, i.subject
), event_cell AS (
    SELECT i.quarter, c.dimension, c.category, sum(before) > 0 AS before, sum(after) > 0 AS after
    FROM event_image i, cells_of(i.country, i.hub_id, i.sex, i.age_band, i.nationality,
        i.profile, i.channel, i.services, i.is_late) c
    GROUP BY 1, 2, 3, i.subject
), difference AS (
    SELECT quarter, dimension, category, 0 AS events, after::int - before::int AS identified,
        0 AS anonymous
    FROM person_cell WHERE before <> after
    UNION ALL
    SELECT quarter, dimension, category, after::int - before::int, 0, 0
    FROM event_cell WHERE before <> after
    UNION ALL
    SELECT l.quarter, c.dimension, c.category, 0, 0, l.sign * l.anonymous
    FROM count_log l, cells_of(l.country, l.hub_id, l.sex, l.age_band, l.nationality, l.profile,
        l.channel, l.services, l.is_late) c
    WHERE l.anonymous > 0
)
SELECT quarter, dimension, category, sum(events)::int AS events,
    sum(identified)::int AS identified, sum(anonymous)::int AS anonymous
FROM difference GROUP BY 1, 2, 3;

-- The exact figures at this moment: cells and what the log adds, in one snapshot.
CREATE OR REPLACE VIEW current_cell AS
SELECT quarter, dimension, category, sum(events)::int AS events,
    sum(identified)::int AS identified, sum(anonymous)::int AS anonymous
FROM (SELECT * FROM cell UNION ALL SELECT * FROM pending) both_parts
GROUP BY 1, 2, 3
HAVING sum(events) <> 0;
