-- Each record of the region as one document, as files and the service know it. What has no value is
-- left out, so that a document read is the document written.

CREATE OR REPLACE VIEW organisation_document WITH (security_invoker) AS
SELECT organisation_id AS id, slug, version, jsonb_strip_nulls(jsonb_build_object(
    'slug', slug, 'name', name, 'kind', kind, 'country', code_name('country', country),
    'place', place, 'languages', to_jsonb(languages), 'website', website, 'email', email,
    'phone', phone, 'note', note)) AS document
FROM organisation;

CREATE OR REPLACE VIEW activity_document WITH (security_invoker) AS
SELECT activity_id AS id, slug, version, jsonb_strip_nulls(jsonb_build_object(
    'slug', slug, 'kind', code_name('activity_kind', kind), 'title', title,
    'countries', code_names('country', countries),
    'audience', code_name('audience', audience),
    'hub', (SELECT code FROM hub WHERE hub.hub_id = activity.hub_id),
    'series', series, 'topics', to_jsonb(topics), 'note', note, 'source', source,
    'organisers', (
        SELECT coalesce(jsonb_agg(o.slug ORDER BY p.position), '[]')
        FROM activity_party p JOIN organisation o USING (organisation_id)
        WHERE p.activity_id = activity.activity_id AND role = 'organiser'),
    'partners', (
        SELECT coalesce(jsonb_agg(o.slug ORDER BY p.position), '[]')
        FROM activity_party p JOIN organisation o USING (organisation_id)
        WHERE p.activity_id = activity.activity_id AND role = 'partner'),
    'sessions', (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'held', held_on, 'place', s.place, 'online', nullif(is_online, false),
            'topic', s.topic,
            'counts', (
                SELECT coalesce(jsonb_agg(jsonb_build_object(
                    'people', people, 'minimum', nullif(is_minimum, false),
                    'institution', institution, 'audience', code_name('audience', c.audience),
                    'sex', code_name('sex', nullif(sex, 0::smallint))) ORDER BY c.position), '[]')
                FROM activity_count c
                WHERE c.activity_id = s.activity_id AND c.session = s.number)
            ) ORDER BY number), '[]')
        FROM activity_session s WHERE s.activity_id = activity.activity_id),
    'score', CASE WHEN score_people IS NOT NULL THEN jsonb_build_object(
        'people', score_people, 'before', score_before, 'after', score_after,
        'maximum', score_maximum) END)) AS document
FROM activity;

CREATE OR REPLACE VIEW network_document WITH (security_invoker) AS
SELECT network_id AS id, slug, version, jsonb_strip_nulls(jsonb_build_object(
    'slug', slug, 'kind', kind, 'name', name,
    'countries', code_names('country', countries),
    'place', place, 'installed', installed_on, 'ended', ended_on, 'purpose', purpose,
    'source', source,
    'members', (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'organisation', o.slug, 'hub', h.code, 'function', function, 'since', since,
            'until', until) ORDER BY m.position), '[]')
        FROM network_member m LEFT JOIN organisation o USING (organisation_id)
            LEFT JOIN hub h USING (hub_id)
        WHERE m.network_id = network.network_id),
    'needs', (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'area', area, 'description', description, 'assessed', assessed_on)
            ORDER BY n.position), '[]')
        FROM network_need n WHERE n.network_id = network.network_id))) AS document
FROM network;

CREATE OR REPLACE VIEW meeting_document WITH (security_invoker) AS
SELECT meeting_id AS id, slug, version, jsonb_strip_nulls(jsonb_build_object(
    'slug', slug, 'network', (SELECT n.slug FROM network n WHERE n.network_id = meeting.network_id),
    'title', title, 'held', held_on, 'place', place, 'online', nullif(is_online, false),
    'agenda', to_jsonb(agenda), 'minutes', minutes,
    'attendance', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('body', body, 'people', people)
            ORDER BY a.position), '[]')
        FROM meeting_attendance a WHERE a.meeting_id = meeting.meeting_id))) AS document
FROM meeting;

