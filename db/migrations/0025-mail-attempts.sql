-- Mail that is not taken waits for another try, and holds up no other.

-- An address that no mail could ever have reached was never confirmed either.
DELETE FROM registration
WHERE status = 'unconfirmed' AND contact !~ '^[^@[:cntrl:][:space:]-][^@[:cntrl:][:space:]]*@[A-Za-z0-9.-]+$';
DELETE FROM outgoing_mail
WHERE recipient !~ '^[^@[:cntrl:][:space:]-][^@[:cntrl:][:space:]]*@[A-Za-z0-9.-]+$';

ALTER TABLE outgoing_mail
    ADD COLUMN attempts    int         NOT NULL DEFAULT 0,
    ADD COLUMN next_try_at timestamptz NOT NULL DEFAULT now(),
    -- Why it was not taken, in the words of whoever did not take it; never an address.
    ADD COLUMN problem     text,
    ADD COLUMN given_up_at timestamptz,
    ADD CONSTRAINT outgoing_mail_problem_check
        CHECK (problem !~ '@' AND length(problem) <= 200 AND problem !~ '[[:cntrl:]]'),
    ADD CONSTRAINT outgoing_mail_ended_check CHECK (sent_at IS NULL OR given_up_at IS NULL),
    ADD CONSTRAINT outgoing_mail_recipient_check
        CHECK (recipient ~ '^[^@[:cntrl:][:space:]-][^@[:cntrl:][:space:]]*@[A-Za-z0-9.-]+$'),
    DROP CONSTRAINT outgoing_mail_body_check,
    ADD CONSTRAINT outgoing_mail_body_check
        CHECK ((body IS NULL) = (sent_at IS NOT NULL OR given_up_at IS NOT NULL));
DROP INDEX outgoing_mail_waiting_idx;
CREATE INDEX outgoing_mail_waiting_idx ON outgoing_mail (next_try_at)
    WHERE sent_at IS NULL AND given_up_at IS NULL;

-- The public speaks French and Haitian Creole, too.
ALTER TABLE registration
    DROP CONSTRAINT registration_language_check,
    ADD CONSTRAINT registration_language_check CHECK (language IN ('en', 'es', 'fr', 'ht'));
ALTER TABLE place_contact
    DROP CONSTRAINT place_contact_language_check,
    ADD CONSTRAINT place_contact_language_check CHECK (language IN ('en', 'es', 'fr', 'ht'));
