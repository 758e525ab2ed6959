-- Finding people over what is sealed, and the queue of probable duplicates.

-- By what a person is found: keyed hashes of how each word of the name sounds, of every two of them
-- together, of the birth date and of the telephone; the year of birth, and 10,000 plus the hub, as
-- they are. Two common names are rare together: no search wades through all Marías.
ALTER TABLE person ADD COLUMN search_tokens bigint[] NOT NULL DEFAULT '{}';
-- They take the place of words and sounds one by one.
ALTER TABLE person DROP COLUMN name_tokens, DROP COLUMN phonetic_tokens;
-- What was added last waits in a short list, which every search reads whole.
CREATE INDEX person_search_tokens_idx ON person USING gin (search_tokens)
    WITH (gin_pending_list_limit = 512);
ALTER TABLE person ALTER COLUMN search_tokens SET STATISTICS 1000;

-- Whom consent opens to a hub.
CREATE INDEX consent_to_hub_idx ON consent (to_hub) WHERE to_hub IS NOT NULL AND withdrawn_on IS NULL;

-- What agreement is worth, as it was learnt from the people there were.
CREATE TABLE match_model (
    model     int GENERATED ALWAYS AS IDENTITY,
    learnt_at timestamptz NOT NULL DEFAULT now(),
    actor     text        NOT NULL,
    people    int         NOT NULL,
    threshold real        NOT NULL,
    -- A JSON object of numbers; nothing of anybody.
    weights   text        NOT NULL,
    CONSTRAINT match_model_pkey PRIMARY KEY (model)
);

-- Two people who may be one: found once, decided once, remembered.
CREATE TABLE duplicate_pair (
    left_person  uuid        NOT NULL,
    right_person uuid        NOT NULL,
    left_hub     smallint    NOT NULL,
    right_hub    smallint    NOT NULL,
    -- log2 of the odds that they are one.
    score        real        NOT NULL,
    -- Codes such as birth_date.reordered: how they agree, never on what.
    reasons      text[]      NOT NULL,
    -- Null where only keyed hashes were compared.
    model        int,
    found_by     text        NOT NULL,
    found_at     timestamptz NOT NULL DEFAULT now(),
    state        text        NOT NULL DEFAULT 'open',
    decided_at   timestamptz,
    decided_by   text,
    reason       text,
    CONSTRAINT duplicate_pair_pkey PRIMARY KEY (left_person, right_person),
    CONSTRAINT duplicate_pair_order_check CHECK (left_person < right_person),
    CONSTRAINT duplicate_pair_left_fkey FOREIGN KEY (left_person) REFERENCES person,
    CONSTRAINT duplicate_pair_right_fkey FOREIGN KEY (right_person) REFERENCES person,
    CONSTRAINT duplicate_pair_model_fkey FOREIGN KEY (model) REFERENCES match_model,
    CONSTRAINT duplicate_pair_found_check CHECK (found_by IN ('entry', 'import', 'scan')),
    CONSTRAINT duplicate_pair_state_check CHECK (state IN ('open', 'merged', 'different')),
    CONSTRAINT duplicate_pair_decided_check
        CHECK (num_nonnulls(decided_at, decided_by, reason) = CASE state WHEN 'open' THEN 0 ELSE 3 END)
);
CREATE INDEX duplicate_pair_open_idx ON duplicate_pair (score DESC, left_person, right_person)
    WHERE state = 'open';
CREATE INDEX duplicate_pair_right_idx ON duplicate_pair (right_person);
