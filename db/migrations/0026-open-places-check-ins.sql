-- Which places are open at a moment is asked of an index, and who checks in at a session waits until
-- its staff have seen them.

-- The hours of the week in which a place is open for a while, each with its zone's name: an index has
-- few of them, however many places there are.
CREATE FUNCTION open_slots(zone text, minutes int4multirange) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT array_agg(DISTINCT zone || ' ' || hour)
    FROM unnest(minutes) AS s (span),
        generate_series(lower(span) / 60, (upper(span) - 1) / 60) AS hour);

-- Of all places: the planner learns nothing of how often each hour is there from an index of some.
CREATE INDEX place_open_idx ON place USING gin (open_slots(time_zone, open_minutes));
CREATE INDEX place_zone_idx ON place (time_zone) WHERE status = 'published';

-- Somebody who says by the code on a session's sheet that they came. They are listed, and counted,
-- once whoever may list people has seen them.
CREATE TABLE activity_check_in (
    attendee_id uuid        NOT NULL,
    activity_id uuid        NOT NULL,
    session     smallint    NOT NULL,
    -- Of the form that was sent, which can be sent once, and a keyed hash of whence.
    form        bytea       NOT NULL,
    source      bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT activity_check_in_pkey PRIMARY KEY (attendee_id, session),
    CONSTRAINT activity_check_in_form_key UNIQUE (form),
    CONSTRAINT activity_check_in_attendee_fkey
        FOREIGN KEY (attendee_id) REFERENCES activity_attendee,
    CONSTRAINT activity_check_in_session_fkey
        FOREIGN KEY (activity_id, session) REFERENCES activity_session
);
CREATE INDEX activity_check_in_session_idx ON activity_check_in (activity_id, session);
