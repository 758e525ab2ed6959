-- What is done at a person's own request. It runs with the owner's rights, since what is kept of
-- somebody is spread over hubs, and asks who acts: the operator, or a manager of the hub that the
-- person belongs to.

-- Everybody who counts as one of these, and whether whoever acts may decide for all of them.
CREATE OR REPLACE FUNCTION records_of(asked uuid[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    everybody uuid[];
BEGIN
    everybody := ARRAY(SELECT p.person_id FROM person p WHERE p.counted_as IN (
        SELECT q.counted_as FROM person q WHERE q.person_id = ANY (asked)) ORDER BY p.person_id);
    IF acting_role() = 'machine' OR acting_role() = 'manager' AND NOT EXISTS (
        SELECT FROM person p WHERE p.person_id = ANY (everybody)
            AND p.hub_id IS DISTINCT FROM acting_hub())
    THEN
        RETURN everybody;
    END IF;
    RAISE EXCEPTION 'not a person of whoever acts'
        USING ERRCODE = '42501', CONSTRAINT = 'acting_persons';
END $$;

-- Forgets people, each with every record that counts as the same person: their sealed texts, their
-- keys, and whatever they could be found by. Their row stays, and so does every figure.
--
-- `subjects` are what else was sealed under a key of its own, which whoever calls must destroy.
CREATE OR REPLACE FUNCTION erase_people(
    asked uuid[], by_actor text, because text, OUT persons uuid[], OUT subjects uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    roots uuid[];
    events uuid[];
    cases uuid[];
    notes uuid[];
    files uuid[];
    shares int;
BEGIN
    PERFORM pg_advisory_xact_lock(7005);
    persons := records_of(asked);
    PERFORM FROM person p WHERE p.person_id = ANY (persons) ORDER BY p.person_id FOR UPDATE;
    roots := ARRAY(SELECT DISTINCT p.counted_as FROM person p WHERE p.person_id = ANY (persons));
    events := ARRAY(SELECT f.event_id FROM participation f WHERE f.counted_as = ANY (roots)
        UNION SELECT f.event_id FROM participation_past f WHERE f.counted_as = ANY (roots));
    cases := ARRAY(SELECT c.case_id FROM casework_case c
        WHERE c.person_id = ANY (persons) OR c.sealed_for = ANY (persons));
    notes := ARRAY(SELECT n.note_id FROM case_note n WHERE n.sealed_for = ANY (persons)
        UNION SELECT n.note_id FROM case_note n
        WHERE n.sealed_for IS NULL AND n.case_id = ANY (cases));
    files := ARRAY(SELECT a.attachment_id FROM attachment a WHERE a.sealed_for = ANY (persons)
        UNION SELECT a.attachment_id FROM attachment a
        WHERE a.sealed_for IS NULL AND a.case_id = ANY (cases));
    subjects := events || cases || notes || files || ARRAY(SELECT unnest(e.subjects) FROM erasure e
        WHERE e.person_id = ANY (persons));

    UPDATE person p SET wrapped_key = NULL, identity = NULL, search_tokens = '{}',
        restricted_at = NULL, erased_at = coalesce(p.erased_at, now())
    WHERE p.person_id = ANY (persons);
    DELETE FROM identity_key k WHERE k.person_id = ANY (persons);
    DELETE FROM document d WHERE d.person_id = ANY (persons);
    DELETE FROM duplicate_pair d
    WHERE d.left_person = ANY (persons) OR d.right_person = ANY (persons);
    UPDATE event SET note = NULL WHERE event_id = ANY (events) AND note IS NOT NULL;

    -- By these it was known whether the same was recorded again: they were made of what was said.
    UPDATE event_register SET digest = uuid_send(gen_random_uuid()) WHERE event_id = ANY (events);
    UPDATE case_change SET digest = uuid_send(gen_random_uuid()) WHERE case_id = ANY (cases);
    UPDATE case_note n SET sealed = '', digest = uuid_send(gen_random_uuid()),
        sealed_for = coalesce(n.sealed_for, (SELECT c.person_id FROM casework_case c
            WHERE c.case_id = n.case_id))
    WHERE n.note_id = ANY (notes);
    DELETE FROM attachment_piece p WHERE p.attachment_id = ANY (files);
    DELETE FROM attachment a WHERE a.attachment_id = ANY (files);

    UPDATE referral r SET status = 6, ended_at = clock_timestamp(), version = r.version + 1
    WHERE r.person_id = ANY (persons) AND r.status <= 2 AND r.shared IS NULL;
    WITH ended AS (
        UPDATE referral r SET shared = NULL, digest = uuid_send(gen_random_uuid()),
            status = CASE WHEN r.status <= 2 THEN 6 ELSE r.status END,
            ended_at = CASE WHEN r.status <= 2 THEN clock_timestamp() ELSE r.ended_at END,
            version = r.version + 1
        WHERE r.person_id = ANY (persons) AND r.shared IS NOT NULL
        RETURNING r.referral_id, r.version, r.status
    ), noted AS (
        INSERT INTO referral_change (referral_id, version, status, actor)
        SELECT e.referral_id, e.version, e.status, by_actor FROM ended e
    )
    SELECT count(*) INTO shares FROM ended;

    WITH closed AS (
        UPDATE casework_case c SET sealed = CASE WHEN c.sealed IS NOT NULL THEN ''::bytea END,
            sealed_for = CASE WHEN c.sealed IS NOT NULL THEN coalesce(c.sealed_for, c.person_id) END,
            digest = CASE WHEN c.digest IS NOT NULL THEN uuid_send(gen_random_uuid()) END,
            status = greatest(c.status, 3), outcome = coalesce(c.outcome, 10), due_on = NULL,
            closed_on = coalesce(c.closed_on, greatest(c.opened_on, current_date)),
            version = c.version + 1
        WHERE c.case_id = ANY (cases) AND c.person_id = ANY (persons)
        RETURNING c.case_id, c.version
    )
    INSERT INTO case_change (case_id, version, change, actor, content, digest)
    SELECT c.case_id, c.version, 'closed', by_actor, '{}', uuid_send(gen_random_uuid())
    FROM closed c;

    INSERT INTO erasure (person_id, actor, reason, subjects, content)
    SELECT p, by_actor, because, subjects, jsonb_build_object('records', cardinality(persons),
        'events', cardinality(events), 'cases', cardinality(cases), 'notes', cardinality(notes),
        'attachments', cardinality(files), 'shared', shares)
    FROM unnest(persons) p
    ON CONFLICT ON CONSTRAINT erasure_pkey DO NOTHING;
END $$;

-- Restricts what may be done with somebody to keeping it, or lifts that.
CREATE OR REPLACE FUNCTION restrict_person(asked uuid, to_storage boolean) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    changed int;
BEGIN
    UPDATE person SET restricted_at = CASE WHEN to_storage THEN now() END
    WHERE person_id = ANY (records_of(ARRAY[asked]))
        AND (restricted_at IS NULL) = to_storage AND erased_at IS NULL;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END $$;

-- Those about whom nothing may be told, not even without their names.
CREATE OR REPLACE FUNCTION restricted_persons() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN ARRAY(SELECT r.counted_as FROM person r WHERE r.restricted_at IS NOT NULL);
END $$;

-- Corrects who somebody is, and with it what they count as in every open figure. Where the new
-- identity is another person's already, nothing is changed and the answer is that person.
CREATE OR REPLACE FUNCTION rectify_person(
    asked uuid, by_actor text, because text, new_sex smallint, new_year smallint,
    new_quarter smallint, new_nationality smallint, new_identity bytea, new_key bytea,
    new_document bytea, tokens bigint[])
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    everybody uuid[] := records_of(ARRAY[asked]);
    other uuid;
BEGIN
    PERFORM pg_advisory_xact_lock(7005);
    PERFORM FROM person p WHERE p.person_id = ANY (everybody) ORDER BY p.person_id FOR UPDATE;
    SELECT k.person_id INTO other FROM identity_key k
    WHERE k.key = new_key AND k.person_id <> ALL (everybody);
    IF other IS NOT NULL THEN RETURN other; END IF;
    INSERT INTO person_version (person_id, change, reason, actor, counted_as, merged_into, sex,
        birth_year, birth_quarter, nationality)
    SELECT p.person_id, 'corrected', because, by_actor, p.counted_as, p.merged_into, p.sex,
        p.birth_year, p.birth_quarter, p.nationality
    FROM person p WHERE p.person_id = asked;
    UPDATE person SET sex = new_sex, birth_year = new_year, birth_quarter = new_quarter,
        nationality = new_nationality, identity = new_identity, search_tokens = tokens
    WHERE person_id = asked;
    DELETE FROM identity_key k WHERE k.person_id = asked;
    DELETE FROM document d WHERE d.person_id = asked;
    IF new_key IS NOT NULL THEN
        INSERT INTO identity_key (key, person_id) VALUES (new_key, asked)
        ON CONFLICT ON CONSTRAINT identity_key_pkey DO NOTHING;
        IF new_document IS NOT NULL THEN
            INSERT INTO document (person_id, key, sealed) VALUES (asked, new_key, new_document);
        END IF;
    END IF;
    UPDATE participation f SET counted_as = r.person_id, sex = r.sex, nationality = r.nationality,
        age_band = age_band(quarter_of(f.occurred_on), r.birth_year, r.birth_quarter)
    FROM person p JOIN person r ON r.person_id = p.counted_as
    WHERE f.counted_as = (SELECT q.counted_as FROM person q WHERE q.person_id = asked)
        AND p.person_id = f.person_id;
    RETURN NULL;
END $$;
