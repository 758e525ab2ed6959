-- A quarter as a number that counts up: 4 x year + quarter - 1.
CREATE OR REPLACE FUNCTION quarter_of(day date) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (extract(year FROM day)::int * 4 + extract(quarter FROM day)::int - 1)::smallint;

CREATE OR REPLACE FUNCTION quarter_start(quarter int) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN make_date(quarter / 4, 1 + 3 * (quarter % 4), 1);

-- UNHCR age band on the quarter's last day. The birthday has passed by then when it lies in this
-- quarter of the year or an earlier one; with the year alone it is taken to have passed.
CREATE OR REPLACE FUNCTION age_band(quarter smallint, birth_year smallint, birth_quarter smallint)
RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN birth_year IS NULL THEN 0
    -- Born after the quarter: one of two dates is wrong, so the age is not known.
    WHEN quarter / 4 - birth_year
        < CASE WHEN birth_quarter > quarter % 4 + 1 THEN 1 ELSE 0 END THEN 0
    ELSE (width_bucket(
        (quarter / 4 - birth_year
            - CASE WHEN birth_quarter > quarter % 4 + 1 THEN 1 ELSE 0 END)::int,
        ARRAY[5, 12, 18, 60]) + 1)
END::smallint;
