-- Which places are near, and which of them are open.

-- The hour of the week that it is in each zone, as the index of open places has it. The zones are
-- found by skipping from one to the next.
CREATE OR REPLACE FUNCTION slots_now() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH RECURSIVE zone (name) AS (
        (SELECT time_zone FROM place WHERE status = 'published' ORDER BY time_zone LIMIT 1)
        UNION ALL
        SELECT (SELECT p.time_zone FROM place p
            WHERE p.status = 'published' AND p.time_zone > zone.name
            ORDER BY p.time_zone LIMIT 1)
        FROM zone WHERE zone.name IS NOT NULL)
    SELECT coalesce(array_agg(name || ' ' || minute_of_week(name, now()) / 60), '{}')
    FROM zone WHERE name IS NOT NULL;
END;

-- Public places, nearest first, with their distance in kilometres of the mean great circle; by name
-- where nothing is near. Planned anew each time, for the filters that are there.
CREATE OR REPLACE FUNCTION places_near(
    latitude float8, longitude float8, service smallint, language smallint, within smallint,
    serving smallint, is_open boolean, most int, skipped int)
RETURNS TABLE (place_id uuid, distance float8)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, geometry, pg_temp
AS $$
DECLARE
    here cube := on_sphere(latitude, longitude);
    asked text := '';
BEGIN
    IF service IS NOT NULL THEN asked := asked || ' AND services @> ARRAY[$2]'; END IF;
    IF language IS NOT NULL THEN asked := asked || ' AND languages @> ARRAY[$3]'; END IF;
    IF within IS NOT NULL THEN asked := asked || ' AND country = $4'; END IF;
    IF serving IS NOT NULL THEN asked := asked || ' AND serves @> ARRAY[$5]'; END IF;
    IF is_open THEN
        -- The hours tell the planner how many are open: many are met on the way, few are looked up.
        asked := asked || ' AND open_slots(time_zone, open_minutes) && $8
            AND coalesce(open_minutes @> minute_of_week(time_zone, now()), false)';
    END IF;
    asked := 'SELECT place_id, name, slug, position <-> $1 AS chord FROM place
        WHERE status = ''published'' AND (hub_id IS NOT NULL
            OR verified_on > (current_date - interval ''15 months'')::date)' || asked;
    -- The index gives the order of the chords; places at one point are told apart afterwards.
    RETURN QUERY EXECUTE CASE WHEN here IS NULL THEN
        'SELECT place_id, NULL::float8 FROM (' || asked || ') p ORDER BY name, slug LIMIT $6 OFFSET $7'
    ELSE
        'SELECT place_id, 2 * 6371.0088 * asin(least(1, chord / 2)) FROM (' || asked
        || ' ORDER BY position <-> $1 FETCH FIRST ($6 + $7) ROWS WITH TIES) p
        ORDER BY chord, slug LIMIT $6 OFFSET $7'
    END
    USING here, service, language, within, serving, most, skipped,
        CASE WHEN is_open THEN slots_now() END;
END $$;
