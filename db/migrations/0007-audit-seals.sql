-- The audit trail proves itself: rows say more, and signed seals cover them in batches.

-- Role, account and origin are what the transaction says about whoever acts, in the settings
-- `hub.role`, `hub.account` and `hub.origin`; without them it is the operator of the machine.
ALTER TABLE audit
    ADD COLUMN account_id uuid
        DEFAULT nullif(current_setting('hub.account', true), '')::uuid,
    ADD COLUMN role text NOT NULL
        DEFAULT coalesce(nullif(current_setting('hub.role', true), ''), 'machine'),
    -- An address or a terminal.
    ADD COLUMN origin text NOT NULL DEFAULT coalesce(current_setting('hub.origin', true), ''),
    ADD COLUMN subject_kind text,
    -- Ids, codes and counts, like the content.
    ADD COLUMN before jsonb,
    ADD COLUMN after jsonb,
    -- Somebody has to look at it: an access by break-glass.
    ADD COLUMN is_flagged boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT audit_flagged_check CHECK (NOT is_flagged OR reason <> '');

CREATE INDEX audit_flagged_idx ON audit (audit_id) WHERE is_flagged;
-- By it a seal finds what came since the last one. A close reads nearly all rows: no index helps.
CREATE INDEX audit_transaction_idx ON audit (transaction, audit_id);
DROP INDEX audit_change_number_idx;

-- A seal is the head of a Merkle tree over all rows sealed so far (RFC 9162), signed, and holds the
-- digest of the seal before it.
CREATE TABLE audit_seal (
    number           int         NOT NULL,
    sealed_at        timestamptz NOT NULL,
    -- How many rows all seals before cover; the position of the first row of this one.
    first_position   bigint      NOT NULL,
    rows             bigint      NOT NULL,
    first_row        bigint      NOT NULL,
    last_row         bigint      NOT NULL,
    root             bytea       NOT NULL,
    previous         bytea       NOT NULL,
    -- Transaction numbers count within one server. All below the horizon had ended when the seal
    -- was made; all from `next_transaction` on began later.
    server           bigint      NOT NULL,
    horizon          bigint      NOT NULL,
    next_transaction bigint      NOT NULL,
    -- The roots of the complete subtrees: what it takes to go on without reading all rows again.
    frontier         bytea       NOT NULL,
    signature        bytea       NOT NULL,
    public_key       bytea       NOT NULL,
    CONSTRAINT audit_seal_pkey PRIMARY KEY (number),
    CONSTRAINT audit_seal_position_key UNIQUE (first_position),
    CONSTRAINT audit_seal_rows_check CHECK (rows > 0)
);

-- The place of every sealed row in the total order. The tag authenticates row and place with a key
-- that the database does not have, so that a change is found where it is.
CREATE TABLE audit_place (
    "position" bigint NOT NULL,
    audit_id   bigint NOT NULL,
    tag        bytea  NOT NULL,
    CONSTRAINT audit_place_pkey PRIMARY KEY ("position"),
    CONSTRAINT audit_place_row_key UNIQUE (audit_id)
);
