-- What changed since a device last asked: every record that devices keep says which transaction
-- changed it last. Rows of before are of transaction 0.
--
-- Transactions end in another order than they begin: a reader takes rows only of transactions below
-- the oldest one that still runs, and so misses none.
ALTER TABLE event_register ADD COLUMN changed_in xid8 NOT NULL DEFAULT '0';
ALTER TABLE person ADD COLUMN changed_in xid8 NOT NULL DEFAULT '0';
ALTER TABLE casework_case ADD COLUMN changed_in xid8 NOT NULL DEFAULT '0';
ALTER TABLE consent ADD COLUMN changed_in xid8 NOT NULL DEFAULT '0';
ALTER TABLE referral ADD COLUMN changed_in xid8 NOT NULL DEFAULT '0';
ALTER TABLE event_register ALTER COLUMN changed_in SET DEFAULT pg_current_xact_id();
ALTER TABLE person ALTER COLUMN changed_in SET DEFAULT pg_current_xact_id();
ALTER TABLE casework_case ALTER COLUMN changed_in SET DEFAULT pg_current_xact_id();
ALTER TABLE consent ALTER COLUMN changed_in SET DEFAULT pg_current_xact_id();
ALTER TABLE referral ALTER COLUMN changed_in SET DEFAULT pg_current_xact_id();
CREATE INDEX event_register_changed_idx ON event_register (hub_id, changed_in, event_id);
CREATE INDEX person_changed_idx ON person (hub_id, changed_in, person_id);
CREATE INDEX casework_case_changed_idx ON casework_case (hub_id, changed_in, case_id);
CREATE INDEX consent_changed_idx ON consent (hub_id, changed_in, consent_id);
CREATE INDEX referral_sent_changed_idx ON referral (from_hub, changed_in, referral_id);
CREATE INDEX referral_received_changed_idx ON referral (to_hub, changed_in, referral_id);

-- A hub's people, those met last first.
CREATE INDEX person_hub_idx ON person (hub_id, person_id);

-- What a hub, or some who work there, may not see any more: devices that keep it let go of it.
CREATE TABLE departure (
    hub_id     smallint NOT NULL,
    -- As in the change feed: 1 event, 2 person, 3 case, 4 consent, 5 referral.
    kind       smallint NOT NULL,
    subject    uuid     NOT NULL,
    changed_in xid8     NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT departure_pkey PRIMARY KEY (hub_id, changed_in, subject),
    CONSTRAINT departure_hub_fkey FOREIGN KEY (hub_id) REFERENCES hub,
    CONSTRAINT departure_kind_check CHECK (kind BETWEEN 1 AND 5)
);
