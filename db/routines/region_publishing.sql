-- Writes publications and the bulletin from their documents, as region_saving does the rest.

CREATE OR REPLACE PROCEDURE save_publication(id uuid, d jsonb)
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO publication (publication_id, slug, series, country, topics, authors, publisher,
        published_on, source)
    VALUES (id, d->>'slug', d->>'series', code_number('country', d->>'country'),
        text_list(d->'topics'), text_list(d->'authors'), d->>'publisher',
        (d->>'published')::date, d->>'source')
    ON CONFLICT ON CONSTRAINT publication_pkey DO UPDATE SET
        version = publication.version + 1, series = excluded.series, country = excluded.country,
        topics = excluded.topics, authors = excluded.authors, publisher = excluded.publisher,
        published_on = excluded.published_on, source = excluded.source;
    DELETE FROM publication_text t WHERE t.publication_id = id;
    INSERT INTO publication_text (publication_id, position, language, title, link)
    SELECT id, position, part->>'language', part->>'title', part->>'link'
    FROM parts(d->'texts');
END;

CREATE OR REPLACE PROCEDURE save_bulletin_item(id uuid, d jsonb)
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO bulletin_item (bulletin_item_id, slug, dated_on, country, status, source,
        published_at)
    VALUES (id, d->>'slug', (d->>'dated')::date, code_number('country', d->>'country'),
        d->>'status', d->>'source', CASE WHEN d->>'status' = 'published' THEN now() END)
    ON CONFLICT ON CONSTRAINT bulletin_item_pkey DO UPDATE SET
        version = bulletin_item.version + 1, dated_on = excluded.dated_on,
        country = excluded.country, status = excluded.status, source = excluded.source,
        updated_at = now(),
        published_at = CASE WHEN excluded.status = 'published'
            THEN coalesce(bulletin_item.published_at, excluded.published_at) END;
    DELETE FROM bulletin_text t WHERE t.bulletin_item_id = id;
    INSERT INTO bulletin_text (bulletin_item_id, position, language, title, body)
    SELECT id, position, part->>'language', part->>'title', part->>'body'
    FROM parts(d->'texts');
    DELETE FROM bulletin_link l WHERE l.bulletin_item_id = id;
    INSERT INTO bulletin_link (bulletin_item_id, position, kind, target)
    SELECT id, position, part->>'kind', part->>'slug' FROM parts(d->'links');
    DELETE FROM bulletin_picture p WHERE p.bulletin_item_id = id;
    INSERT INTO bulletin_picture (bulletin_item_id, position, link, description, credit)
    SELECT id, position, part->>'link', part->>'text', part->>'credit'
    FROM parts(d->'pictures');
END;

CREATE OR REPLACE PROCEDURE save_bulletin_issue(id uuid, d jsonb)
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO bulletin_issue (bulletin_issue_id, slug, dated_on, title)
    VALUES (id, d->>'slug', (d->>'dated')::date, d->>'title')
    ON CONFLICT ON CONSTRAINT bulletin_issue_pkey DO UPDATE SET
        version = bulletin_issue.version + 1, dated_on = excluded.dated_on,
        title = excluded.title;
    DELETE FROM bulletin_issue_item i WHERE i.bulletin_issue_id = id;
    INSERT INTO bulletin_issue_item (bulletin_issue_id, position, bulletin_item_id)
    SELECT id, position,
        (SELECT bulletin_item_id FROM bulletin_item b WHERE b.slug = part #>> '{}')
    FROM parts(d->'items');
END;
