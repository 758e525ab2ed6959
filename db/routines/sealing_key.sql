-- The wrapped key under which a person's texts in one case are sealed: for whoever works at the
-- case's hub, and, while something is shared with it, for the hub that a referral went to. So that
-- neither has to see the person's row, which holds more than a referral shares.
CREATE OR REPLACE FUNCTION sealing_key(of_person uuid, for_case uuid) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    at_hub smallint;
BEGIN
    IF acting_role() IS DISTINCT FROM 'machine' THEN
        at_hub := acting_hub();
        IF at_hub IS NULL OR NOT (
            EXISTS (SELECT FROM casework_case c WHERE c.case_id = for_case AND c.hub_id = at_hub)
            OR EXISTS (SELECT FROM referral r
                WHERE r.case_id = for_case AND r.person_id = of_person AND r.to_hub = at_hub
                    AND r.shared IS NOT NULL))
        THEN
            RETURN NULL;
        END IF;
    END IF;
    RETURN (SELECT p.wrapped_key FROM person p WHERE p.person_id = of_person
        AND (p.restricted_at IS NULL OR acting_role() = 'machine'));
END $$;
