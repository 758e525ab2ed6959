-- Keeps which transaction changed a record last, and what left a hub.

CREATE OR REPLACE FUNCTION note_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    NEW.changed_in := pg_current_xact_id();
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER note_change BEFORE UPDATE ON event_register
    FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE OR REPLACE TRIGGER note_change BEFORE UPDATE ON casework_case
    FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE OR REPLACE TRIGGER note_change BEFORE UPDATE ON consent
    FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE OR REPLACE TRIGGER note_change BEFORE UPDATE ON referral
    FOR EACH ROW EXECUTE FUNCTION note_change();
-- A key that was wrapped anew changes nothing about the person.
CREATE OR REPLACE TRIGGER note_change BEFORE UPDATE ON person
    FOR EACH ROW
    WHEN ((OLD.identity, OLD.sex, OLD.birth_year, OLD.birth_quarter, OLD.nationality,
            OLD.counted_as, OLD.vulnerabilities, OLD.functioning, OLD.languages,
            OLD.wrapped_key IS NULL, OLD.restricted_at IS NULL)
        IS DISTINCT FROM (NEW.identity, NEW.sex, NEW.birth_year, NEW.birth_quarter,
            NEW.nationality, NEW.counted_as, NEW.vulnerabilities, NEW.functioning, NEW.languages,
            NEW.wrapped_key IS NULL, NEW.restricted_at IS NULL))
    EXECUTE FUNCTION note_change();

-- A later leave of the same in one transaction says nothing new.
CREATE OR REPLACE FUNCTION note_departure(hub smallint, what smallint, whose uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    INSERT INTO departure (hub_id, kind, subject) VALUES (hub, what, whose)
    ON CONFLICT ON CONSTRAINT departure_pkey DO NOTHING;
END $$;

CREATE OR REPLACE FUNCTION note_event_departure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM note_departure(OLD.hub_id, 1::smallint, OLD.event_id);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_departure AFTER UPDATE ON event_register
    FOR EACH ROW WHEN (OLD.hub_id <> NEW.hub_id) EXECUTE FUNCTION note_event_departure();

-- It stays at its hub: whoever still sees it is shown the case itself.
CREATE OR REPLACE FUNCTION note_case_departure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM note_departure(OLD.hub_id, 3::smallint, OLD.case_id);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_departure AFTER UPDATE ON casework_case
    FOR EACH ROW
    WHEN (NEW.is_restricted AND (OLD.is_restricted, OLD.worker, OLD.named_workers)
        IS DISTINCT FROM (NEW.is_restricted, NEW.worker, NEW.named_workers))
    EXECUTE FUNCTION note_case_departure();

CREATE OR REPLACE FUNCTION note_referral_departure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM note_departure(OLD.to_hub, 5::smallint, OLD.referral_id);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_departure AFTER UPDATE ON referral
    FOR EACH ROW
    WHEN (OLD.to_hub IS NOT NULL AND OLD.shared IS NOT NULL AND NEW.shared IS NULL
        AND NEW.status <> 3)
    EXECUTE FUNCTION note_referral_departure();
