-- People recorded before they were found by search_tokens, until they are indexed anew at the next
-- start; nobody else stands in it.
CREATE INDEX person_unindexed_idx ON person (person_id)
    WHERE search_tokens = '{}' AND wrapped_key IS NOT NULL;
