-- People: statistics in clear, identity sealed under a key of their own.

CREATE TABLE person (
    person_id     uuid     NOT NULL,
    -- Whom the person counts as: themselves, or the person they were merged into, transitively.
    counted_as    uuid     NOT NULL,
    merged_into   uuid,
    -- The hub that first met them; country and hub are in every table so that a country can be
    -- its own shard.
    hub_id        smallint NOT NULL,
    sex           smallint NOT NULL,
    birth_year    smallint,
    -- Which quarter of the year the birthday lies in: with it, age on a quarter's last day is
    -- exact without the birth date, which is sealed. Null when only the year is known.
    birth_quarter smallint,
    nationality   smallint NOT NULL,
    -- Null once erased: nothing sealed for this person can be read again.
    wrapped_key   bytea,
    identity      bytea,
    name_tokens     bigint[] NOT NULL DEFAULT '{}',
    phonetic_tokens bigint[] NOT NULL DEFAULT '{}',
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT person_pkey PRIMARY KEY (person_id),
    CONSTRAINT person_hub_fkey FOREIGN KEY (hub_id) REFERENCES hub,
    CONSTRAINT person_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES person,
    CONSTRAINT person_merged_check CHECK (merged_into IS NOT NULL OR counted_as = person_id),
    CONSTRAINT person_not_self_check CHECK (merged_into <> person_id),
    CONSTRAINT person_birth_year_check CHECK (birth_year BETWEEN 1880 AND 2200),
    CONSTRAINT person_birth_quarter_check CHECK (birth_quarter BETWEEN 1 AND 4)
);
CREATE INDEX person_merged_into_idx ON person (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX person_counted_as_idx ON person (counted_as) WHERE merged_into IS NOT NULL;
CREATE INDEX person_name_tokens_idx ON person USING gin (name_tokens);
CREATE INDEX person_phonetic_tokens_idx ON person USING gin (phonetic_tokens);

-- What makes two rows the same person without asking anybody: a keyed hash of a document, or of
-- the full name with birth date and nationality where there is no document.
CREATE TABLE identity_key (
    key       bytea NOT NULL,
    person_id uuid  NOT NULL,
    CONSTRAINT identity_key_pkey PRIMARY KEY (key),
    CONSTRAINT identity_key_person_fkey FOREIGN KEY (person_id) REFERENCES person,
    CONSTRAINT identity_key_length_check CHECK (octet_length(key) = 16)
);
CREATE INDEX identity_key_person_idx ON identity_key (person_id);

-- A document is sealed like a name; its keyed hash is in identity_key.
CREATE TABLE document (
    person_id uuid     NOT NULL,
    key       bytea    NOT NULL,
    country   smallint,
    kind      text,
    sealed    bytea,
    CONSTRAINT document_pkey PRIMARY KEY (person_id, key),
    CONSTRAINT document_person_fkey FOREIGN KEY (person_id) REFERENCES person
);

-- What a person's row said before each change, so that an edition can be recomputed.
CREATE TABLE person_version (
    person_id     uuid        NOT NULL,
    superseded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    change        text        NOT NULL,
    reason        text        NOT NULL,
    actor         text        NOT NULL,
    counted_as    uuid        NOT NULL,
    merged_into   uuid,
    sex           smallint    NOT NULL,
    birth_year    smallint,
    birth_quarter smallint,
    nationality   smallint    NOT NULL,
    CONSTRAINT person_version_pkey PRIMARY KEY (person_id, superseded_at),
    CONSTRAINT person_version_person_fkey FOREIGN KEY (person_id) REFERENCES person,
    CONSTRAINT person_version_change_check CHECK (change IN ('corrected', 'merged', 'unmerged'))
);

CREATE TABLE casework_case (
    case_id    uuid        NOT NULL,
    hub_id     smallint    NOT NULL,
    reference  text        NOT NULL,
    person_id  uuid,
    status     smallint    NOT NULL DEFAULT 1,
    opened_on  date        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT casework_case_pkey PRIMARY KEY (case_id),
    CONSTRAINT casework_case_reference_key UNIQUE (hub_id, reference),
    CONSTRAINT casework_case_hub_fkey FOREIGN KEY (hub_id) REFERENCES hub,
    CONSTRAINT casework_case_person_fkey FOREIGN KEY (person_id) REFERENCES person
);
