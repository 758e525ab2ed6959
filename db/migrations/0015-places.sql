-- The public directory: hubs and organisations as places, nearest first. A place's position is a point
-- of the unit sphere: the chord between two of them grows with the way between them, so that the
-- index's order is the order of great-circle distances.

CREATE SCHEMA IF NOT EXISTS geometry;
CREATE EXTENSION IF NOT EXISTS cube SCHEMA geometry;
CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA geometry;

CREATE FUNCTION geometry.on_sphere(latitude double precision, longitude double precision)
RETURNS geometry.cube
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN geometry.cube(ARRAY[
    cos(radians(latitude)) * cos(radians(longitude)),
    cos(radians(latitude)) * sin(radians(longitude)),
    sin(radians(latitude))]);

CREATE TABLE place (
    place_id        uuid       NOT NULL,
    slug            text       NOT NULL,
    version         int        NOT NULL DEFAULT 1,
    name            text       NOT NULL,
    -- A hub's entry is made with the hub and follows it.
    hub_id          smallint,
    organisation_id uuid,
    kind            smallint,
    country         smallint   NOT NULL,
    locality        text,
    address         text,
    latitude        double precision,
    longitude       double precision,
    -- Made of the two by a trigger.
    position        geometry.cube,
    time_zone       text       NOT NULL,
    services        smallint[] NOT NULL DEFAULT '{}',
    languages       smallint[] NOT NULL DEFAULT '{}',
    serves          smallint[] NOT NULL DEFAULT '{}',
    hours           text,
    -- The same in minutes of the week, from Monday.
    open_minutes    int4multirange,
    website         text,
    email           text,
    phone           text,
    note            text,
    status          text       NOT NULL,
    verified_on     date,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT place_pkey PRIMARY KEY (place_id),
    CONSTRAINT place_slug_key UNIQUE (slug),
    CONSTRAINT place_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT place_hub_key UNIQUE (hub_id),
    CONSTRAINT place_hub_fkey FOREIGN KEY (hub_id) REFERENCES hub,
    CONSTRAINT place_organisation_fkey FOREIGN KEY (organisation_id) REFERENCES organisation,
    CONSTRAINT place_name_check CHECK (name <> ''),
    CONSTRAINT place_latitude_check CHECK (latitude BETWEEN -90 AND 90),
    CONSTRAINT place_longitude_check CHECK (longitude BETWEEN -180 AND 180),
    CONSTRAINT place_position_check CHECK (num_nulls(latitude, longitude) IN (0, 2)),
    CONSTRAINT place_status_check CHECK (status IN ('published', 'hidden')),
    CONSTRAINT place_verified_check
        CHECK (status = 'hidden' OR hub_id IS NOT NULL OR verified_on IS NOT NULL)
);
CREATE INDEX place_position_idx ON place USING gist (position) WHERE status = 'published';
CREATE INDEX place_country_idx ON place USING gist (country, position) WHERE status = 'published';
CREATE INDEX place_offer_idx ON place USING gin (services, languages, serves)
    WHERE status = 'published';
CREATE INDEX place_name_idx ON place (name, slug) WHERE status = 'published';
CREATE INDEX place_verified_idx ON place (verified_on) WHERE hub_id IS NULL;

INSERT INTO place (place_id, slug, name, hub_id, country, latitude, longitude, position, time_zone,
    status)
SELECT gen_random_uuid(), lower(code), name, hub_id, country, latitude, longitude,
    geometry.on_sphere(latitude, longitude), time_zone,
    CASE WHEN closed_on IS NULL THEN 'published' ELSE 'hidden' END
FROM hub;
