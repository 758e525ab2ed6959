public import Casework
public import Postgres

/// A seal of the audit trail: the signed head of the Merkle tree over all rows up to its last.
public struct AuditSeal: Sendable, Hashable {
    /// From 1, without gaps.
    public var number: Int
    public var sealedAt: Moment
    /// The position of its first row, from 0; so many rows the seals before it cover.
    public var firstPosition: Int
    /// How many rows it adds.
    public var rows: Int
    public var firstRow: Int64
    public var lastRow: Int64
    public var root: [UInt8]
    /// SHA-256 over the text of the seal before; of nothing for the first.
    public var previous: [UInt8]
    /// The server's own number: transaction numbers mean nothing on another.
    public var server: Int64
    /// Every transaction with a smaller number had ended.
    public var horizon: Int64
    /// Every transaction from this number on began later.
    public var nextTransaction: Int64
    /// The roots of the complete subtrees of the tree. Not signed: they are those of the root.
    public var frontier: [UInt8]
    /// Ed25519 over the text.
    public var signature: [UInt8]
    public var publicKey: [UInt8]

    public init(
        number: Int, sealedAt: Moment, firstPosition: Int, rows: Int, firstRow: Int64,
        lastRow: Int64, root: [UInt8], previous: [UInt8], server: Int64, horizon: Int64,
        nextTransaction: Int64, frontier: [UInt8], signature: [UInt8], publicKey: [UInt8]
    ) {
        self.number = number
        self.sealedAt = sealedAt
        self.firstPosition = firstPosition
        self.rows = rows
        self.firstRow = firstRow
        self.lastRow = lastRow
        self.root = root
        self.previous = previous
        self.server = server
        self.horizon = horizon
        self.nextTransaction = nextTransaction
        self.frontier = frontier
        self.signature = signature
        self.publicKey = publicKey
    }

    /// How many rows the tree has.
    public var size: Int { firstPosition + rows }
}

extension Query where Output == AuditSeal {
    /// All seals, oldest first.
    public static var auditSeals: Self {
        Self("\(columns) ORDER BY number", decode: decode)
    }

    public static var latestAuditSeal: Self {
        Self("\(columns) ORDER BY number DESC LIMIT 1", decode: decode)
    }

    public static func auditSeal(number: Int) -> Self {
        Self("\(columns) WHERE number = \(number)", decode: decode)
    }

    private static var columns: Statement {
        """
        SELECT number, sealed_at, first_position, rows, first_row, last_row, root, previous,
            server, horizon, next_transaction, frontier, signature, public_key
        FROM audit_seal
        """
    }

    @Sendable private static func decode(_ row: inout Row) throws -> AuditSeal {
        AuditSeal(
            number: try row.next(), sealedAt: try row.next(), firstPosition: try row.next(),
            rows: try row.next(), firstRow: try row.next(), lastRow: try row.next(),
            root: try row.next(), previous: try row.next(), server: try row.next(),
            horizon: try row.next(), nextTransaction: try row.next(), frontier: try row.next(),
            signature: try row.next(), publicKey: try row.next())
    }
}

/// Which server this is, and which transactions it has seen.
public struct ServerState: Sendable, Hashable {
    /// A copy restored elsewhere has another number.
    public let server: Int64
    /// Every transaction with a smaller number has ended.
    public let horizon: Int64
    /// Every transaction from this number on begins later.
    public let nextTransaction: Int64
    public let at: Moment

    static let columns: Statement = """
        SELECT system_identifier AS server,
            pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon,
            pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next_transaction,
            statement_timestamp() AS at
        FROM pg_control_system() OFFSET 0
        """

    @Sendable static func decode(_ row: inout Row) throws -> ServerState {
        ServerState(
            server: try row.next(), horizon: try row.next(), nextTransaction: try row.next(),
            at: try row.next())
    }
}

extension Query where Output == ServerState {
    public static var serverState: Self { Self(ServerState.columns, decode: ServerState.decode) }
}

/// A row that no seal covers, with the state in which the server was when it was seen.
public struct UnsealedRow: Sendable {
    public let id: Int64
    public let transaction: Int64
    public let leaf: AuditBytes
    public let state: ServerState
}

extension Query where Output == UnsealedRow {
    /// Rows of the transactions from `horizon` on that no seal covers, in the order of the seal;
    /// without a horizon all rows.
    ///
    /// Whatever had not been committed when the horizon was drawn has a greater number. Numbers that
    /// this server has not reached are of rows restored from another: they were sealed first of all.
    /// Each row is looked up by itself: a join might read all places there are.
    public static func unsealed(from horizon: Int64?, limit: Int) -> Self {
        let span: Statement =
            horizon.map {
                """
                a.transaction >= (\(String($0))::text)::xid8
                    AND a.transaction < pg_snapshot_xmax(pg_current_snapshot()) AND
                """
            } ?? ""
        return Self(
            """
            SELECT a.audit_id, a.transaction::text::bigint, \(AuditBytes.record), s.*
            FROM audit a CROSS JOIN (\(ServerState.columns)) s
            WHERE \(span) (SELECT p."position" FROM audit_place p WHERE p.audit_id = a.audit_id)
                IS NULL
            ORDER BY a.transaction, a.audit_id LIMIT \(limit)
            """
        ) { row in
            UnsealedRow(
                id: try row.next(), transaction: try row.next(), leaf: try row.next(),
                state: try ServerState.decode(&row))
        }
    }
}

extension Statement {
    /// One seals at a time; those who write rows do not wait.
    public static var lockAuditSeals: Self { "SELECT pg_advisory_xact_lock(7012)" }

    public static func add(_ seal: AuditSeal) -> Self {
        """
        INSERT INTO audit_seal (number, sealed_at, first_position, rows, first_row, last_row, root,
            previous, server, horizon, next_transaction, frontier, signature, public_key)
        VALUES (\(seal.number), \(seal.sealedAt), \(seal.firstPosition), \(seal.rows),
            \(seal.firstRow), \(seal.lastRow), \(seal.root), \(seal.previous), \(seal.server),
            \(seal.horizon), \(seal.nextTransaction), \(seal.frontier), \(seal.signature),
            \(seal.publicKey))
        """
    }

    /// Gives rows their places, from a position on.
    public static func place(_ rows: [Int64], tags: [[UInt8]], from position: Int) -> Self {
        """
        INSERT INTO audit_place ("position", audit_id, tag)
        SELECT \(position) + n - 1, id, tag
        FROM unnest(\(rows), \(tags)) WITH ORDINALITY AS v (id, tag, n)
        """
    }
}
