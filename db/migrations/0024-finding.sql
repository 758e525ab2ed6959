-- Finding people takes other arguments than before; see routines/finding_people.sql.
DROP FUNCTION IF EXISTS people_with_tokens(text[], text[], int[], bigint[], text, int);
DROP FUNCTION IF EXISTS find_people(bytea[], bigint[], bigint[], bigint[], text[], text[], int[], int);
DROP FUNCTION IF EXISTS known_in_network(
    bytea[], bigint[], bigint[], bigint[], text[], text[], int[], int);
