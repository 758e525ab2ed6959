/// A pool of which every use has the same run-time parameters, set for its transaction alone.
///
/// What row security asks about whoever acts is set so: it ends with the transaction, and the next
/// user of the connection has nothing of it.
public struct ScopedPool: Sendable {
    public let pool: Pool
    /// Without any, the pool is used as it is.
    public let settings: [String: String]

    public init(_ pool: Pool, settings: [String: String] = [:]) {
        self.pool = pool
        self.settings = settings
    }

    /// As `Pool.executor`.
    public var executor: any TaskExecutor { pool.executor }

    public var usage: PoolUsage { pool.usage }

    /// Closes the pool itself, for everybody who uses it.
    public func close() async { await pool.close() }

    /// As `Pool.transaction`.
    public nonisolated(nonsending) func transaction<Output>(
        _ mode: TransactionMode = .readWrite,
        _ body: (Connection) async throws -> Output
    ) async throws -> Output {
        try await pool.transaction(mode, settings: settings, body)
    }

    /// As `Pool.withConnection`; in one transaction where there are settings, since they end with
    /// it.
    public nonisolated(nonsending) func withConnection<Output>(
        _ body: (Connection) async throws -> Output
    ) async throws -> Output {
        if settings.isEmpty { return try await pool.withConnection(body) }
        return try await pool.transaction(settings: settings, body)
    }

    /// All rows of a query.
    public nonisolated(nonsending) func all<T>(_ query: Query<T>) async throws -> [T] {
        try await withConnection { try await $0.all(query) }
    }

    /// The first row of a query, or nil if there is none.
    public nonisolated(nonsending) func first<T>(_ query: Query<T>) async throws -> T? {
        try await withConnection { try await $0.first(query) }
    }

    /// The row of a query that has exactly one.
    public nonisolated(nonsending) func one<T>(_ query: Query<T>) async throws -> T {
        try await withConnection { try await $0.one(query) }
    }

    /// Runs a statement and returns how many rows it affected.
    @discardableResult
    public nonisolated(nonsending) func run(_ statement: Statement) async throws -> Int {
        try await withConnection { try await $0.run(statement) }
    }
}
