extension Pool {
    /// Calls `body` with a connection, which goes back to the pool afterwards and must not be kept.
    ///
    /// - Throws: `PoolError`, `PostgresError` if no connection can be opened, and whatever `body`
    ///   throws.
    public nonisolated(nonsending) func withConnection<Output>(
        _ body: (Connection) async throws -> Output
    ) async throws -> Output {
        let connection = try await acquire()
        do {
            let output = try await body(connection)
            await release(connection)
            return output
        } catch {
            await release(connection)
            throw error
        }
    }

    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// After a serialization failure or a deadlock the whole of `body` is run again, up to
    /// `transactionAttempts` times in all, whatever error it made of the failure. So it must do
    /// nothing outside the database that may not happen twice. The run-time parameters hold until
    /// its end.
    public nonisolated(nonsending) func transaction<Output>(
        _ mode: TransactionMode = .readWrite, settings: [String: String] = [:],
        _ body: (Connection) async throws -> Output
    ) async throws -> Output {
        var attempt = 1
        while true {
            let connection = try await acquire()
            do {
                let output = try await connection.transaction(mode, settings: settings, body)
                await release(connection)
                return output
            } catch {
                let isReplayable = await connection.isReplayable
                await release(connection)
                guard isReplayable, attempt < configuration.transactionAttempts else { throw error }
            }
            try await Task.sleep(for: Self.pause(after: attempt))
            attempt += 1
        }
    }

    /// A random time, on average doubling from attempt to attempt up to a quarter of a second, so
    /// that those who met once do not meet again.
    private static func pause(after attempt: Int) -> Duration {
        let limit = min(256, 2 << min(attempt, 7))
        return .microseconds(Int.random(in: 500...limit * 1000))
    }
}

extension Pool {
    /// All rows of a query.
    @inlinable
    public nonisolated(nonsending) func all<T>(_ query: Query<T>) async throws -> [T] {
        try await withConnection { try await $0.all(query) }
    }

    /// The first row of a query, or nil if there is none.
    @inlinable
    public nonisolated(nonsending) func first<T>(_ query: Query<T>) async throws -> T? {
        try await withConnection { try await $0.first(query) }
    }

    /// The row of a query that has exactly one.
    @inlinable
    public nonisolated(nonsending) func one<T>(_ query: Query<T>) async throws -> T {
        try await withConnection { try await $0.one(query) }
    }

    /// Runs a statement and returns how many rows it affected.
    @inlinable
    @discardableResult
    public nonisolated(nonsending) func run(_ statement: Statement) async throws -> Int {
        try await withConnection { try await $0.run(statement) }
    }
}
