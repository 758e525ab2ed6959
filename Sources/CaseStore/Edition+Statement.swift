public import Casework
public import Postgres

/// A frozen publication of a quarter, as it is kept.
public struct StoredEdition: Sendable, Hashable {
    public let quarter: Quarter
    public let number: Int
    /// The state that was frozen: every change up to this number.
    public let changeNumber: Int64
    /// When, by the database's clock, in UTC: `2021-04-20T15:04:05Z`.
    public let closedAt: String
    public let actor: String
    public let reason: String
    public let accepted: [String]
    public let content: [UInt8]
    public let inputs: [UInt8]
    public let signature: [UInt8]
    public let publicKey: [UInt8]
    /// What people reached and referrals sent were counted from; nil in editions from before these
    /// were kept.
    public let secondaryInputs: [UInt8]?
}

extension Query where Output == StoredEdition {
    /// A quarter's editions, oldest first.
    public static func editions(of quarter: Quarter) -> Self {
        Self(
            """
            SELECT quarter, number, change_number,
                to_char(closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), actor,
                reason, accepted, content, inputs, signature, public_key, secondary_inputs
            FROM edition WHERE quarter = \(quarter.index) ORDER BY number
            """, decode: stored)
    }

    /// One of a quarter's editions; without a `number` the latest.
    public static func edition(_ number: Int?, of quarter: Quarter) -> Self {
        Self(
            """
            SELECT quarter, number, change_number,
                to_char(closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), actor,
                reason, accepted, content, inputs, signature, public_key, secondary_inputs
            FROM edition
            WHERE quarter = \(quarter.index) AND (\(number)::int IS NULL OR number = \(number))
            ORDER BY number DESC LIMIT 1
            """, decode: stored)
    }

    private static func stored(_ row: inout Row) throws -> StoredEdition {
        StoredEdition(
            quarter: Quarter(index: try row.next()), number: try row.next(),
            changeNumber: try row.next(), closedAt: try row.next(), actor: try row.next(),
            reason: try row.next(), accepted: try row.next(), content: try row.next(),
            inputs: try row.next(), signature: try row.next(), publicKey: try row.next(),
            secondaryInputs: try row.nextOptional())
    }
}

/// What an edition froze, without what it was counted from.
public struct StoredContent: Sendable {
    public let quarter: Quarter
    public let number: Int
    public let content: [UInt8]
}

extension Query where Output == StoredContent {
    /// All editions of these quarters, oldest first.
    public static func contents(of quarters: [Quarter]) -> Self {
        Self(
            """
            SELECT quarter, number, content FROM edition
            WHERE quarter = ANY (\(quarters.map(\.index))) ORDER BY quarter, number
            """
        ) { row in
            StoredContent(
                quarter: Quarter(index: try row.next()), number: try row.next(),
                content: try row.next())
        }
    }
}

extension Statement {
    public static func add(
        edition number: Int, of quarter: Quarter, changeNumber: Int64, actor: String,
        reason: String, accepted: [String], content: [UInt8], inputs: [UInt8],
        secondaryInputs: [UInt8], signature: [UInt8], publicKey: [UInt8]
    ) -> Self {
        """
        INSERT INTO edition (quarter, number, change_number, actor, reason, accepted, content,
            inputs, secondary_inputs, signature, public_key)
        VALUES (\(quarter.index), \(number), \(changeNumber), \(actor), \(reason), \(accepted),
            \(content), \(inputs), \(secondaryInputs), \(signature), \(publicKey))
        """
    }
}