CREATE OR REPLACE VIEW agreed_action_document WITH (security_invoker) AS
SELECT agreed_action_id AS id, slug, version, jsonb_strip_nulls(jsonb_build_object(
    'slug', slug, 'network', (SELECT n.slug FROM network n WHERE n.network_id = a.network_id),
    'meeting', (SELECT m.slug FROM meeting m WHERE m.meeting_id = a.meeting_id),
    'kind', kind, 'title', title, 'owner', owner, 'due', due_on, 'status', status,
    'note', note)) AS document
FROM agreed_action a;

CREATE OR REPLACE VIEW mgi_participant_document WITH (security_invoker) AS
SELECT mgi_participant_id AS id, slug, version, jsonb_strip_nulls(jsonb_build_object(
    'slug', slug, 'country', code_name('country', country), 'name', name, 'joined', joined_on,
    'source', source)) AS document
FROM mgi_participant;

CREATE OR REPLACE VIEW mgi_total_document WITH (security_invoker) AS
SELECT mgi_total_id AS id, slug, version, jsonb_build_object(
    'slug', slug, 'stated', stated_on, 'countries', countries,
    'localities', local_authorities, 'source', source) AS document
FROM mgi_total;

CREATE OR REPLACE VIEW mgi_indicator_document WITH (security_invoker) AS
SELECT mgi_indicator_id AS id, slug, version, jsonb_strip_nulls(jsonb_build_object(
    'slug', slug, 'set', indicator_set, 'dimension', code_name('mgi_dimension', dimension),
    'question', question, 'sdg', nullif(is_sdg, false))) AS document
FROM mgi_indicator;

CREATE OR REPLACE VIEW mgi_assessment_document WITH (security_invoker) AS
SELECT mgi_assessment_id AS id, slug, version, jsonb_strip_nulls(jsonb_build_object(
    'slug', slug,
    'participant', (
        SELECT p.slug FROM mgi_participant p WHERE p.mgi_participant_id = a.mgi_participant_id),
    'round', round, 'set', indicator_set, 'started', started_on, 'published', published_on,
    'answers', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('indicator', i.slug, 'answer', answer,
            'evidence', evidence, 'link', link) ORDER BY w.position), '[]')
        FROM mgi_answer w JOIN mgi_indicator i USING (mgi_indicator_id)
        WHERE w.mgi_assessment_id = a.mgi_assessment_id))) AS document
FROM mgi_assessment a;

CREATE OR REPLACE VIEW publication_document WITH (security_invoker) AS
SELECT publication_id AS id, slug, version, jsonb_strip_nulls(jsonb_build_object(
    'slug', slug, 'series', series, 'country', code_name('country', country),
    'topics', to_jsonb(topics), 'authors', to_jsonb(authors), 'publisher', publisher,
    'published', published_on, 'source', source,
    'texts', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('language', language, 'title', title,
            'link', link) ORDER BY t.position), '[]')
        FROM publication_text t WHERE t.publication_id = publication.publication_id))) AS document
FROM publication;

CREATE OR REPLACE VIEW bulletin_item_document WITH (security_invoker) AS
SELECT bulletin_item_id AS id, slug, version, jsonb_strip_nulls(jsonb_build_object(
    'slug', slug, 'dated', dated_on, 'country', code_name('country', country),
    'status', status, 'source', source,
    'texts', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('language', language, 'title', title,
            'body', body) ORDER BY t.position), '[]')
        FROM bulletin_text t WHERE t.bulletin_item_id = i.bulletin_item_id),
    'links', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'slug', target)
            ORDER BY l.position), '[]')
        FROM bulletin_link l WHERE l.bulletin_item_id = i.bulletin_item_id),
    'pictures', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('link', link, 'text', description,
            'credit', credit) ORDER BY p.position), '[]')
        FROM bulletin_picture p WHERE p.bulletin_item_id = i.bulletin_item_id))) AS document
FROM bulletin_item i;

CREATE OR REPLACE VIEW bulletin_issue_document WITH (security_invoker) AS
SELECT bulletin_issue_id AS id, slug, version, jsonb_build_object(
    'slug', slug, 'dated', dated_on, 'title', title,
    'items', (
        SELECT coalesce(jsonb_agg(b.slug ORDER BY i.position), '[]')
        FROM bulletin_issue_item i JOIN bulletin_item b USING (bulletin_item_id)
        WHERE i.bulletin_issue_id = s.bulletin_issue_id)) AS document
FROM bulletin_issue s;
