-- Cases that are followed up, what people consented to, and what is handed over to whom.
--
-- Whatever is said in words is sealed: under the key of the person whose need it is (sealed_for),
-- or, where a case is about nobody yet, under the service's own.

-- Statistical fields of a person, in clear.
ALTER TABLE person
    ADD COLUMN vulnerabilities smallint[] NOT NULL DEFAULT '{}',
    -- Answers to the Washington Group's short set, in the order of its domains.
    ADD COLUMN functioning smallint[],
    ADD COLUMN languages smallint[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT person_functioning_check CHECK (cardinality(functioning) = 6);

ALTER TABLE casework_case
    ADD COLUMN version int NOT NULL DEFAULT 1,
    ADD COLUMN needs smallint[] NOT NULL DEFAULT '{}',
    ADD COLUMN priority smallint NOT NULL DEFAULT 3,
    ADD COLUMN due_on date,
    ADD COLUMN worker uuid,
    -- Who else may see it where it is restricted.
    ADD COLUMN named_workers uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN is_restricted boolean NOT NULL DEFAULT false,
    ADD COLUMN outcome smallint,
    ADD COLUMN closed_on date,
    ADD COLUMN opened_by uuid,
    -- Plan, next step and what a protection case says about trafficking.
    ADD COLUMN sealed bytea,
    ADD COLUMN sealed_for uuid,
    -- Keyed hash of what it was opened with; null where a hub log referred to it first.
    ADD COLUMN digest bytea,
    ADD CONSTRAINT casework_case_version_check CHECK (version > 0),
    ADD CONSTRAINT casework_case_status_check CHECK (status BETWEEN 1 AND 4),
    ADD CONSTRAINT casework_case_outcome_check
        CHECK ((status > 2) = (outcome IS NOT NULL) AND (status > 2) = (closed_on IS NOT NULL)),
    ADD CONSTRAINT casework_case_closed_check CHECK (closed_on >= opened_on),
    ADD CONSTRAINT casework_case_sealed_for_fkey FOREIGN KEY (sealed_for) REFERENCES person;

-- Lists go on after the last row shown: by when something is due, or by when it was opened.
CREATE INDEX casework_case_due_idx
    ON casework_case (hub_id, coalesce(due_on, DATE '9999-12-31'), case_id) WHERE status <= 2;
CREATE INDEX casework_case_worker_idx
    ON casework_case (worker, coalesce(due_on, DATE '9999-12-31'), case_id) WHERE status <= 2;
CREATE INDEX casework_case_hub_idx ON casework_case (hub_id, case_id);
CREATE INDEX casework_case_reference_idx ON casework_case (reference);
CREATE INDEX casework_case_person_idx ON casework_case (person_id);

-- The last number given out for a hub's references of one year.
CREATE TABLE case_counter (
    hub_id smallint NOT NULL,
    year   smallint NOT NULL,
    last   int      NOT NULL,
    CONSTRAINT case_counter_pkey PRIMARY KEY (hub_id, year),
    CONSTRAINT case_counter_hub_fkey FOREIGN KEY (hub_id) REFERENCES hub
);

-- The family beside the person whom the case is about.
CREATE TABLE case_member (
    case_id   uuid     NOT NULL,
    position  smallint NOT NULL,
    person_id uuid     NOT NULL,
    CONSTRAINT case_member_pkey PRIMARY KEY (case_id, position),
    CONSTRAINT case_member_person_key UNIQUE (case_id, person_id),
    CONSTRAINT case_member_case_fkey FOREIGN KEY (case_id) REFERENCES casework_case,
    CONSTRAINT case_member_person_fkey FOREIGN KEY (person_id) REFERENCES person
);
CREATE INDEX case_member_person_idx ON case_member (person_id);

-- One row a version: what was done, by whom, and the codes as they were after it.
CREATE TABLE case_change (
    case_id    uuid        NOT NULL,
    version    int         NOT NULL,
    change     text        NOT NULL,
    actor      text        NOT NULL,
    account    uuid,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    content    jsonb       NOT NULL,
    -- Keyed hash of what was asked for: the same again is a repetition.
    digest     bytea       NOT NULL,
    CONSTRAINT case_change_pkey PRIMARY KEY (case_id, version),
    CONSTRAINT case_change_case_fkey FOREIGN KEY (case_id) REFERENCES casework_case,
    CONSTRAINT case_change_check
        CHECK (change IN ('opened', 'changed', 'assigned', 'closed', 'reopened'))
);

CREATE TABLE case_note (
    note_id     uuid        NOT NULL,
    case_id     uuid        NOT NULL,
    actor       text        NOT NULL,
    account     uuid,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    sealed      bytea       NOT NULL,
    sealed_for  uuid,
    digest      bytea       NOT NULL,
    CONSTRAINT case_note_pkey PRIMARY KEY (note_id),
    CONSTRAINT case_note_case_fkey FOREIGN KEY (case_id) REFERENCES casework_case,
    CONSTRAINT case_note_sealed_for_fkey FOREIGN KEY (sealed_for) REFERENCES person
);
CREATE INDEX case_note_case_idx ON case_note (case_id, note_id);

CREATE TABLE attachment (
    attachment_id uuid        NOT NULL,
    case_id       uuid        NOT NULL,
    kind          smallint    NOT NULL,
    format        smallint    NOT NULL,
    byte_count    int         NOT NULL,
    actor         text        NOT NULL,
    account       uuid,
    recorded_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- The file's name.
    sealed        bytea       NOT NULL,
    sealed_for    uuid,
    digest        bytea       NOT NULL,
    CONSTRAINT attachment_pkey PRIMARY KEY (attachment_id),
    CONSTRAINT attachment_case_fkey FOREIGN KEY (case_id) REFERENCES casework_case,
    CONSTRAINT attachment_sealed_for_fkey FOREIGN KEY (sealed_for) REFERENCES person,
    CONSTRAINT attachment_format_check CHECK (format BETWEEN 1 AND 3),
    CONSTRAINT attachment_size_check CHECK (byte_count BETWEEN 1 AND 10485760)
);
CREATE INDEX attachment_case_idx ON attachment (case_id, attachment_id);

-- A file in sealed pieces of at most 256 KiB; each knows its place.
CREATE TABLE attachment_piece (
    attachment_id uuid  NOT NULL,
    position      int   NOT NULL,
    sealed        bytea NOT NULL,
    CONSTRAINT attachment_piece_pkey PRIMARY KEY (attachment_id, position),
    CONSTRAINT attachment_piece_attachment_fkey
        FOREIGN KEY (attachment_id) REFERENCES attachment,
    CONSTRAINT attachment_piece_size_check CHECK (octet_length(sealed) <= 262400)
);
-- Sealed bytes do not shrink.
ALTER TABLE attachment_piece ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Events that were linked to a case afterwards; those that name it themselves are not here.
CREATE TABLE case_event (
    case_id   uuid        NOT NULL,
    event_id  uuid        NOT NULL,
    actor     text        NOT NULL,
    linked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT case_event_pkey PRIMARY KEY (case_id, event_id),
    CONSTRAINT case_event_case_fkey FOREIGN KEY (case_id) REFERENCES casework_case,
    CONSTRAINT case_event_event_fkey FOREIGN KEY (event_id) REFERENCES event_register
);
CREATE INDEX event_case_idx ON event (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE consent (
    consent_id      uuid        NOT NULL,
    person_id       uuid        NOT NULL,
    hub_id          smallint    NOT NULL,
    purpose         smallint    NOT NULL,
    to_hub          smallint,
    to_organisation uuid,
    covers          smallint[]  NOT NULL DEFAULT '{}',
    given_on        date        NOT NULL,
    channel         smallint    NOT NULL,
    language        smallint    NOT NULL,
    text_version    text        NOT NULL,
    actor           text        NOT NULL,
    recorded_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    digest          bytea       NOT NULL,
    withdrawn_on       date,
    withdrawn_channel  smallint,
    withdrawn_language smallint,
    withdrawn_by       text,
    withdrawn_at       timestamptz,
    CONSTRAINT consent_pkey PRIMARY KEY (consent_id),
    CONSTRAINT consent_person_fkey FOREIGN KEY (person_id) REFERENCES person,
    CONSTRAINT consent_hub_fkey FOREIGN KEY (hub_id) REFERENCES hub,
    CONSTRAINT consent_to_hub_fkey FOREIGN KEY (to_hub) REFERENCES hub,
    CONSTRAINT consent_to_organisation_fkey
        FOREIGN KEY (to_organisation) REFERENCES organisation,
    CONSTRAINT consent_purpose_check CHECK (purpose BETWEEN 1 AND 4),
    CONSTRAINT consent_receiver_check
        CHECK ((purpose = 2) = (num_nonnulls(to_hub, to_organisation) = 1)
            AND num_nonnulls(to_hub, to_organisation) <= 1),
    CONSTRAINT consent_covers_check CHECK ((purpose = 2) = (covers <> '{}')),
    CONSTRAINT consent_text_check CHECK (text_version <> ''),
    CONSTRAINT consent_withdrawn_check
        CHECK (num_nonnulls(withdrawn_on, withdrawn_channel, withdrawn_language, withdrawn_by,
            withdrawn_at) IN (0, 5)),
    CONSTRAINT consent_withdrawn_on_check CHECK (withdrawn_on >= given_on)
);
CREATE INDEX consent_person_idx ON consent (person_id, purpose);

CREATE TABLE referral (
    referral_id     uuid        NOT NULL,
    case_id         uuid        NOT NULL,
    person_id       uuid        NOT NULL,
    consent_id      uuid        NOT NULL,
    from_hub        smallint    NOT NULL,
    from_country    smallint    NOT NULL,
    to_hub          smallint,
    to_organisation uuid,
    to_country      smallint    NOT NULL,
    needs           smallint[]  NOT NULL,
    priority        smallint    NOT NULL,
    status          smallint    NOT NULL DEFAULT 1,
    outcome         smallint,
    decline_reason  smallint,
    version         int         NOT NULL DEFAULT 1,
    actor           text        NOT NULL,
    account         uuid,
    -- By the sending hub's calendar.
    sent_on         date        NOT NULL,
    sent_at         timestamptz NOT NULL,
    due_at          timestamptz NOT NULL,
    -- By the receiver's calendar.
    due_on          date        NOT NULL,
    accepted_at     timestamptz,
    ended_at        timestamptz,
    -- What the receiver may see, which parts of it consent covers, and for whom it is sealed. It
    -- is taken away where the referral ends before the need came to them.
    covers          smallint[]  NOT NULL,
    shared          bytea,
    digest          bytea       NOT NULL,
    CONSTRAINT referral_pkey PRIMARY KEY (referral_id),
    CONSTRAINT referral_case_fkey FOREIGN KEY (case_id) REFERENCES casework_case,
    CONSTRAINT referral_person_fkey FOREIGN KEY (person_id) REFERENCES person,
    CONSTRAINT referral_consent_fkey FOREIGN KEY (consent_id) REFERENCES consent,
    CONSTRAINT referral_from_hub_fkey FOREIGN KEY (from_hub) REFERENCES hub,
    CONSTRAINT referral_to_hub_fkey FOREIGN KEY (to_hub) REFERENCES hub,
    CONSTRAINT referral_to_organisation_fkey
        FOREIGN KEY (to_organisation) REFERENCES organisation,
    CONSTRAINT referral_receiver_check CHECK (num_nonnulls(to_hub, to_organisation) = 1),
    CONSTRAINT referral_not_self_check CHECK (to_hub <> from_hub),
    CONSTRAINT referral_needs_check CHECK (needs <> '{}'),
    CONSTRAINT referral_status_check CHECK (status BETWEEN 1 AND 7),
    CONSTRAINT referral_outcome_check CHECK ((status = 4) = (outcome IS NOT NULL)),
    CONSTRAINT referral_decline_check CHECK ((status = 3) = (decline_reason IS NOT NULL)),
    CONSTRAINT referral_ended_check CHECK ((status > 2) = (ended_at IS NOT NULL)),
    CONSTRAINT referral_accepted_check
        CHECK (accepted_at IS NOT NULL OR status NOT IN (2, 4, 5)),
    CONSTRAINT referral_shared_check CHECK (shared IS NULL OR status NOT IN (3, 6, 7))
);
CREATE INDEX referral_to_hub_idx ON referral (to_hub, due_at, referral_id) WHERE status <= 2;
CREATE INDEX referral_from_hub_idx ON referral (from_hub, due_at, referral_id) WHERE status <= 2;
CREATE INDEX referral_due_idx ON referral (due_at, referral_id) WHERE status <= 2;
CREATE INDEX referral_case_idx ON referral (case_id);
CREATE INDEX referral_person_idx ON referral (person_id);
CREATE INDEX referral_sent_idx ON referral (sent_on);
CREATE INDEX referral_to_hub_all_idx ON referral (to_hub, referral_id);
CREATE INDEX referral_from_hub_all_idx ON referral (from_hub, referral_id);

CREATE TABLE referral_change (
    referral_id uuid        NOT NULL,
    version     int         NOT NULL,
    status      smallint    NOT NULL,
    actor       text        NOT NULL,
    account     uuid,
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT referral_change_pkey PRIMARY KEY (referral_id, version),
    CONSTRAINT referral_change_referral_fkey FOREIGN KEY (referral_id) REFERENCES referral
);
