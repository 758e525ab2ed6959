import CLibPQ

extension Connection {
    /// All rows of a query.
    @inlinable
    public nonisolated(nonsending) func all<T>(_ query: Query<T>) async throws -> [T] {
        try await execute(query.statement).rows(of: query)
    }

    /// The first row of a query, or nil if there is none.
    @inlinable
    public nonisolated(nonsending) func first<T>(_ query: Query<T>) async throws -> T? {
        try await execute(query.statement).firstRow(of: query)
    }

    /// The row of a query that has exactly one.
    ///
    /// - Throws: `UnexpectedRowCount` otherwise.
    @inlinable
    public nonisolated(nonsending) func one<T>(_ query: Query<T>) async throws -> T {
        try await execute(query.statement).onlyRow(of: query)
    }

    /// Runs a statement and returns how many rows it affected.
    @discardableResult
    public func run(_ statement: Statement) async throws -> Int {
        try await execute(statement).affectedRows
    }

    /// Runs several statements, separated by semicolons, without parameters.
    ///
    /// They share one transaction unless the script says otherwise.
    public func execute(script: String) async throws {
        _ = try await exchange {
            try await beginIfPending()
            return try await simple(script)
        }
    }

    /// Has the server parse a statement and nothing more: throws what is wrong with it.
    public func prepare(_ sql: String) async throws {
        _ = try await exchange {
            try await beginIfPending()
            try require(PQsendPrepare(handle, "", sql, 0, nil))
            try await flush()
            return try await outcome()
        }
    }

    /// Has the server parse a statement with its parameters' types and nothing more.
    public func prepare(_ statement: Statement) async throws {
        _ = try await exchange {
            try await beginIfPending()
            let types = statement.parameters.map(\.type.oid)
            try require(PQsendPrepare(handle, "", statement.sql, Int32(types.count), types))
            try await flush()
            return try await outcome()
        }
    }

    /// Runs the statements in one round trip and returns how many rows each affected.
    ///
    /// Outside a transaction they form one of their own: after an error nothing of them remains.
    public func pipeline(_ statements: [Statement]) async throws -> [Int] {
        if statements.isEmpty { return [] }
        return try await exchange {
            try await replayingStale(statements) {
                try await fly(steps(for: statements)).map(\.affectedRows)
            }
        }
    }

    /// Runs one statement, prepared unless the cache is off.
    @usableFromInline
    func execute(_ statement: Statement) async throws -> ResultSet {
        try await exchange {
            try await replayingStale([statement]) { try await executeOnce(statement) }
        }
    }
}

extension Connection {
    /// Runs SQL by the simple protocol.
    func simple(_ sql: String) async throws -> ResultSet {
        try require(PQsendQuery(handle, sql))
        try await flush()
        return try await outcome()
    }

    private func executeOnce(_ statement: Statement) async throws -> ResultSet {
        guard let name = preparedName(of: statement) else {
            guard let result = try await fly(steps(for: [statement])).last else { throw lossError }
            return result
        }
        try sendExecute(statement, name: name)
        try await flush()
        return try await outcome()
    }

    /// The name under which a statement can be executed at once, with nothing to do before it.
    private func preparedName(of statement: Statement) -> String? {
        guard pendingBegin == nil, cache.doomed.isEmpty else { return nil }
        return cache.name(of: statement)
    }

    /// What has to be sent for the statements, in order.
    private func steps(for statements: [Statement]) -> [Step] {
        var steps = openingSteps()
        if PQtransactionStatus(handle) != PQTRANS_INERROR {
            steps += cache.doomed.map(Step.deallocate)
        }
        var fresh: [String: (types: [UInt32], name: String)] = [:]
        for statement in statements {
            let types = statement.parameters.map(\.type.oid)
            if let name = cache.name(of: statement) {
                steps.append(.execute(statement, name: name))
            } else if let known = fresh[statement.sql], known.types == types {
                steps.append(.execute(statement, name: known.name))
            } else {
                let name = cache.freshName()
                if !name.isEmpty { fresh[statement.sql] = (types, name) }
                steps.append(.prepare(statement, name: name))
                steps.append(.execute(statement, name: name))
            }
        }
        return steps
    }

    /// What opens a transaction that was begun here and not there yet.
    func openingSteps() -> [Step] {
        guard let begin = pendingBegin else { return [] }
        var steps = [Step.command(begin)]
        for setting in pendingSettings {
            let name = cache.name(of: setting)
            let used = name ?? cache.freshName()
            if name == nil { steps.append(.prepare(setting, name: used)) }
            steps.append(.perform(setting, name: used))
        }
        pendingBegin = nil
        pendingSettings = []
        return steps
    }

    /// Runs `body` again, once, if the server no longer accepts a statement prepared earlier.
    ///
    /// That happens when the shape of a table changed, or somebody deallocated the statement.
    /// Inside a transaction only the whole of it can be run again, which `Pool.transaction` does.
    private func replayingStale<Output>(
        _ statements: [Statement], _ body: () async throws -> Output
    ) async throws -> Output {
        let wasCached = statements.contains { cache.name(of: $0) != nil }
        let isAlone = pendingBegin == nil && PQtransactionStatus(handle) == PQTRANS_IDLE
        do {
            return try await body()
        } catch let error as PostgresError where error.code == .invalidStatementName {
            cache.removeAll()
            mustReplay = true
            if isAlone { return try await body() }
            throw error
        } catch let error as PostgresError where error.code == .featureNotSupported && wasCached {
            for statement in statements { cache.remove(statement) }
            mustReplay = true
            if isAlone { return try await body() }
            throw error
        }
    }
}
