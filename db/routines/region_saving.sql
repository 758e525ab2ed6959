-- Writes a record of the region from its document: a new one, or over the one with its id, whose
-- version goes up by one. Who may is decided before; what a row may hold, by the constraints.

CREATE OR REPLACE PROCEDURE save_organisation(id uuid, d jsonb)
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO organisation (organisation_id, slug, name, kind, country, place, languages,
        website, email, phone, note)
    VALUES (id, d->>'slug', d->>'name', d->>'kind', code_number('country', d->>'country'),
        d->>'place', text_list(d->'languages'), d->>'website', d->>'email', d->>'phone',
        d->>'note')
    ON CONFLICT ON CONSTRAINT organisation_pkey DO UPDATE SET
        version = organisation.version + 1, name = excluded.name, kind = excluded.kind,
        country = excluded.country, place = excluded.place, languages = excluded.languages,
        website = excluded.website, email = excluded.email, phone = excluded.phone,
        note = excluded.note;
END;

CREATE OR REPLACE PROCEDURE save_activity(id uuid, d jsonb)
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO activity (activity_id, slug, kind, title, countries, audience, hub_id, series,
        topics, note, source, score_people, score_before, score_after, score_maximum)
    VALUES (id, d->>'slug', code_number('activity_kind', d->>'kind'), d->>'title',
        code_numbers('country', d->'countries'), code_number('audience', d->>'audience'),
        hub_called(d->>'hub'), d->>'series', text_list(d->'topics'), d->>'note', d->>'source',
        (d->'score'->>'people')::int, (d->'score'->>'before')::float8,
        (d->'score'->>'after')::float8, (d->'score'->>'maximum')::float8)
    ON CONFLICT ON CONSTRAINT activity_pkey DO UPDATE SET
        version = activity.version + 1, kind = excluded.kind, title = excluded.title,
        countries = excluded.countries, audience = excluded.audience, hub_id = excluded.hub_id,
        series = excluded.series, topics = excluded.topics, note = excluded.note,
        source = excluded.source, score_people = excluded.score_people,
        score_before = excluded.score_before, score_after = excluded.score_after,
        score_maximum = excluded.score_maximum;
    DELETE FROM activity_party p WHERE p.activity_id = id;
    INSERT INTO activity_party (activity_id, role, position, organisation_id)
    SELECT id, role, position, organisation_called(part #>> '{}')
    FROM (VALUES ('organiser', d->'organisers'), ('partner', d->'partners')) AS v (role, list),
        parts(list);
    -- A session that somebody is listed for cannot go.
    DELETE FROM activity_session s
    WHERE s.activity_id = id
        AND s.number > coalesce(jsonb_array_length(d->'sessions'), 0);
    DELETE FROM activity_count c WHERE c.activity_id = id;
    INSERT INTO activity_session (activity_id, number, held_on, place, is_online, topic)
    SELECT id, position, (part->>'held')::date, part->>'place',
        coalesce((part->>'online')::boolean, false), part->>'topic'
    FROM parts(d->'sessions')
    ON CONFLICT ON CONSTRAINT activity_session_pkey DO UPDATE SET held_on = excluded.held_on,
        place = excluded.place, is_online = excluded.is_online, topic = excluded.topic;
    INSERT INTO activity_count (activity_id, session, position, institution, audience, sex,
        people, is_minimum)
    SELECT id, s.position, c.position, c.part->>'institution',
        code_number('audience', c.part->>'audience'),
        coalesce(code_number('sex', c.part->>'sex'), 0), (c.part->>'people')::int,
        coalesce((c.part->>'minimum')::boolean, false)
    FROM parts(d->'sessions') s, parts(s.part->'counts') c;
END;

CREATE OR REPLACE PROCEDURE save_network(id uuid, d jsonb)
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO network (network_id, slug, kind, name, countries, place, installed_on, ended_on,
        purpose, source)
    VALUES (id, d->>'slug', d->>'kind', d->>'name',
        code_numbers('country', d->'countries'),
        d->>'place', (d->>'installed')::date, (d->>'ended')::date, d->>'purpose', d->>'source')
    ON CONFLICT ON CONSTRAINT network_pkey DO UPDATE SET
        version = network.version + 1, kind = excluded.kind, name = excluded.name,
        countries = excluded.countries, place = excluded.place,
        installed_on = excluded.installed_on, ended_on = excluded.ended_on,
        purpose = excluded.purpose, source = excluded.source;
    DELETE FROM network_member m WHERE m.network_id = id;
    INSERT INTO network_member (network_id, position, organisation_id, hub_id, function, since,
        until)
    SELECT id, position, organisation_called(part->>'organisation'), hub_called(part->>'hub'),
        part->>'function', (part->>'since')::date, (part->>'until')::date
    FROM parts(d->'members');
    DELETE FROM network_need n WHERE n.network_id = id;
    INSERT INTO network_need (network_id, position, area, description, assessed_on)
    SELECT id, position, part->>'area', part->>'description', (part->>'assessed')::date
    FROM parts(d->'needs');
END;

CREATE OR REPLACE PROCEDURE save_meeting(id uuid, d jsonb)
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO meeting (meeting_id, slug, network_id, title, held_on, place, is_online, agenda,
        minutes)
    VALUES (id, d->>'slug', (SELECT network_id FROM network n WHERE n.slug = d->>'network'),
        d->>'title', (d->>'held')::date, d->>'place', coalesce((d->>'online')::boolean, false),
        text_list(d->'agenda'), d->>'minutes')
    ON CONFLICT ON CONSTRAINT meeting_pkey DO UPDATE SET
        version = meeting.version + 1, network_id = excluded.network_id, title = excluded.title,
        held_on = excluded.held_on, place = excluded.place, is_online = excluded.is_online,
        agenda = excluded.agenda, minutes = excluded.minutes;
    DELETE FROM meeting_attendance a WHERE a.meeting_id = id;
    INSERT INTO meeting_attendance (meeting_id, position, body, people)
    SELECT id, position, part->>'body', (part->>'people')::int FROM parts(d->'attendance');
END;

CREATE OR REPLACE PROCEDURE save_agreed_action(id uuid, d jsonb)
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO agreed_action (agreed_action_id, slug, network_id, meeting_id, kind, title, owner,
        due_on, status, note)
    VALUES (id, d->>'slug', (SELECT network_id FROM network n WHERE n.slug = d->>'network'),
        (SELECT meeting_id FROM meeting m WHERE m.slug = d->>'meeting'), d->>'kind', d->>'title',
        d->>'owner', (d->>'due')::date, d->>'status', d->>'note')
    ON CONFLICT ON CONSTRAINT agreed_action_pkey DO UPDATE SET
        version = agreed_action.version + 1, network_id = excluded.network_id,
        meeting_id = excluded.meeting_id, kind = excluded.kind, title = excluded.title,
        owner = excluded.owner, due_on = excluded.due_on, status = excluded.status,
        note = excluded.note, updated_at = now();
END;

CREATE OR REPLACE PROCEDURE save_mgi_participant(id uuid, d jsonb)
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO mgi_participant (mgi_participant_id, slug, level, country, name, joined_on, source)
    VALUES (id, d->>'slug', CASE WHEN d ? 'name' THEN 'local' ELSE 'national' END,
        code_number('country', d->>'country'), d->>'name', (d->>'joined')::date, d->>'source')
    ON CONFLICT ON CONSTRAINT mgi_participant_pkey DO UPDATE SET
        version = mgi_participant.version + 1, level = excluded.level,
        country = excluded.country, name = excluded.name, joined_on = excluded.joined_on,
        source = excluded.source;
END;

CREATE OR REPLACE PROCEDURE save_mgi_total(id uuid, d jsonb)
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO mgi_total (mgi_total_id, slug, stated_on, countries, local_authorities, source)
    VALUES (id, d->>'slug', (d->>'stated')::date, (d->>'countries')::int,
        (d->>'localities')::int, d->>'source')
    ON CONFLICT ON CONSTRAINT mgi_total_pkey DO UPDATE SET
        version = mgi_total.version + 1, stated_on = excluded.stated_on,
        countries = excluded.countries, local_authorities = excluded.local_authorities,
        source = excluded.source;
END;

CREATE OR REPLACE PROCEDURE save_mgi_indicator(id uuid, d jsonb)
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO mgi_indicator (mgi_indicator_id, slug, indicator_set, dimension, question, is_sdg)
    VALUES (id, d->>'slug', d->>'set', code_number('mgi_dimension', d->>'dimension'),
        d->>'question', coalesce((d->>'sdg')::boolean, false))
    ON CONFLICT ON CONSTRAINT mgi_indicator_pkey DO UPDATE SET
        version = mgi_indicator.version + 1, indicator_set = excluded.indicator_set,
        dimension = excluded.dimension, question = excluded.question, is_sdg = excluded.is_sdg;
END;

CREATE OR REPLACE PROCEDURE save_mgi_assessment(id uuid, d jsonb)
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO mgi_assessment (mgi_assessment_id, slug, mgi_participant_id, round, indicator_set,
        started_on, published_on)
    VALUES (id, d->>'slug',
        (SELECT mgi_participant_id FROM mgi_participant p WHERE p.slug = d->>'participant'),
        (d->>'round')::smallint, d->>'set', (d->>'started')::date, (d->>'published')::date)
    ON CONFLICT ON CONSTRAINT mgi_assessment_pkey DO UPDATE SET
        version = mgi_assessment.version + 1, mgi_participant_id = excluded.mgi_participant_id,
        round = excluded.round, indicator_set = excluded.indicator_set,
        started_on = excluded.started_on, published_on = excluded.published_on;
    DELETE FROM mgi_answer a WHERE a.mgi_assessment_id = id;
    INSERT INTO mgi_answer (mgi_assessment_id, position, mgi_indicator_id, answer, evidence, link)
    SELECT id, position,
        (SELECT mgi_indicator_id FROM mgi_indicator i WHERE i.slug = part->>'indicator'),
        part->>'answer', part->>'evidence', part->>'link'
    FROM parts(d->'answers');
END;
