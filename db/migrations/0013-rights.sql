-- What a person may ask for: to be forgotten, or to be left alone.

-- Which epoch of the keyring the database was last used with: an older copy of it is noticed before
-- anything is written. 0 is the time before there were keyrings.
ALTER TABLE installation ADD COLUMN keyring_epoch int NOT NULL DEFAULT 0;

ALTER TABLE person
    ADD COLUMN erased_at timestamptz,
    -- Until it is lifted, what is known of them is stored and nothing else.
    ADD COLUMN restricted_at timestamptz,
    ADD CONSTRAINT person_erased_check CHECK (erased_at IS NULL OR (wrapped_key IS NULL
        AND identity IS NULL AND search_tokens = '{}'));

-- The proof that somebody was forgotten: one row a record of theirs.
CREATE TABLE erasure (
    person_id uuid        NOT NULL,
    erased_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor     text        NOT NULL,
    reason    text        NOT NULL,
    -- What went, in counts.
    content   jsonb       NOT NULL,
    -- What else was sealed under a key of its own.
    subjects  uuid[]      NOT NULL,
    CONSTRAINT erasure_pkey PRIMARY KEY (person_id),
    CONSTRAINT erasure_person_fkey FOREIGN KEY (person_id) REFERENCES person,
    CONSTRAINT erasure_reason_check CHECK (reason <> '')
);

CREATE INDEX casework_case_sealed_for_idx ON casework_case (sealed_for);
CREATE INDEX case_note_sealed_for_idx ON case_note (sealed_for);
CREATE INDEX attachment_sealed_for_idx ON attachment (sealed_for);
CREATE INDEX person_restricted_idx ON person (counted_as) WHERE restricted_at IS NOT NULL;
