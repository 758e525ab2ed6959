-- Publications and the bulletin; they stand by themselves, whichever of the two files comes first.

CREATE TABLE publication (
    publication_id uuid   NOT NULL,
    slug           text   NOT NULL,
    version        int    NOT NULL DEFAULT 1,
    series         text,
    country        smallint,
    topics         text[] NOT NULL DEFAULT '{}',
    authors        text[] NOT NULL,
    publisher      text,
    -- Forthcoming until it has a date.
    published_on   date,
    source         text,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT publication_pkey PRIMARY KEY (publication_id),
    CONSTRAINT publication_slug_key UNIQUE (slug),
    CONSTRAINT publication_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);

CREATE TABLE publication_text (
    publication_id uuid     NOT NULL,
    position       smallint NOT NULL,
    language       text     NOT NULL,
    title          text     NOT NULL,
    link           text,
    CONSTRAINT publication_text_pkey PRIMARY KEY (publication_id, position),
    CONSTRAINT publication_text_language_key UNIQUE (publication_id, language),
    CONSTRAINT publication_text_publication_fkey
        FOREIGN KEY (publication_id) REFERENCES publication,
    CONSTRAINT publication_text_title_check CHECK (title <> '')
);

CREATE TABLE bulletin_item (
    bulletin_item_id uuid NOT NULL,
    slug         text     NOT NULL,
    version      int      NOT NULL DEFAULT 1,
    dated_on     date     NOT NULL,
    country      smallint,
    status       text     NOT NULL,
    source       text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,
    CONSTRAINT bulletin_item_pkey PRIMARY KEY (bulletin_item_id),
    CONSTRAINT bulletin_item_slug_key UNIQUE (slug),
    CONSTRAINT bulletin_item_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT bulletin_item_status_check CHECK (status IN ('draft', 'in_review', 'published')),
    CONSTRAINT bulletin_item_published_check
        CHECK ((status = 'published') = (published_at IS NOT NULL))
);
CREATE INDEX bulletin_item_dated_idx ON bulletin_item (dated_on);

CREATE TABLE bulletin_text (
    bulletin_item_id uuid     NOT NULL,
    position         smallint NOT NULL,
    language         text     NOT NULL,
    title            text     NOT NULL,
    body             text     NOT NULL,
    CONSTRAINT bulletin_text_pkey PRIMARY KEY (bulletin_item_id, position),
    CONSTRAINT bulletin_text_language_key UNIQUE (bulletin_item_id, language),
    CONSTRAINT bulletin_text_item_fkey FOREIGN KEY (bulletin_item_id) REFERENCES bulletin_item,
    CONSTRAINT bulletin_text_title_check CHECK (title <> '')
);

-- The records behind an item.
CREATE TABLE bulletin_link (
    bulletin_item_id uuid     NOT NULL,
    position         smallint NOT NULL,
    kind             text     NOT NULL,
    target           text     NOT NULL,
    CONSTRAINT bulletin_link_pkey PRIMARY KEY (bulletin_item_id, position),
    CONSTRAINT bulletin_link_item_fkey FOREIGN KEY (bulletin_item_id) REFERENCES bulletin_item
);

CREATE TABLE bulletin_picture (
    bulletin_item_id uuid     NOT NULL,
    position         smallint NOT NULL,
    link             text     NOT NULL,
    description      text     NOT NULL,
    credit           text,
    CONSTRAINT bulletin_picture_pkey PRIMARY KEY (bulletin_item_id, position),
    CONSTRAINT bulletin_picture_item_fkey FOREIGN KEY (bulletin_item_id) REFERENCES bulletin_item,
    CONSTRAINT bulletin_picture_description_check CHECK (description <> '')
);

-- What a published item was corrected for, shown with it for ever.
CREATE TABLE bulletin_correction (
    bulletin_item_id uuid        NOT NULL,
    version          int         NOT NULL,
    at               timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor            text        NOT NULL,
    note             text        NOT NULL,
    CONSTRAINT bulletin_correction_pkey PRIMARY KEY (bulletin_item_id, version),
    CONSTRAINT bulletin_correction_item_fkey
        FOREIGN KEY (bulletin_item_id) REFERENCES bulletin_item,
    CONSTRAINT bulletin_correction_note_check CHECK (note <> '')
);

CREATE TABLE bulletin_issue (
    bulletin_issue_id uuid NOT NULL,
    slug     text NOT NULL,
    version  int  NOT NULL DEFAULT 1,
    dated_on date NOT NULL,
    title    text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT bulletin_issue_pkey PRIMARY KEY (bulletin_issue_id),
    CONSTRAINT bulletin_issue_slug_key UNIQUE (slug),
    CONSTRAINT bulletin_issue_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT bulletin_issue_title_check CHECK (title <> '')
);

CREATE TABLE bulletin_issue_item (
    bulletin_issue_id uuid     NOT NULL,
    position          smallint NOT NULL,
    bulletin_item_id  uuid     NOT NULL,
    CONSTRAINT bulletin_issue_item_pkey PRIMARY KEY (bulletin_issue_id, position),
    CONSTRAINT bulletin_issue_item_once_key UNIQUE (bulletin_item_id),
    CONSTRAINT bulletin_issue_item_issue_fkey
        FOREIGN KEY (bulletin_issue_id) REFERENCES bulletin_issue,
    CONSTRAINT bulletin_issue_item_item_fkey
        FOREIGN KEY (bulletin_item_id) REFERENCES bulletin_item
);
