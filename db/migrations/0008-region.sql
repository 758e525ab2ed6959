-- The region's other work: organisations, activities, networks and committees, and the Migration
-- Governance Indicators. A slug is a record's short name, chosen by people; a version counts its
-- changes.

ALTER TABLE organisation
    ADD COLUMN slug text NOT NULL DEFAULT gen_random_uuid()::text,
    ADD COLUMN version int NOT NULL DEFAULT 1,
    ADD COLUMN place text,
    ADD COLUMN languages text[] NOT NULL DEFAULT '{}',
    ADD COLUMN website text,
    ADD COLUMN email text,
    ADD COLUMN phone text,
    ADD COLUMN note text,
    ADD CONSTRAINT organisation_slug_key UNIQUE (slug),
    ADD CONSTRAINT organisation_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

CREATE TABLE activity (
    activity_id   uuid     NOT NULL,
    slug          text     NOT NULL,
    version       int      NOT NULL DEFAULT 1,
    kind          smallint NOT NULL,
    title         text     NOT NULL,
    countries     smallint[] NOT NULL,
    -- Whom it was for; a count or a participant may say otherwise.
    audience      smallint NOT NULL,
    hub_id        smallint,
    series        text,
    topics        text[]   NOT NULL DEFAULT '{}',
    note          text,
    source        text,
    -- Mean marks of a test before and after, over those who took both.
    score_people  int,
    score_before  double precision,
    score_after   double precision,
    score_maximum double precision,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT activity_pkey PRIMARY KEY (activity_id),
    CONSTRAINT activity_slug_key UNIQUE (slug),
    CONSTRAINT activity_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT activity_title_check CHECK (title <> ''),
    CONSTRAINT activity_countries_check CHECK (cardinality(countries) > 0),
    CONSTRAINT activity_hub_fkey FOREIGN KEY (hub_id) REFERENCES hub,
    CONSTRAINT activity_score_check CHECK (score_people IS NULL
        OR (score_people > 0 AND score_maximum > 0 AND score_before BETWEEN 0 AND score_maximum
            AND score_after BETWEEN 0 AND score_maximum))
);

CREATE TABLE activity_party (
    activity_id     uuid     NOT NULL,
    role            text     NOT NULL,
    position        smallint NOT NULL,
    organisation_id uuid     NOT NULL,
    CONSTRAINT activity_party_pkey PRIMARY KEY (activity_id, role, position),
    CONSTRAINT activity_party_activity_fkey FOREIGN KEY (activity_id) REFERENCES activity,
    CONSTRAINT activity_party_organisation_fkey
        FOREIGN KEY (organisation_id) REFERENCES organisation,
    CONSTRAINT activity_party_role_check CHECK (role IN ('organiser', 'partner'))
);

CREATE TABLE activity_session (
    activity_id uuid     NOT NULL,
    number      smallint NOT NULL,
    held_on     date     NOT NULL,
    place       text,
    is_online   boolean  NOT NULL DEFAULT false,
    topic       text,
    CONSTRAINT activity_session_pkey PRIMARY KEY (activity_id, number),
    CONSTRAINT activity_session_activity_fkey FOREIGN KEY (activity_id) REFERENCES activity
);
CREATE INDEX activity_session_held_idx ON activity_session (held_on);

-- People reached that no list names.
CREATE TABLE activity_count (
    activity_id uuid     NOT NULL,
    session     smallint NOT NULL,
    position    smallint NOT NULL,
    institution text,
    audience    smallint,
    sex         smallint NOT NULL DEFAULT 0,
    people      int      NOT NULL,
    -- Reported as more than so many.
    is_minimum  boolean  NOT NULL DEFAULT false,
    CONSTRAINT activity_count_pkey PRIMARY KEY (activity_id, session, position),
    CONSTRAINT activity_count_session_fkey FOREIGN KEY (activity_id, session)
        REFERENCES activity_session ON DELETE CASCADE,
    CONSTRAINT activity_count_people_check CHECK (people > 0)
);

-- People reached that a list names: the name sealed, a keyed hash to tell the same one again.
CREATE TABLE activity_attendee (
    attendee_id uuid     NOT NULL,
    activity_id uuid     NOT NULL,
    key         bytea    NOT NULL,
    institution text,
    audience    smallint,
    sex         smallint NOT NULL DEFAULT 0,
    -- Null once erased.
    wrapped_key bytea,
    identity    bytea,
    CONSTRAINT activity_attendee_pkey PRIMARY KEY (attendee_id),
    CONSTRAINT activity_attendee_key_key UNIQUE (activity_id, key),
    CONSTRAINT activity_attendee_activity_fkey FOREIGN KEY (activity_id) REFERENCES activity,
    CONSTRAINT activity_attendee_key_length_check CHECK (octet_length(key) = 16)
);

CREATE TABLE activity_attendance (
    attendee_id uuid     NOT NULL,
    activity_id uuid     NOT NULL,
    session     smallint NOT NULL,
    CONSTRAINT activity_attendance_pkey PRIMARY KEY (attendee_id, session),
    CONSTRAINT activity_attendance_attendee_fkey
        FOREIGN KEY (attendee_id) REFERENCES activity_attendee,
    CONSTRAINT activity_attendance_session_fkey
        FOREIGN KEY (activity_id, session) REFERENCES activity_session
);
CREATE INDEX activity_attendance_session_idx ON activity_attendance (activity_id, session);

