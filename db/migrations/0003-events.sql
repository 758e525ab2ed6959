-- Assistance events: append-only versions, and the facts that are counted.

CREATE TABLE import_batch (
    batch_id   uuid        NOT NULL,
    file_name  text        NOT NULL,
    digest     bytea       NOT NULL,
    rows       int         NOT NULL,
    accepted   int         NOT NULL,
    rejected   int         NOT NULL,
    repeated   int         NOT NULL,
    conflicts  int         NOT NULL,
    actor      text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT import_batch_pkey PRIMARY KEY (batch_id)
);

-- Every event id ever used, with its current version: a partitioned table can only be unique
-- together with its partition column, and an id must be unique in all of them.
CREATE TABLE event_register (
    event_id    uuid     NOT NULL,
    hub_id      smallint NOT NULL,
    record_id   text,
    occurred_on date     NOT NULL,
    version     int      NOT NULL,
    is_void     boolean  NOT NULL DEFAULT false,
    -- Keyed hash of the content: the same again is a repetition, other content a conflict.
    digest      bytea    NOT NULL,
    CONSTRAINT event_register_pkey PRIMARY KEY (event_id),
    CONSTRAINT event_register_record_key UNIQUE (hub_id, record_id),
    CONSTRAINT event_register_hub_fkey FOREIGN KEY (hub_id) REFERENCES hub
);

CREATE TABLE event (
    event_id    uuid        NOT NULL,
    occurred_on date        NOT NULL,
    version     int         NOT NULL,
    hub_id      smallint    NOT NULL,
    channel     smallint    NOT NULL,
    profile     smallint    NOT NULL,
    destination smallint,
    is_late     boolean     NOT NULL,
    services    smallint[]  NOT NULL,
    case_id     uuid,
    batch_id    uuid,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    actor       text        NOT NULL,
    change      text        NOT NULL DEFAULT 'recorded',
    reason      text,
    note        bytea,
    CONSTRAINT event_pkey PRIMARY KEY (event_id, version, occurred_on),
    CONSTRAINT event_change_check CHECK (change IN ('recorded', 'corrected', 'voided')),
    CONSTRAINT event_reason_check CHECK (change = 'recorded' OR reason <> ''),
    CONSTRAINT event_services_check CHECK (cardinality(services) > 0)
) PARTITION BY RANGE (occurred_on);

-- The facts of the current version of every event that is not void, one row a participant:
-- a person, or a tally of anonymous people. Only these are counted.
CREATE TABLE participation (
    event_id    uuid       NOT NULL,
    occurred_on date       NOT NULL,
    position    smallint   NOT NULL,
    hub_id      smallint   NOT NULL,
    country     smallint   NOT NULL,
    channel     smallint   NOT NULL,
    profile     smallint   NOT NULL,
    sex         smallint   NOT NULL,
    age_band    smallint   NOT NULL,
    nationality smallint   NOT NULL,
    is_late     boolean    NOT NULL,
    anonymous   int        NOT NULL DEFAULT 0,
    person_id   uuid,
    counted_as  uuid,
    services    smallint[] NOT NULL,
    CONSTRAINT participation_pkey PRIMARY KEY (event_id, position, occurred_on),
    CONSTRAINT participation_person_fkey FOREIGN KEY (person_id) REFERENCES person,
    CONSTRAINT participation_kind_check
        CHECK ((person_id IS NULL) = (anonymous > 0) AND (person_id IS NULL) = (counted_as IS NULL))
) PARTITION BY RANGE (occurred_on);
CREATE INDEX participation_counted_as_idx ON participation (counted_as);

-- The facts of superseded versions, as they stood, so that an edition can be recomputed.
CREATE TABLE participation_past (
    version       int         NOT NULL,
    superseded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    LIKE participation
);

-- What changed in the facts and is not in the cells yet, signed.
CREATE TABLE count_log (
    sign        smallint   NOT NULL,
    quarter     smallint   NOT NULL,
    event_id    uuid       NOT NULL,
    counted_as  uuid,
    anonymous   int        NOT NULL,
    hub_id      smallint   NOT NULL,
    country     smallint   NOT NULL,
    channel     smallint   NOT NULL,
    profile     smallint   NOT NULL,
    sex         smallint   NOT NULL,
    age_band    smallint   NOT NULL,
    nationality smallint   NOT NULL,
    services    smallint[] NOT NULL,
    is_late     boolean    NOT NULL
);
CREATE INDEX count_log_quarter_idx ON count_log (quarter);

-- Exact figures up to the last fold: quarter x dimension x category.
CREATE TABLE cell (
    quarter    smallint NOT NULL,
    dimension  smallint NOT NULL,
    category   smallint NOT NULL,
    events     int      NOT NULL,
    identified int      NOT NULL,
    anonymous  int      NOT NULL,
    CONSTRAINT cell_pkey PRIMARY KEY (quarter, dimension, category)
) WITH (fillfactor = 70);

-- Whether a hub reported on a day is one probe of this, whatever number of events it has.
CREATE INDEX event_register_hub_day_idx ON event_register (hub_id, occurred_on) WHERE NOT is_void;

CREATE TABLE audit (
    audit_id    bigint GENERATED ALWAYS AS IDENTITY (CACHE 32),
    transaction xid8        NOT NULL DEFAULT pg_current_xact_id(),
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor       text        NOT NULL,
    operation   text        NOT NULL,
    subject     text,
    reason      text,
    -- Never clear text about a person: ids, codes, counts.
    content     jsonb       NOT NULL DEFAULT '{}',
    CONSTRAINT audit_pkey PRIMARY KEY (audit_id)
);
