-- Codelists, hubs and organisations: what every other table refers to.

CREATE TABLE codelist_value (
    codelist   text     NOT NULL,
    number     smallint NOT NULL,
    code       text     NOT NULL,
    label_en   text     NOT NULL,
    label_es   text     NOT NULL,
    source     text     NOT NULL,
    valid_from date     NOT NULL,
    valid_to   date,
    CONSTRAINT codelist_value_pkey PRIMARY KEY (codelist, number),
    CONSTRAINT codelist_value_code_key UNIQUE (codelist, code)
);

-- One row an installation: what it is for, and which master key it belongs to.
CREATE TABLE installation (
    only_row         boolean     NOT NULL DEFAULT true,
    installation_id  uuid        NOT NULL DEFAULT gen_random_uuid(),
    key_identifier   bytea       NOT NULL,
    is_demonstration boolean     NOT NULL DEFAULT false,
    created_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT installation_pkey PRIMARY KEY (only_row),
    CONSTRAINT installation_only_row_check CHECK (only_row)
);

CREATE TABLE hub (
    hub_id    smallint GENERATED ALWAYS AS IDENTITY,
    code      text     NOT NULL,
    name      text     NOT NULL,
    country   smallint NOT NULL,
    admin1    text,
    latitude  double precision,
    longitude double precision,
    time_zone text     NOT NULL,
    kind      smallint NOT NULL DEFAULT 1,
    languages text[]   NOT NULL DEFAULT '{es}',
    opened_on date,
    closed_on date,
    hours     text,
    contact   text,
    CONSTRAINT hub_pkey PRIMARY KEY (hub_id),
    CONSTRAINT hub_code_key UNIQUE (code),
    CONSTRAINT hub_code_check CHECK (code ~ '^[A-Z]{2}-[A-Z0-9]{2,8}$'),
    CONSTRAINT hub_latitude_check CHECK (latitude BETWEEN -90 AND 90),
    CONSTRAINT hub_longitude_check CHECK (longitude BETWEEN -180 AND 180),
    CONSTRAINT hub_closed_check CHECK (closed_on >= opened_on)
);

CREATE TABLE organisation (
    organisation_id uuid        NOT NULL,
    name            text        NOT NULL,
    kind            text        NOT NULL,
    country         smallint    NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organisation_pkey PRIMARY KEY (organisation_id),
    CONSTRAINT organisation_name_check CHECK (name <> '')
);