-- A body of organisations and hubs. Its members are bodies and functions, never persons by name.
CREATE TABLE network (
    network_id   uuid       NOT NULL,
    slug         text       NOT NULL,
    version      int        NOT NULL DEFAULT 1,
    kind         text       NOT NULL,
    name         text       NOT NULL,
    countries    smallint[] NOT NULL,
    place        text,
    installed_on date,
    ended_on     date,
    purpose      text,
    source       text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT network_pkey PRIMARY KEY (network_id),
    CONSTRAINT network_slug_key UNIQUE (slug),
    CONSTRAINT network_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT network_kind_check CHECK (kind IN ('local', 'cross_border', 'committee')),
    CONSTRAINT network_name_check CHECK (name <> ''),
    CONSTRAINT network_countries_check CHECK (cardinality(countries) > 0),
    CONSTRAINT network_ended_check CHECK (ended_on >= installed_on)
);

CREATE TABLE network_member (
    network_id      uuid     NOT NULL,
    position        smallint NOT NULL,
    organisation_id uuid,
    hub_id          smallint,
    function        text,
    since           date,
    until           date,
    CONSTRAINT network_member_pkey PRIMARY KEY (network_id, position),
    CONSTRAINT network_member_network_fkey FOREIGN KEY (network_id) REFERENCES network,
    CONSTRAINT network_member_organisation_fkey
        FOREIGN KEY (organisation_id) REFERENCES organisation,
    CONSTRAINT network_member_hub_fkey FOREIGN KEY (hub_id) REFERENCES hub,
    CONSTRAINT network_member_someone_check
        CHECK (num_nonnulls(organisation_id, hub_id, function) > 0),
    CONSTRAINT network_member_until_check CHECK (until >= since)
);

CREATE TABLE network_need (
    network_id  uuid     NOT NULL,
    position    smallint NOT NULL,
    area        text     NOT NULL,
    description text     NOT NULL,
    assessed_on date,
    CONSTRAINT network_need_pkey PRIMARY KEY (network_id, position),
    CONSTRAINT network_need_network_fkey FOREIGN KEY (network_id) REFERENCES network,
    CONSTRAINT network_need_area_check
        CHECK (area IN ('protection', 'assistance', 'host_communities'))
);

CREATE TABLE meeting (
    meeting_id uuid   NOT NULL,
    slug       text   NOT NULL,
    version    int    NOT NULL DEFAULT 1,
    network_id uuid   NOT NULL,
    title      text   NOT NULL,
    held_on    date   NOT NULL,
    place      text,
    is_online  boolean NOT NULL DEFAULT false,
    agenda     text[] NOT NULL DEFAULT '{}',
    minutes    text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT meeting_pkey PRIMARY KEY (meeting_id),
    CONSTRAINT meeting_slug_key UNIQUE (slug),
    CONSTRAINT meeting_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT meeting_title_check CHECK (title <> ''),
    CONSTRAINT meeting_network_fkey FOREIGN KEY (network_id) REFERENCES network
);
CREATE INDEX meeting_network_idx ON meeting (network_id);

CREATE TABLE meeting_attendance (
    meeting_id uuid     NOT NULL,
    position   smallint NOT NULL,
    body       text     NOT NULL,
    people     int      NOT NULL,
    CONSTRAINT meeting_attendance_pkey PRIMARY KEY (meeting_id, position),
    CONSTRAINT meeting_attendance_meeting_fkey FOREIGN KEY (meeting_id) REFERENCES meeting,
    CONSTRAINT meeting_attendance_people_check CHECK (people > 0)
);

CREATE TABLE agreed_action (
    agreed_action_id uuid NOT NULL,
    slug       text NOT NULL,
    version    int  NOT NULL DEFAULT 1,
    network_id uuid NOT NULL,
    meeting_id uuid,
    kind       text NOT NULL,
    title      text NOT NULL,
    owner      text NOT NULL,
    due_on     date,
    status     text NOT NULL DEFAULT 'open',
    note       text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT agreed_action_pkey PRIMARY KEY (agreed_action_id),
    CONSTRAINT agreed_action_slug_key UNIQUE (slug),
    CONSTRAINT agreed_action_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT agreed_action_title_check CHECK (title <> ''),
    CONSTRAINT agreed_action_owner_check CHECK (owner <> ''),
    CONSTRAINT agreed_action_kind_check CHECK (kind IN ('agreement', 'action')),
    CONSTRAINT agreed_action_status_check CHECK (status IN ('open', 'done', 'dropped')),
    CONSTRAINT agreed_action_network_fkey FOREIGN KEY (network_id) REFERENCES network,
    CONSTRAINT agreed_action_meeting_fkey FOREIGN KEY (meeting_id) REFERENCES meeting
);
CREATE INDEX agreed_action_due_idx ON agreed_action (due_on) WHERE status = 'open';
CREATE INDEX agreed_action_network_idx ON agreed_action (network_id);

