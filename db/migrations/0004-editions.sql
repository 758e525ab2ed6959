-- Closed quarters: what was published stays as it was, and can be counted again from the events
-- as they stood.

-- One number for every change that can move a figure, drawn under a lock that a close holds alone:
-- whatever has a smaller number than a close's own had been committed before it.
CREATE SEQUENCE change_number;

ALTER TABLE event ADD COLUMN change_number bigint NOT NULL DEFAULT nextval('change_number');
ALTER TABLE person_version
    ADD COLUMN change_number bigint NOT NULL DEFAULT nextval('change_number');

CREATE INDEX participation_past_event_idx ON participation_past (event_id, version);
CREATE INDEX participation_past_day_idx ON participation_past (occurred_on);
CREATE INDEX person_version_change_idx ON person_version (person_id, change_number);

CREATE TABLE edition (
    quarter       smallint    NOT NULL,
    number        int         NOT NULL,
    -- The state that was frozen: every change up to this number.
    change_number bigint      NOT NULL,
    closed_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor         text        NOT NULL,
    reason        text        NOT NULL,
    -- What stood in the way and was accepted by name.
    accepted      text[]      NOT NULL,
    -- The figures and what they were made by, as canonical JSON.
    content       bytea       NOT NULL,
    -- Digest and id of every event counted, in the order of the ids.
    inputs        bytea       NOT NULL,
    -- Ed25519 over the digests of content and inputs, with the public key it verifies under.
    signature     bytea       NOT NULL,
    public_key    bytea       NOT NULL,
    CONSTRAINT edition_pkey PRIMARY KEY (quarter, number),
    CONSTRAINT edition_number_check CHECK (number > 0),
    CONSTRAINT edition_reason_check CHECK (reason <> ''),
    CONSTRAINT edition_signature_check CHECK (octet_length(signature) = 64),
    CONSTRAINT edition_public_key_check CHECK (octet_length(public_key) = 32)
);

-- The audit rows that a close has seen are those with smaller numbers.
ALTER TABLE audit ADD COLUMN change_number bigint NOT NULL DEFAULT nextval('change_number');
CREATE INDEX audit_change_number_idx ON audit (change_number);
