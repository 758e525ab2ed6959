-- Keeps which transaction changed a record last, and what left a hub.

CREATE OR REPLACE FUNCTION note_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    NEW.changed_in := pg_current_xact_id();
    RETURN NEW;
END $$;

-- A later leave of the same in one transaction says nothing new.
CREATE OR REPLACE FUNCTION note_departure(hub smallint, what smallint, whose uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    INSERT INTO departure (hub_id, kind, subject) VALUES (hub, what, whose)
    ON CONFLICT ON CONSTRAINT departure_pkey DO NOTHING;
END $$;

-- What leaves: its kind, the columns of the hub that it leaves and of its id.
CREATE OR REPLACE FUNCTION note_departure_of() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    gone jsonb := to_jsonb(OLD);
BEGIN
    PERFORM note_departure((gone ->> TG_ARGV[1])::smallint, TG_ARGV[0]::smallint,
        (gone ->> TG_ARGV[2])::uuid);
    RETURN NULL;
END $$;

DO $changes$
DECLARE
    entry record;
BEGIN
    FOR entry IN SELECT * FROM (VALUES
        ('event_register', 'true'),
        ('casework_case', 'true'),
        ('consent', 'true'),
        ('referral', 'true'),
        -- A key that was wrapped anew changes nothing about the person.
        ('person', $$(OLD.identity, OLD.sex, OLD.birth_year, OLD.birth_quarter, OLD.nationality,
                OLD.counted_as, OLD.merged_into, OLD.vulnerabilities, OLD.functioning, OLD.languages,
                OLD.restricted_at, OLD.wrapped_key IS NULL)
            IS DISTINCT FROM (NEW.identity, NEW.sex, NEW.birth_year, NEW.birth_quarter,
                NEW.nationality, NEW.counted_as, NEW.merged_into, NEW.vulnerabilities,
                NEW.functioning, NEW.languages, NEW.restricted_at, NEW.wrapped_key IS NULL)$$)
    ) AS e (name, condition) LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER note_change BEFORE UPDATE ON %I FOR EACH ROW
            WHEN (%s) EXECUTE FUNCTION note_change()', entry.name, entry.condition);
    END LOOP;
    FOR entry IN SELECT * FROM (VALUES
        ('event_register', 1, 'hub_id', 'event_id', 'OLD.hub_id <> NEW.hub_id'),
        -- A case stays at its hub: whoever still sees it is shown the case itself.
        ('casework_case', 3, 'hub_id', 'case_id', $$NEW.is_restricted
            AND (OLD.is_restricted, OLD.worker, OLD.named_workers)
                IS DISTINCT FROM (NEW.is_restricted, NEW.worker, NEW.named_workers)$$),
        ('referral', 5, 'to_hub', 'referral_id', $$OLD.to_hub IS NOT NULL
            AND OLD.shared IS NOT NULL AND NEW.shared IS NULL AND NEW.status <> 3$$)
    ) AS e (name, kind, hub, id, condition) LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER note_departure AFTER UPDATE ON %I FOR EACH ROW
            WHEN (%s) EXECUTE FUNCTION note_departure_of(%L, %L, %L)',
            entry.name, entry.condition, entry.kind, entry.hub, entry.id);
    END LOOP;
END $changes$;

-- Of before there was one for all.
DROP FUNCTION IF EXISTS note_event_departure(), note_case_departure(), note_referral_departure();
