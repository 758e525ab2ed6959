-- Counts one quarter anew from its facts and forgets what the log held about it. The planner takes
-- the few cells for many and would sort every fact of each to group them: hence no sorting.
CREATE OR REPLACE FUNCTION rebuild_quarter(rebuilt int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '256MB'
    SET enable_sort = off
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7001);
    -- One statement, one snapshot: the facts counted and the log rows dropped agree.
    WITH forgotten AS (
        DELETE FROM count_log WHERE quarter = rebuilt
    ), counted AS MATERIALIZED (
        SELECT * FROM count_quarter(rebuilt)
    ), emptied AS (
        DELETE FROM cell c WHERE quarter = rebuilt AND NOT EXISTS (
            SELECT FROM counted n WHERE n.dimension = c.dimension AND n.category = c.category)
    )
    INSERT INTO cell SELECT rebuilt, * FROM counted
    ON CONFLICT ON CONSTRAINT cell_pkey DO UPDATE SET events = excluded.events,
        identified = excluded.identified, anonymous = excluded.anonymous;
END $$;

-- Moves the log into the cells; returns how many log rows it moved. Never waits: when another
-- fold is under way there is nothing left to do.
CREATE OR REPLACE FUNCTION fold() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '64MB'
AS $$
DECLARE
    moved int;
BEGIN
    IF NOT pg_try_advisory_xact_lock(7001) THEN RETURN 0; END IF;
    WITH p AS MATERIALIZED (SELECT * FROM pending), d AS (DELETE FROM count_log RETURNING 1),
    u AS (
        INSERT INTO cell SELECT * FROM p
        ON CONFLICT ON CONSTRAINT cell_pkey DO UPDATE SET events = cell.events + excluded.events,
            identified = cell.identified + excluded.identified,
            anonymous = cell.anonymous + excluded.anonymous
    )
    SELECT count(*) INTO moved FROM d;
    DELETE FROM cell WHERE events = 0 AND identified = 0 AND anonymous = 0;
    RETURN moved;
END $$;

-- After a bulk change: quarters that changed much are counted anew, which costs less than the
-- differences; the rest is folded.
CREATE OR REPLACE FUNCTION settle(quarters smallint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    changed int;
    held bigint;
    q smallint;
BEGIN
    PERFORM pg_advisory_xact_lock(7001);
    FOREACH q IN ARRAY quarters LOOP
        SELECT count(*) INTO changed FROM count_log WHERE quarter = q;
        SELECT events INTO held FROM cell WHERE quarter = q AND dimension = 0;
        IF changed > 500 AND changed * 4 > coalesce(held, 0) THEN PERFORM rebuild_quarter(q); END IF;
    END LOOP;
    PERFORM fold();
END $$;

-- Appends what a statement did to the facts, signed; no lock, so writers never wait here.
CREATE OR REPLACE FUNCTION log_new_facts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    INSERT INTO count_log SELECT 1, quarter_of(occurred_on), event_id, counted_as, anonymous, hub_id,
        country, channel, profile, sex, age_band, nationality, services, is_late FROM new_fact;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION log_old_facts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    INSERT INTO count_log SELECT -1, quarter_of(occurred_on), event_id, counted_as, anonymous, hub_id,
        country, channel, profile, sex, age_band, nationality, services, is_late FROM old_fact;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION log_changed_facts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    INSERT INTO count_log SELECT 1, quarter_of(occurred_on), event_id, counted_as, anonymous, hub_id,
        country, channel, profile, sex, age_band, nationality, services, is_late FROM new_fact
    UNION ALL SELECT -1, quarter_of(occurred_on), event_id, counted_as, anonymous, hub_id,
        country, channel, profile, sex, age_band, nationality, services, is_late FROM old_fact;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER participation_inserted AFTER INSERT ON participation
    REFERENCING NEW TABLE AS new_fact FOR EACH STATEMENT EXECUTE FUNCTION log_new_facts();
CREATE OR REPLACE TRIGGER participation_deleted AFTER DELETE ON participation
    REFERENCING OLD TABLE AS old_fact FOR EACH STATEMENT EXECUTE FUNCTION log_old_facts();
CREATE OR REPLACE TRIGGER participation_updated AFTER UPDATE ON participation
    REFERENCING OLD TABLE AS old_fact NEW TABLE AS new_fact
    FOR EACH STATEMENT EXECUTE FUNCTION log_changed_facts();
