-- Who looked where their role alone does not let them: an emergency, with a reason, and for the
-- managers of both hubs to look into.
CREATE TABLE glass_break (
    break_id   uuid        NOT NULL,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor      text        NOT NULL,
    account_id uuid,
    -- Where whoever looked works; null for the operator.
    from_hub   smallint,
    -- Whose person or case it is.
    hub_id     smallint    NOT NULL,
    person_id  uuid,
    case_id    uuid,
    reason     text        NOT NULL,
    seen_by    text,
    seen_at    timestamptz,
    CONSTRAINT glass_break_pkey PRIMARY KEY (break_id),
    CONSTRAINT glass_break_hub_fkey FOREIGN KEY (hub_id) REFERENCES hub,
    CONSTRAINT glass_break_from_hub_fkey FOREIGN KEY (from_hub) REFERENCES hub,
    CONSTRAINT glass_break_person_fkey FOREIGN KEY (person_id) REFERENCES person,
    CONSTRAINT glass_break_case_fkey FOREIGN KEY (case_id) REFERENCES casework_case,
    CONSTRAINT glass_break_subject_check CHECK (num_nonnulls(person_id, case_id) = 1),
    CONSTRAINT glass_break_reason_check CHECK (reason ~ '[[:alpha:]]'),
    CONSTRAINT glass_break_seen_check CHECK (num_nonnulls(seen_by, seen_at) IN (0, 2))
);
CREATE INDEX glass_break_hub_idx ON glass_break (hub_id, break_id) WHERE seen_at IS NULL;
CREATE INDEX glass_break_from_hub_idx ON glass_break (from_hub, break_id) WHERE seen_at IS NULL;

-- How long what is known of somebody is kept after the last thing that was done for them: by what
-- their cases were about, the longest of all; 0 is for those of whom there is no case.
CREATE TABLE retention_rule (
    service smallint NOT NULL,
    months  int      NOT NULL,
    CONSTRAINT retention_rule_pkey PRIMARY KEY (service),
    CONSTRAINT retention_rule_months_check CHECK (months BETWEEN 1 AND 1200)
);
-- Five years after the last contact; ten where a court may still ask.
INSERT INTO retention_rule (service, months)
SELECT v.number, CASE WHEN v.code IN ('child_protection', 'gbv_response', 'trafficking_protection')
    THEN 120 ELSE 60 END
FROM (VALUES (0, 'none'), (13, 'child_protection'), (14, 'gbv_response'),
    (17, 'trafficking_protection')) v (number, code);
