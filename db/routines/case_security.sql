-- Who sees which rows of cases, consent and referrals. Whoever runs hubctl on the machine sees all,
-- nobody sees nothing, and accounts see what domain.md gives their role:
--   clerks and managers: cases of their own hub, restricted ones only where they are named or
--   opened it; a referral also at the hub it went to, and there without the case;
--   country officers, regional analysts, administrators and auditors: none.

-- Who acts is asked once a statement: hence the subqueries. Only clerks and managers have a hub.
DO $$
DECLARE
    secured text;
    old_policy record;
BEGIN
    FOREACH secured IN ARRAY ARRAY['casework_case', 'case_counter', 'case_member', 'case_change',
        'case_note', 'attachment', 'attachment_piece', 'case_event', 'consent', 'referral',
        'referral_change']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', secured);
        FOR old_policy IN SELECT policyname FROM pg_policies
            WHERE schemaname = 'public' AND tablename = secured
        LOOP
            EXECUTE format('DROP POLICY %I ON %I', old_policy.policyname, secured);
        END LOOP;
    END LOOP;
END $$;

CREATE POLICY casework_case_own ON casework_case
    USING ((SELECT acting_role()) = 'machine' OR hub_id = (SELECT acting_hub()) AND (NOT is_restricted
        OR (SELECT acting_account()) IN (worker, opened_by)
        OR (SELECT acting_account()) = ANY (named_workers)))
    WITH CHECK ((SELECT acting_role()) = 'machine' OR hub_id = (SELECT acting_hub()));

CREATE POLICY case_counter_own ON case_counter
    USING ((SELECT acting_role()) = 'machine' OR hub_id = (SELECT acting_hub()));

-- What belongs to a case is seen by whoever sees the case: its policy holds inside these too.
CREATE POLICY case_member_of_case ON case_member
    USING (EXISTS (SELECT FROM casework_case c WHERE c.case_id = case_member.case_id));
CREATE POLICY case_change_of_case ON case_change
    USING (EXISTS (SELECT FROM casework_case c WHERE c.case_id = case_change.case_id));
CREATE POLICY case_note_of_case ON case_note
    USING (EXISTS (SELECT FROM casework_case c WHERE c.case_id = case_note.case_id));
CREATE POLICY attachment_of_case ON attachment
    USING (EXISTS (SELECT FROM casework_case c WHERE c.case_id = attachment.case_id));
CREATE POLICY attachment_piece_of_attachment ON attachment_piece
    USING (EXISTS (SELECT FROM attachment a
        WHERE a.attachment_id = attachment_piece.attachment_id));
CREATE POLICY case_event_of_case ON case_event
    USING (EXISTS (SELECT FROM casework_case c WHERE c.case_id = case_event.case_id));

-- The hub that asked, and the hub that a consent names.
CREATE POLICY consent_own ON consent
    USING ((SELECT acting_role()) = 'machine' OR (SELECT acting_hub()) IN (hub_id, to_hub))
    WITH CHECK ((SELECT acting_role()) = 'machine' OR hub_id = (SELECT acting_hub()));

-- Both ends see a referral, save that the sender's end follows the case where it is restricted.
CREATE POLICY referral_sent ON referral
    USING (((SELECT acting_role()) = 'machine' OR from_hub = (SELECT acting_hub()))
        AND EXISTS (SELECT FROM casework_case c WHERE c.case_id = referral.case_id))
    WITH CHECK ((SELECT acting_role()) = 'machine' OR from_hub = (SELECT acting_hub()));
-- A referral that was taken back is gone from the receiver's list, with what it said.
CREATE POLICY referral_received ON referral FOR SELECT
    USING (to_hub = (SELECT acting_hub()) AND (shared IS NOT NULL OR status = 3));
CREATE POLICY referral_answered ON referral FOR UPDATE
    USING (to_hub = (SELECT acting_hub())) WITH CHECK (to_hub = (SELECT acting_hub()));
CREATE POLICY referral_change_of_referral ON referral_change
    USING (EXISTS (SELECT FROM referral r WHERE r.referral_id = referral_change.referral_id));
