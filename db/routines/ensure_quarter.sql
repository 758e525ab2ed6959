-- Makes the partitions of one quarter where they are missing. Each is made on its own and then
-- attached, which does not stop those who read and write other quarters.
CREATE OR REPLACE FUNCTION ensure_quarter(quarter int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    parent text;
    child text;
BEGIN
    IF quarter NOT BETWEEN 4 * 1990 AND 4 * 2200 THEN
        RAISE EXCEPTION 'quarter % is out of range', quarter USING ERRCODE = '22003';
    END IF;
    -- Without the lock, which is held until the transaction ends, where nothing is to be made.
    IF to_regclass(format('participation_%sq%s', quarter / 4, quarter % 4 + 1)) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(7003);
    FOREACH parent IN ARRAY ARRAY['event', 'participation'] LOOP
        child := format('%s_%sq%s', parent, quarter / 4, quarter % 4 + 1);
        IF to_regclass(child) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
                child, parent);
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                parent, child, quarter_start(quarter), quarter_start(quarter + 1));
        END IF;
    END LOOP;
END $$;
