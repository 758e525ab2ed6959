public import Casework
public import Postgres

/// When an item of the bulletin was published and last changed.
public struct BulletinStamp: Sendable {
    public let slug: String
    /// RFC 3339, UTC; nil until it is published.
    public let publishedAt: String?
    public let updatedAt: String
}

/// What a published item was corrected for.
public struct BulletinCorrection: Sendable, Encodable, Equatable {
    public let slug: String
    /// RFC 3339, UTC.
    public let at: String
    public let note: String

    public init(slug: String, at: String, note: String) {
        self.slug = slug
        self.at = at
        self.note = note
    }
}

extension Query where Output == BulletinStamp {
    public static var bulletinStamps: Self {
        Self("SELECT slug, \(.utc("published_at")), \(.utc("updated_at")) FROM bulletin_item") {
            row in
            BulletinStamp(
                slug: try row.next(), publishedAt: try row.nextOptional(),
                updatedAt: try row.next())
        }
    }
}

extension Query where Output == BulletinCorrection {
    /// Of every item, oldest first.
    public static var bulletinCorrections: Self {
        Self(
            """
            SELECT i.slug, \(.utc("c.at")), c.note
            FROM bulletin_correction c JOIN bulletin_item i USING (bulletin_item_id)
            ORDER BY i.slug, c.version
            """
        ) { row in
            BulletinCorrection(slug: try row.next(), at: try row.next(), note: try row.next())
        }
    }
}

extension Statement {
    /// Says for what a published item was corrected, after it was.
    public static func noteCorrection(of slug: Slug, note: String, actor: String) -> Self {
        """
        INSERT INTO bulletin_correction (bulletin_item_id, version, actor, note)
        SELECT bulletin_item_id, version, \(actor), \(note) FROM bulletin_item
        WHERE slug = \(slug.description)
        """
    }
}
