-- People reached by activities, by the day of the session. A person that lists name counts once in
-- each row; counts are added, since nothing tells who is in two of them. An activity of several
-- countries counts in each. Counted over all lists, with the owner's rights: whoever may not read who
-- came may know how many.
CREATE OR REPLACE FUNCTION reached(first_day date, last_day date)
RETURNS TABLE (dimension text, category smallint, activities int, sessions int, listed int,
    counted int, is_minimum boolean, uncounted_sessions int)
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH session AS (
        SELECT a.activity_id, s.number, a.kind, a.countries, a.audience
        FROM activity_session s JOIN activity a USING (activity_id)
        WHERE s.held_on BETWEEN first_day AND last_day AND acting_role() IS NOT NULL
    ), participant AS (
        SELECT activity_id, session AS number, audience, sex, NULL::bytea AS key, people,
            c.is_minimum
        FROM activity_count c
        UNION ALL
        SELECT t.activity_id, p.session, t.audience, t.sex, t.key, 0, false
        FROM activity_attendance p JOIN activity_attendee t USING (attendee_id)
    ), fact AS (
        SELECT s.activity_id, s.number, s.kind, s.countries,
            coalesce(p.audience, s.audience) AS audience, p.sex, p.key,
            p.people, p.is_minimum, p.activity_id IS NULL AS is_uncounted
        FROM session s LEFT JOIN participant p USING (activity_id, number)
    )
    SELECT v.dimension, v.category, count(DISTINCT activity_id)::int,
        count(DISTINCT (activity_id, number))::int, count(DISTINCT key)::int,
        coalesce(sum(people), 0)::int, coalesce(bool_or(fact.is_minimum), false),
        count(DISTINCT (activity_id, number)) FILTER (WHERE is_uncounted)::int
    FROM fact, LATERAL (
        VALUES ('total', 0::smallint), ('kind', kind), ('audience', audience), ('sex', sex)
        UNION ALL
        SELECT 'country', unnest(countries)) AS v (dimension, category)
    WHERE v.category IS NOT NULL
    GROUP BY v.dimension, v.category;
END;
