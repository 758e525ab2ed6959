-- Which places are open at a moment is asked of an index, and who checks in at a session waits until
-- its staff have seen them.

-- A zone's number keeps its minutes of the week apart from those of the others.
CREATE TABLE place_zone (
    number    int  GENERATED ALWAYS AS IDENTITY,
    time_zone text NOT NULL,
    CONSTRAINT place_zone_pkey PRIMARY KEY (number),
    CONSTRAINT place_zone_time_zone_key UNIQUE (time_zone)
);

-- When a published place is open: minutes of the week by its own clock, after a week for each zone
-- before its own. Made of the place by a trigger.
CREATE TABLE place_span (
    place_id uuid      NOT NULL,
    span     int4range NOT NULL,
    position geometry.cube,
    CONSTRAINT place_span_pkey PRIMARY KEY (place_id, span),
    CONSTRAINT place_span_place_fkey FOREIGN KEY (place_id) REFERENCES place ON DELETE CASCADE
);
CREATE INDEX place_span_idx ON place_span USING gist (span, position);

INSERT INTO place_zone (time_zone)
SELECT DISTINCT time_zone FROM place WHERE open_minutes IS NOT NULL ORDER BY time_zone;
INSERT INTO place_span (place_id, span, position)
SELECT place_id,
    int4range(10080 * z.number + lower(s.span), 10080 * z.number + upper(s.span)), p.position
FROM place p JOIN place_zone z USING (time_zone), unnest(p.open_minutes) AS s (span)
WHERE p.status = 'published';

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
