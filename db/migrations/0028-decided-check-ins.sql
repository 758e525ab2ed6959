-- The forms of check-ins that staff have decided on: one that is sent again waits no more. Nothing in
-- it is anybody's.
CREATE TABLE decided_check_in (
    form        bytea    NOT NULL,
    activity_id uuid     NOT NULL,
    session     smallint NOT NULL,
    CONSTRAINT decided_check_in_pkey PRIMARY KEY (form),
    CONSTRAINT decided_check_in_session_fkey FOREIGN KEY (activity_id, session)
        REFERENCES activity_session ON DELETE CASCADE
);
