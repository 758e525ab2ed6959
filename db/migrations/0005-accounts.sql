-- Who signs in, and what they sign in with. No account comes with the installation.

CREATE TABLE account (
    account_id  uuid        NOT NULL,
    name        text        NOT NULL,
    role        text        NOT NULL,
    -- Where a clerk or manager works, and which country an officer answers for.
    hub_id      smallint,
    country     smallint,
    -- The language they are spoken to in; null is the language of whatever they use.
    locale      text,
    -- Until they choose a password of their own, they can do nothing else.
    must_change boolean     NOT NULL DEFAULT true,
    -- Whether signing in takes a one-time code as well.
    has_totp    boolean     NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL DEFAULT now(),
    disabled_at timestamptz,
    CONSTRAINT account_pkey PRIMARY KEY (account_id),
    CONSTRAINT account_hub_fkey FOREIGN KEY (hub_id) REFERENCES hub,
    CONSTRAINT account_name_check CHECK (name ~ '^[[:alnum:]][[:alnum:]._-]{0,63}$'),
    CONSTRAINT account_role_check CHECK (role IN ('clerk', 'manager', 'country_officer',
        'regional_analyst', 'administrator', 'auditor')),
    CONSTRAINT account_place_check CHECK (
        (hub_id IS NOT NULL) = (role IN ('clerk', 'manager'))
        AND (country IS NOT NULL) = (role = 'country_officer')),
    CONSTRAINT account_locale_check CHECK (locale IN ('en', 'es'))
);
CREATE UNIQUE INDEX account_name_key ON account (lower(name));

-- Apart from the account, so that nobody who may see accounts can see any of this.
CREATE TABLE account_secret (
    account_id   uuid   NOT NULL,
    -- How a password becomes a proof: algorithm, costs and salt. The proof itself is never stored.
    parameters   text   NOT NULL,
    -- SHA-256 of the proof: a session opens only for whoever shows the proof.
    verifier     bytea  NOT NULL,
    -- The secrets of one-time codes, sealed under the master key: the one in use, and one that is
    -- not confirmed yet.
    totp         bytea,
    totp_pending bytea,
    -- The last time step whose code was used; none before it is taken again.
    totp_step    bigint NOT NULL DEFAULT 0,
    CONSTRAINT account_secret_pkey PRIMARY KEY (account_id),
    CONSTRAINT account_secret_account_fkey FOREIGN KEY (account_id) REFERENCES account,
    CONSTRAINT account_secret_verifier_check CHECK (octet_length(verifier) = 32)
);

CREATE TABLE recovery_code (
    account_id uuid        NOT NULL,
    -- Keyed under the master key: the codes are short.
    digest     bytea       NOT NULL,
    used_at    timestamptz,
    CONSTRAINT recovery_code_pkey PRIMARY KEY (account_id, digest),
    CONSTRAINT recovery_code_account_fkey FOREIGN KEY (account_id) REFERENCES account
);

CREATE TABLE session (
    session_id    uuid        NOT NULL,
    account_id    uuid        NOT NULL,
    -- SHA-256 of the token that the browser holds, and of the key that the application shows to the
    -- database; neither is stored.
    token_digest  bytea       NOT NULL,
    access_digest bytea       NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    seen_at       timestamptz NOT NULL DEFAULT now(),
    idle          interval    NOT NULL,
    expires_at    timestamptz NOT NULL,
    -- The password was right, the second factor has not been shown yet.
    needs_factor  boolean     NOT NULL,
    failures      smallint    NOT NULL DEFAULT 0,
    device        text,
    revoked_at    timestamptz,
    -- The session that took its place when the token was changed.
    replaced_by   uuid,
    CONSTRAINT session_pkey PRIMARY KEY (session_id),
    CONSTRAINT session_token_key UNIQUE (token_digest),
    CONSTRAINT session_access_key UNIQUE (access_digest),
    CONSTRAINT session_account_fkey FOREIGN KEY (account_id) REFERENCES account,
    CONSTRAINT session_device_check CHECK (length(device) <= 200)
);
CREATE INDEX session_account_idx ON session (account_id);

CREATE TABLE api_token (
    token_id      uuid        NOT NULL,
    account_id    uuid        NOT NULL,
    name          text        NOT NULL,
    token_digest  bytea       NOT NULL,
    access_digest bytea       NOT NULL,
    -- What may be done with it, of what its account may do; null is all of it.
    scopes        text[],
    created_at    timestamptz NOT NULL DEFAULT now(),
    expires_at    timestamptz NOT NULL,
    used_at       timestamptz,
    revoked_at    timestamptz,
    CONSTRAINT api_token_pkey PRIMARY KEY (token_id),
    CONSTRAINT api_token_token_key UNIQUE (token_digest),
    CONSTRAINT api_token_access_key UNIQUE (access_digest),
    CONSTRAINT api_token_account_fkey FOREIGN KEY (account_id) REFERENCES account,
    CONSTRAINT api_token_name_check CHECK (name <> '' AND length(name) <= 100)
);
CREATE INDEX api_token_account_idx ON api_token (account_id);

-- Failed sign-ins by name and by where they came from: an address, or a device that the account is
-- known to use. Whoever fails waits there; nobody else does.
CREATE TABLE sign_in_failure (
    -- A digest of the folded name, or one that stands for all names together.
    subject  bytea       NOT NULL,
    source   text        NOT NULL,
    failures int         NOT NULL,
    last_at  timestamptz NOT NULL,
    CONSTRAINT sign_in_failure_pkey PRIMARY KEY (subject, source)
);

CREATE TABLE known_device (
    account_id uuid        NOT NULL,
    -- SHA-256 of a token that the device keeps.
    digest     bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT known_device_pkey PRIMARY KEY (account_id, digest),
    CONSTRAINT known_device_account_fkey FOREIGN KEY (account_id) REFERENCES account
);

-- Whose import it was: the hub or country of whoever signed in, nothing for the operator.
ALTER TABLE import_batch ADD COLUMN hub_id smallint, ADD COLUMN country smallint;
