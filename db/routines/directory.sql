-- The public directory: what everybody may ask of it, and what nobody in particular may send in.

-- Hours in their usual form as minutes of the week; null for none.
CREATE OR REPLACE FUNCTION opening_minutes(hours text) RETURNS int4multirange
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN hours = '24/7' THEN int4multirange(int4range(0, 10080)) ELSE (
    SELECT range_agg(int4range(
        1440 * day + 60 * span[1]::int + span[2]::int,
        1440 * day + 60 * span[3]::int + span[4]::int))
    FROM regexp_matches(hours,
            '(Mo|Tu|We|Th|Fr|Sa|Su)(?:-(Mo|Tu|We|Th|Fr|Sa|Su))? ([0-9:,-]+)', 'g') AS r (rule),
        regexp_matches(rule[3], '(\d\d):(\d\d)-(\d\d):(\d\d)', 'g') AS s (span),
        generate_series(
            array_position(ARRAY['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'], rule[1]) - 1,
            array_position(ARRAY['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
                coalesce(rule[2], rule[1])) - 1) AS day) END;

-- The minute of the week, from Monday, that a moment is in a time zone.
CREATE OR REPLACE FUNCTION minute_of_week(zone text, at timestamptz) RETURNS int
LANGUAGE sql STABLE PARALLEL SAFE
RETURN 1440 * (extract(isodow FROM at AT TIME ZONE zone)::int - 1)
    + 60 * extract(hour FROM at AT TIME ZONE zone)::int
    + extract(minute FROM at AT TIME ZONE zone)::int;

-- Whether an entry is for everybody: published, and said to be so by its own people not long ago.
CREATE OR REPLACE FUNCTION is_public_place(status text, hub_id smallint, verified_on date)
RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN status = 'published'
    AND (hub_id IS NOT NULL OR verified_on > current_date - interval '15 months');

CREATE OR REPLACE VIEW place_document WITH (security_invoker) AS
SELECT place_id AS id, slug, version, jsonb_strip_nulls(jsonb_build_object(
    -- A hub's entry has the hub's code for its short name.
    'slug', slug, 'name', name, 'hub', CASE WHEN hub_id IS NOT NULL THEN upper(slug) END,
    'organisation', (SELECT o.slug FROM organisation o
        WHERE o.organisation_id = place.organisation_id),
    'kind', code_name('organisation_kind', kind), 'country', code_name('country', country),
    'locality', locality, 'address', address, 'latitude', latitude, 'longitude', longitude,
    'zone', time_zone, 'services', code_names('service', services),
    'languages', code_names('language', languages), 'serves', code_names('country', serves),
    'hours', hours, 'website', website, 'email', email, 'phone', phone, 'note', note,
    'status', status, 'verified', verified_on)) AS document
FROM place;

CREATE OR REPLACE PROCEDURE save_place(id uuid, d jsonb)
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO place (place_id, slug, name, hub_id, organisation_id, kind, country, locality,
        address, latitude, longitude, time_zone, services, languages, serves, hours, open_minutes,
        website, email, phone, note, status, verified_on)
    SELECT id, d->>'slug', d->>'name', hub_called(d->>'hub'),
        organisation_called(d->>'organisation'), code_number('organisation_kind', d->>'kind'),
        code_number('country', d->>'country'), d->>'locality', d->>'address',
        (d->>'latitude')::float8, (d->>'longitude')::float8, d->>'zone',
        code_numbers('service', d->'services'), code_numbers('language', d->'languages'),
        code_numbers('country', d->'serves'), d->>'hours', opening_minutes(d->>'hours'),
        d->>'website', d->>'email', d->>'phone', d->>'note', d->>'status',
        (d->>'verified')::date
    -- With a zone that PostgreSQL does not know no place could be asked for its hours any more.
    WHERE now() AT TIME ZONE (d->>'zone') IS NOT NULL
    ON CONFLICT ON CONSTRAINT place_pkey DO UPDATE SET
        version = place.version + 1, name = excluded.name, hub_id = excluded.hub_id,
        organisation_id = excluded.organisation_id, kind = excluded.kind,
        country = excluded.country, locality = excluded.locality, address = excluded.address,
        latitude = excluded.latitude, longitude = excluded.longitude,
        time_zone = excluded.time_zone, services = excluded.services,
        languages = excluded.languages, serves = excluded.serves, hours = excluded.hours,
        open_minutes = excluded.open_minutes, website = excluded.website, email = excluded.email,
        phone = excluded.phone, note = excluded.note, status = excluded.status,
        verified_on = excluded.verified_on, updated_at = now();
END;

-- Where a place lies on the unit sphere, whoever writes its coordinates.
CREATE OR REPLACE FUNCTION place_position() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, geometry, pg_temp
AS $$
BEGIN
    NEW.position := on_sphere(NEW.latitude, NEW.longitude);
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER place_position BEFORE INSERT OR UPDATE ON place
    FOR EACH ROW EXECUTE FUNCTION place_position();

-- A hub's entry follows the hub, whoever writes it.
CREATE OR REPLACE FUNCTION follow_hub() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    INSERT INTO place (place_id, slug, name, hub_id, country, latitude, longitude, time_zone, status)
    VALUES (gen_random_uuid(), lower(NEW.code), NEW.name, NEW.hub_id, NEW.country, NEW.latitude,
        NEW.longitude, NEW.time_zone,
        CASE WHEN NEW.closed_on IS NULL THEN 'published' ELSE 'hidden' END)
    ON CONFLICT ON CONSTRAINT place_hub_key DO UPDATE SET
        version = place.version + 1, name = excluded.name, country = excluded.country,
        latitude = excluded.latitude, longitude = excluded.longitude,
        time_zone = excluded.time_zone, updated_at = now(),
        status = CASE WHEN NEW.closed_on IS NULL THEN place.status ELSE 'hidden' END;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER place_of_hub AFTER INSERT OR UPDATE ON hub
    FOR EACH ROW EXECUTE FUNCTION follow_hub();

-- Takes in what somebody sent, unless too much came from there, for that address, or at all. Work
-- that was proved buys more. A form that was sent before is taken for the same.
CREATE OR REPLACE FUNCTION register_place(
    id uuid, about uuid, content jsonb, address text, speaks text, sender bytea, form_digest bytea,
    has_worked boolean, mail uuid, mail_subject text, mail_body text)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    hour CONSTANT timestamptz := clock_timestamp() - interval '1 hour';
BEGIN
    IF EXISTS (SELECT FROM registration WHERE form = form_digest) THEN RETURN 'taken'; END IF;
    -- Counted before and after two at once wait for each other: what is refused waits for nobody.
    FOR look IN 1..2 LOOP
        IF look = 2 THEN PERFORM pg_advisory_xact_lock(7015); END IF;
        IF (SELECT count(*) FROM registration WHERE source = sender AND created_at > hour)
                >= (CASE WHEN has_worked THEN 10 ELSE 3 END)
            OR (SELECT count(*) FROM registration WHERE contact = address
                AND created_at > clock_timestamp() - interval '1 day') >= 3
            OR (SELECT count(*) FROM registration WHERE created_at > hour)
                >= (CASE WHEN has_worked THEN 300 ELSE 60 END)
        THEN
            RETURN 'too_many';
        END IF;
    END LOOP;
    -- What nobody confirmed in a week was not meant.
    DELETE FROM registration
    WHERE status = 'unconfirmed' AND created_at < clock_timestamp() - interval '7 days';
    INSERT INTO registration (registration_id, place_id, document, contact, language, source, form)
    VALUES (id, about, content, address, speaks, sender, form_digest);
    INSERT INTO outgoing_mail (outgoing_mail_id, recipient, subject, body)
    VALUES (mail, address, mail_subject, mail_body);
    INSERT INTO audit (actor, operation, subject_kind, subject)
    VALUES ('nobody', 'registration send', 'registration', id);
    RETURN 'taken';
END $$;

-- Whoever reads the address's mail meant it. Called after the link's signature was found right.
CREATE OR REPLACE FUNCTION confirm_registration(id uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE registration SET status = 'waiting', confirmed_at = clock_timestamp()
    WHERE registration_id = id AND status = 'unconfirmed'
        AND created_at > clock_timestamp() - interval '7 days';
    IF NOT FOUND THEN
        RETURN EXISTS (SELECT FROM registration r
            WHERE r.registration_id = id AND r.status <> 'unconfirmed');
    END IF;
    INSERT INTO audit (actor, operation, subject_kind, subject)
    VALUES ('nobody', 'registration confirm', 'registration', id);
    RETURN true;
END $$;

-- What an entry's own people may see and change of it, hidden or not; by a link's signature.
CREATE OR REPLACE FUNCTION own_place(id uuid)
RETURNS TABLE (version bigint, document text, address text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT d.version::bigint, d.document::text, c.address
    FROM place_document d JOIN place_contact c ON c.place_id = d.id WHERE d.id = own_place.id;
END;

-- Takes in what an entry's own people would change; it waits for a decision like any other.
CREATE OR REPLACE FUNCTION send_change(
    id uuid, about uuid, content jsonb, form_digest bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM registration WHERE form = form_digest) THEN RETURN true; END IF;
    IF (SELECT count(*) FROM registration WHERE place_id = about
        AND created_at > clock_timestamp() - interval '1 day') >= 10
    THEN
        RETURN false;
    END IF;
    INSERT INTO registration (registration_id, place_id, document, contact, language, status, form,
        confirmed_at)
    SELECT id, about, content, address, language, 'waiting', form_digest, clock_timestamp()
    FROM place_contact WHERE place_id = about;
    IF NOT FOUND THEN RETURN false; END IF;
    INSERT INTO audit (actor, operation, subject_kind, subject)
    VALUES ('nobody', 'registration change', 'registration', id);
    RETURN true;
END $$;

-- An entry's own people say that all of it is still so.
CREATE OR REPLACE FUNCTION verify_place(id uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    called text;
BEGIN
    UPDATE place SET verified_on = current_date, version = version + 1, updated_at = now()
    WHERE place_id = id AND hub_id IS NULL AND verified_on < current_date
    RETURNING slug INTO called;
    IF called IS NULL THEN RETURN EXISTS (SELECT FROM place WHERE place_id = id); END IF;
    UPDATE place_contact SET reminded_at = NULL WHERE place_id = id;
    INSERT INTO audit (actor, operation, subject_kind, subject)
    VALUES ('nobody', 'place verify', 'place', called);
    RETURN true;
END $$;

-- The entry that has this short name and address, when a link to change it may be sent: once in ten
-- minutes. Asked by the service, which tells whoever asks nothing of the answer.
CREATE OR REPLACE FUNCTION linkable_place(called text, mail_address text) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    UPDATE place_contact c SET linked_at = clock_timestamp()
    FROM place p
    WHERE p.place_id = c.place_id AND p.slug = called AND lower(c.address) = lower(mail_address)
        AND (c.linked_at IS NULL OR c.linked_at < clock_timestamp() - interval '10 minutes')
    RETURNING c.place_id;
END;

-- Puts a mail to an entry's own people in the queue; nothing else can be mailed by nobody.
CREATE OR REPLACE FUNCTION mail_contact(about uuid, mail uuid, subject text, body text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    INSERT INTO outgoing_mail (outgoing_mail_id, recipient, subject, body)
    SELECT mail, address, mail_contact.subject, mail_contact.body FROM place_contact
    WHERE place_id = about;
END;

-- What the code on a session's sheet leads to.
CREATE OR REPLACE FUNCTION session_to_check_in(about uuid, at smallint)
RETURNS TABLE (title text, topic text, held date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT a.title, s.topic, s.held_on FROM activity a JOIN activity_session s USING (activity_id)
    WHERE a.activity_id = about AND s.number = at;
END;

-- Takes in that somebody came to a session; they wait for its staff. Called after the link's
-- signature was found right. Who is listed or waits already is not told from who is not.
CREATE OR REPLACE FUNCTION check_in(
    id uuid, about uuid, at smallint, identity_key bytea, works_at text, is_sex smallint,
    wrapped bytea, sealed bytea, form_digest bytea, sender bytea)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    called text;
    person uuid;
BEGIN
    IF EXISTS (SELECT FROM activity_check_in WHERE form = form_digest)
        OR EXISTS (SELECT FROM decided_check_in WHERE form = form_digest)
    THEN
        RETURN 'taken';
    END IF;
    -- Two at once count each other.
    SELECT slug INTO called FROM activity a JOIN activity_session s USING (activity_id)
    WHERE activity_id = about AND s.number = at FOR UPDATE OF a;
    IF called IS NULL THEN RETURN 'unknown'; END IF;
    -- A full hall has one address.
    IF (SELECT count(*) FROM activity_check_in WHERE activity_id = about AND session = at) >= 500
        OR (SELECT count(*) FROM activity_check_in WHERE source = sender
            AND created_at > clock_timestamp() - interval '1 hour') >= 300
    THEN
        RETURN 'too_many';
    END IF;
    INSERT INTO activity_attendee (attendee_id, activity_id, key, institution, sex, wrapped_key,
        identity)
    VALUES (id, about, identity_key, works_at, is_sex, wrapped, sealed)
    ON CONFLICT ON CONSTRAINT activity_attendee_key_key DO NOTHING;
    SELECT attendee_id INTO person FROM activity_attendee
    WHERE activity_id = about AND key = identity_key;
    IF EXISTS (SELECT FROM activity_attendance WHERE attendee_id = person AND session = at) THEN
        RETURN 'taken';
    END IF;
    INSERT INTO activity_check_in (attendee_id, activity_id, session, form, source)
    VALUES (person, about, at, form_digest, sender)
    ON CONFLICT ON CONSTRAINT activity_check_in_pkey DO NOTHING;
    IF FOUND THEN
        INSERT INTO audit (actor, operation, subject_kind, subject, content)
        VALUES ('nobody', 'activity check in', 'activity', called,
            jsonb_build_object('session', at));
    END IF;
    RETURN 'taken';
END $$;

-- The newest edition of a quarter; a number, nothing of what it holds.
CREATE OR REPLACE FUNCTION newest_edition(asked int) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    SELECT max(number)::bigint FROM edition WHERE quarter = asked;
END;
