public import Casework
public import Postgres

/// What a calendar is told of an action beside the action itself.
public struct AgreedActionStamp: Sendable {
    public let slug: String
    /// RFC 3339, UTC.
    public let updatedAt: String
}

extension Query where Output == AgreedActionStamp {
    public static var agreedActionStamps: Self {
        Self("SELECT slug, \(.utc("updated_at")) FROM agreed_action") { row in
            AgreedActionStamp(slug: try row.next(), updatedAt: try row.next())
        }
    }
}

extension Query where Output == AgreedActionChange {
    /// How an action came to be as it is, oldest first.
    public static func changes(ofAction slug: Slug) -> Self {
        Self(
            """
            SELECT \(.utc("c.at")), c.actor, c.status, c.due_on, c.note
            FROM agreed_action_change c JOIN agreed_action a USING (agreed_action_id)
            WHERE a.slug = \(slug.description) ORDER BY c.version
            """
        ) { row in
            AgreedActionChange(
                at: try row.next(), actor: try row.next(), status: try row.next(),
                due: try row.nextOptional(),
                note: try row.nextOptional())
        }
    }
}

extension Statement {
    /// Keeps the state that an action has now, as one step of its history; with its note if that is
    /// another than was noted before.
    public static func keepChange(
        ofAction slug: Slug, actor: String, note: String?
    ) -> Self {
        """
        INSERT INTO agreed_action_change (agreed_action_id, version, actor, status, due_on, note)
        SELECT agreed_action_id, version, \(actor), status, due_on, nullif(\(note), (
            SELECT c.note FROM agreed_action_change c
            WHERE c.agreed_action_id = a.agreed_action_id AND c.note IS NOT NULL
            ORDER BY c.version DESC LIMIT 1))
        FROM agreed_action a
        WHERE slug = \(slug.description)
        """
    }

    /// A time as RFC 3339 has it, in UTC, to the second.
    static func utc(_ column: String) -> Self {
        #"to_char(\#(raw: column) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"#
    }
}
