-- Referrals sent in a span of days by the sending hub's calendar, by pair of countries. Counted over
-- all rows, with the owner's rights, since whoever reads figures sees no referral; counted are those
-- of the hubs whose figures whoever acts may see.
CREATE OR REPLACE FUNCTION referral_counts(first_day date, last_day date, sending text)
RETURNS TABLE (from_country smallint, to_country smallint, sent int, accepted int, completed int,
    in_time int, declined int, no_show int, withdrawn int, expired int, pending int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    sees_all boolean := coalesce(acting_role() IN ('machine', 'regional_analyst'), false);
    hubs smallint[] := acting_hubs();
BEGIN
    RETURN QUERY
        SELECT r.from_country, r.to_country, count(*)::int, count(r.accepted_at)::int,
            count(*) FILTER (WHERE r.status = 4)::int,
            count(*) FILTER (WHERE r.status = 4 AND r.ended_at <= r.due_at)::int,
            count(*) FILTER (WHERE r.status = 3)::int, count(*) FILTER (WHERE r.status = 5)::int,
            count(*) FILTER (WHERE r.status = 6)::int, count(*) FILTER (WHERE r.status = 7)::int,
            count(*) FILTER (WHERE r.status <= 2)::int
        FROM referral r JOIN hub h ON h.hub_id = r.from_hub
        WHERE r.sent_on BETWEEN first_day AND last_day AND (sending IS NULL OR h.code = sending)
            AND (sees_all OR r.from_hub = ANY (hubs))
        GROUP BY 1, 2;
END $$;
