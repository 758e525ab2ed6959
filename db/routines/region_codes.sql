-- Records travel as JSON, in which a code stands by its name and a list that is empty may be missing.

CREATE OR REPLACE FUNCTION code_number(list text, value text) RETURNS smallint
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT number FROM codelist_value WHERE codelist = list AND code = value);

CREATE OR REPLACE FUNCTION code_name(list text, value smallint) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT code FROM codelist_value WHERE codelist = list AND number = value);

CREATE OR REPLACE FUNCTION text_list(list jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT item FROM jsonb_array_elements_text(list) WITH ORDINALITY AS i (item, n) ORDER BY n);

CREATE OR REPLACE FUNCTION code_numbers(list text, codes jsonb) RETURNS smallint[]
LANGUAGE sql STABLE PARALLEL SAFE
RETURN ARRAY(
    SELECT code_number(list, code)
    FROM jsonb_array_elements_text(codes) WITH ORDINALITY AS i (code, n) ORDER BY n);

CREATE OR REPLACE FUNCTION code_names(list text, codes smallint[]) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
    SELECT coalesce(jsonb_agg(code_name(list, code) ORDER BY n), '[]')
    FROM unnest(codes) WITH ORDINALITY AS u (code, n));

-- The parts of a record with their places, from 1.
CREATE OR REPLACE FUNCTION parts(list jsonb) RETURNS TABLE ("position" smallint, part jsonb)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT n::smallint, item FROM jsonb_array_elements(list) WITH ORDINALITY AS i (item, n);
END;

CREATE OR REPLACE FUNCTION organisation_called(called text) RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT organisation_id FROM organisation WHERE slug = called);

CREATE OR REPLACE FUNCTION hub_called(called text) RETURNS smallint
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT hub_id FROM hub WHERE code = called);