CREATE TABLE agreed_action_change (
    agreed_action_id uuid NOT NULL,
    version    int         NOT NULL,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor      text        NOT NULL,
    status     text        NOT NULL,
    due_on     date,
    note       text,
    CONSTRAINT agreed_action_change_pkey PRIMARY KEY (agreed_action_id, version),
    CONSTRAINT agreed_action_change_action_fkey
        FOREIGN KEY (agreed_action_id) REFERENCES agreed_action
);

-- Who is known by name to use the Migration Governance Indicators.
CREATE TABLE mgi_participant (
    mgi_participant_id uuid NOT NULL,
    slug      text     NOT NULL,
    version   int      NOT NULL DEFAULT 1,
    level     text     NOT NULL,
    country   smallint NOT NULL,
    -- Of the local authority; a country has none.
    name      text,
    joined_on date,
    source    text     NOT NULL,
    CONSTRAINT mgi_participant_pkey PRIMARY KEY (mgi_participant_id),
    CONSTRAINT mgi_participant_slug_key UNIQUE (slug),
    CONSTRAINT mgi_participant_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT mgi_participant_once_key UNIQUE NULLS NOT DISTINCT (country, name),
    CONSTRAINT mgi_participant_level_check
        CHECK (level = CASE WHEN name IS NULL THEN 'national' ELSE 'local' END),
    CONSTRAINT mgi_participant_source_check CHECK (source <> '')
);

-- How many there were, as published; apart from those known by name.
CREATE TABLE mgi_total (
    mgi_total_id      uuid NOT NULL,
    slug              text NOT NULL,
    version           int  NOT NULL DEFAULT 1,
    stated_on         date NOT NULL,
    countries         int  NOT NULL,
    local_authorities int  NOT NULL,
    source            text NOT NULL,
    CONSTRAINT mgi_total_pkey PRIMARY KEY (mgi_total_id),
    CONSTRAINT mgi_total_slug_key UNIQUE (slug),
    CONSTRAINT mgi_total_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT mgi_total_stated_key UNIQUE (stated_on),
    CONSTRAINT mgi_total_count_check CHECK (countries >= 0 AND local_authorities >= 0),
    CONSTRAINT mgi_total_source_check CHECK (source <> '')
);

-- Indicators are data: their number and wording changed over the years.
CREATE TABLE mgi_indicator (
    mgi_indicator_id uuid NOT NULL,
    slug          text     NOT NULL,
    version       int      NOT NULL DEFAULT 1,
    indicator_set text     NOT NULL,
    dimension     smallint NOT NULL,
    question      text     NOT NULL,
    -- Whether it stands for a part of SDG indicator 10.7.2.
    is_sdg        boolean  NOT NULL DEFAULT false,
    CONSTRAINT mgi_indicator_pkey PRIMARY KEY (mgi_indicator_id),
    CONSTRAINT mgi_indicator_slug_key UNIQUE (slug),
    CONSTRAINT mgi_indicator_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT mgi_indicator_dimension_check CHECK (dimension BETWEEN 1 AND 6),
    CONSTRAINT mgi_indicator_question_check CHECK (question <> '')
);

CREATE TABLE mgi_assessment (
    mgi_assessment_id  uuid     NOT NULL,
    slug               text     NOT NULL,
    version            int      NOT NULL DEFAULT 1,
    mgi_participant_id uuid     NOT NULL,
    round              smallint NOT NULL,
    indicator_set      text     NOT NULL,
    started_on         date,
    published_on       date,
    CONSTRAINT mgi_assessment_pkey PRIMARY KEY (mgi_assessment_id),
    CONSTRAINT mgi_assessment_slug_key UNIQUE (slug),
    CONSTRAINT mgi_assessment_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT mgi_assessment_round_key UNIQUE (mgi_participant_id, round),
    CONSTRAINT mgi_assessment_round_check CHECK (round > 0),
    CONSTRAINT mgi_assessment_published_check CHECK (published_on >= started_on),
    CONSTRAINT mgi_assessment_participant_fkey
        FOREIGN KEY (mgi_participant_id) REFERENCES mgi_participant
);

CREATE TABLE mgi_answer (
    mgi_assessment_id uuid     NOT NULL,
    position          smallint NOT NULL,
    mgi_indicator_id  uuid     NOT NULL,
    answer            text     NOT NULL,
    evidence          text,
    link              text,
    CONSTRAINT mgi_answer_pkey PRIMARY KEY (mgi_assessment_id, position),
    CONSTRAINT mgi_answer_indicator_key UNIQUE (mgi_assessment_id, mgi_indicator_id),
    CONSTRAINT mgi_answer_answer_check CHECK (answer IN ('yes', 'partly', 'no', 'unknown')),
    CONSTRAINT mgi_answer_assessment_fkey
        FOREIGN KEY (mgi_assessment_id) REFERENCES mgi_assessment,
    CONSTRAINT mgi_answer_indicator_fkey FOREIGN KEY (mgi_indicator_id) REFERENCES mgi_indicator
);
