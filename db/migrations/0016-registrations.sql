-- What organisations send in about themselves. Nothing of it is public before somebody decided so.

CREATE TABLE registration (
    registration_id uuid        NOT NULL,
    -- The entry that it would change; null for a new one.
    place_id        uuid,
    document        jsonb       NOT NULL,
    -- Where the links are sent; never shown to the public.
    contact         text        NOT NULL,
    language        text        NOT NULL,
    status          text        NOT NULL DEFAULT 'unconfirmed',
    -- A keyed hash of the sender's network, to count by; forgotten when it is decided.
    source          bytea,
    -- Of the form that was filled in: one form makes one registration.
    form            bytea       NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    confirmed_at    timestamptz,
    decided_at      timestamptz,
    decided_by      text,
    reasons         text[]      NOT NULL DEFAULT '{}',
    note            text,
    CONSTRAINT registration_pkey PRIMARY KEY (registration_id),
    CONSTRAINT registration_form_key UNIQUE (form),
    CONSTRAINT registration_place_fkey FOREIGN KEY (place_id) REFERENCES place,
    CONSTRAINT registration_language_check CHECK (language IN ('en', 'es')),
    CONSTRAINT registration_document_check CHECK (octet_length(document::text) <= 20000),
    CONSTRAINT registration_status_check
        CHECK (status IN ('unconfirmed', 'waiting', 'accepted', 'refused')),
    CONSTRAINT registration_confirmed_check
        CHECK (status = 'unconfirmed' OR confirmed_at IS NOT NULL),
    CONSTRAINT registration_decided_check CHECK ((status IN ('accepted', 'refused'))
        = (decided_at IS NOT NULL AND decided_by IS NOT NULL)),
    CONSTRAINT registration_reasons_check CHECK (status <> 'refused' OR cardinality(reasons) > 0)
);
CREATE INDEX registration_waiting_idx ON registration (confirmed_at) WHERE status = 'waiting';
CREATE INDEX registration_recent_idx ON registration (created_at);
CREATE INDEX registration_place_idx ON registration (place_id);

-- Who may change an entry: whoever reads mail at this address.
CREATE TABLE place_contact (
    place_id    uuid        NOT NULL,
    address     text        NOT NULL,
    language    text        NOT NULL,
    reminded_at timestamptz,
    -- When a link was last asked for.
    linked_at   timestamptz,
    CONSTRAINT place_contact_pkey PRIMARY KEY (place_id),
    CONSTRAINT place_contact_place_fkey FOREIGN KEY (place_id) REFERENCES place,
    CONSTRAINT place_contact_language_check CHECK (language IN ('en', 'es'))
);

-- Mail that waits to be sent; its text goes with the sending.
CREATE TABLE outgoing_mail (
    outgoing_mail_id uuid        NOT NULL,
    recipient        text        NOT NULL,
    subject          text        NOT NULL,
    body             text,
    created_at       timestamptz NOT NULL DEFAULT now(),
    sent_at          timestamptz,
    CONSTRAINT outgoing_mail_pkey PRIMARY KEY (outgoing_mail_id),
    CONSTRAINT outgoing_mail_body_check CHECK ((body IS NULL) = (sent_at IS NOT NULL)),
    -- One line each: nothing that a header could end in.
    CONSTRAINT outgoing_mail_line_check CHECK (recipient !~ '[[:cntrl:]]' AND subject !~ '[[:cntrl:]]')
);
CREATE INDEX outgoing_mail_waiting_idx ON outgoing_mail (created_at) WHERE sent_at IS NULL;

-- What figures bound in published texts show the public, as the editions that they name have it.
CREATE TABLE published_figure (
    figure           text    NOT NULL,
    -- Null where disclosure control hides it.
    value            bigint,
    is_demonstration boolean NOT NULL,
    CONSTRAINT published_figure_pkey PRIMARY KEY (figure)
);
