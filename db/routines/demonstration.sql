-- Gives what the demonstration's stories tell the days on which it happens in them: a case's changes
-- and notes, a referral's steps. Only the operator can, and only where nobody exists: everywhere else
-- what was recorded keeps its time.
CREATE OR REPLACE FUNCTION demand_demonstration() RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF acting_role() IS DISTINCT FROM 'machine'
        OR NOT (SELECT is_demonstration FROM installation) THEN
        RAISE insufficient_privilege;
    END IF;
END $$;

-- `changed` has a time for each version of the case, `noted` one for each note.
CREATE OR REPLACE FUNCTION date_case(
    told uuid, changed timestamptz[], notes uuid[], noted timestamptz[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM demand_demonstration();
    UPDATE case_change SET at = changed[version]
    WHERE case_id = told AND version <= cardinality(changed);
    UPDATE case_note n SET recorded_at = d.at
    FROM unnest(notes, noted) AS d (note_id, at)
    WHERE n.case_id = told AND n.note_id = d.note_id;
END $$;

-- `moments` has a time for each version; when it is due moves along with when it was sent.
CREATE OR REPLACE FUNCTION date_referral(told uuid, sent date, moments timestamptz[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM demand_demonstration();
    UPDATE referral SET sent_on = sent, sent_at = moments[1],
        due_on = due_on - (sent_on - sent), due_at = due_at - (sent_at - moments[1]),
        accepted_at = CASE WHEN accepted_at IS NOT NULL THEN moments[2] END,
        ended_at = CASE WHEN ended_at IS NOT NULL THEN moments[version] END
    WHERE referral_id = told;
    UPDATE referral_change SET at = moments[version]
    WHERE referral_id = told AND version <= cardinality(moments);
END $$;

-- What an organisation sent in, and confirmed ten minutes later.
CREATE OR REPLACE FUNCTION tell_registration(
    told uuid, about uuid, content jsonb, address text, speaks text, form_digest bytea,
    sent timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM demand_demonstration();
    INSERT INTO registration (registration_id, place_id, document, contact, language, status, form,
        created_at, confirmed_at)
    VALUES (told, about, content, address, speaks, 'waiting', form_digest, sent,
        sent + interval '10 minutes')
    ON CONFLICT ON CONSTRAINT registration_pkey DO NOTHING;
END $$;
