public import Casework
public import Postgres

/// A place in the audit trail, with the row that stands there.
public struct PlacedRow: Sendable {
    public let position: Int
    public let id: Int64
    public let tag: [UInt8]
    /// Nil when there is no such row.
    public let leaf: AuditBytes?
}

extension Query where Output == PlacedRow {
    /// All places from a position on, in their order.
    public static func places(from position: Int) -> Self {
        Self(
            #"\#(columns) WHERE p."position" >= \#(position) ORDER BY p."position""#,
            decode: decode)
    }

    /// The places in a span of positions, in their order.
    public static func places(_ positions: Range<Int>) -> Self {
        Self(
            """
            \(columns) WHERE p."position" >= \(positions.lowerBound)
                AND p."position" < \(positions.upperBound) ORDER BY p."position"
            """, decode: decode)
    }

    /// The place of a row; none until it is sealed.
    public static func place(of row: Int64) -> Self {
        Self("\(columns) WHERE p.audit_id = \(row)", decode: decode)
    }

    /// One probe a row, in the order of the places: a join over a long trail would be sorted.
    private static var columns: Statement {
        """
        SELECT p."position", p.audit_id, p.tag, r.leaf
        FROM audit_place p LEFT JOIN LATERAL (
            SELECT \(AuditBytes.record) AS leaf FROM audit a
            WHERE a.audit_id = p.audit_id OFFSET 0) r ON true
        """
    }

    @Sendable private static func decode(_ row: inout Row) throws -> PlacedRow {
        PlacedRow(
            position: try row.next(), id: try row.next(), tag: try row.next(),
            leaf: try row.nextOptional())
    }
}

/// Which rows of the audit trail somebody wants to see.
public struct AuditFilter: Sendable, Hashable {
    public var actor: String?
    public var operation: String?
    public var subject: String?
    /// From this moment on, and before the other.
    public var from: Moment?
    public var to: Moment?
    public var flaggedOnly = false
    /// Rows with smaller ids only: the last of the page before.
    public var before: Int64?

    public init() {}
}

extension Query where Output == AuditBytes {
    /// Rows with the greatest ids first.
    public static func auditRows(_ filter: AuditFilter, limit: Int) -> Self {
        var sql: Statement = "SELECT \(AuditBytes.record) FROM audit a WHERE true"
        if let actor = filter.actor { sql = "\(sql) AND a.actor = \(actor)" }
        if let operation = filter.operation { sql = "\(sql) AND a.operation = \(operation)" }
        if let subject = filter.subject { sql = "\(sql) AND a.subject = \(subject)" }
        if let from = filter.from { sql = "\(sql) AND a.at >= \(from)" }
        if let to = filter.to { sql = "\(sql) AND a.at < \(to)" }
        if let before = filter.before { sql = "\(sql) AND a.audit_id < \(before)" }
        if filter.flaggedOnly { sql = "\(sql) AND a.is_flagged" }
        return Self("\(sql) ORDER BY a.audit_id DESC LIMIT \(limit)")
    }

    public static func auditRow(_ id: Int64) -> Self {
        Self("SELECT \(AuditBytes.record) FROM audit a WHERE a.audit_id = \(id)")
    }

    /// Every row without a place: written since the last seal, or put in by hand.
    public static var unplacedAuditRows: Self {
        Self(
            """
            SELECT \(AuditBytes.record) FROM audit a
            WHERE NOT EXISTS (SELECT FROM audit_place p WHERE p.audit_id = a.audit_id)
            ORDER BY a.transaction, a.audit_id
            """)
    }
}
