import Postgres
import Testing

@Suite(.timeLimit(.minutes(5))) struct StatementCacheTests {
    /// A statement that says when the server prepared the statement with this text.
    private func prepared(_ statement: Statement) -> Query<String> {
        Query(
            "SELECT max(prepare_time)::text FROM pg_prepared_statements WHERE statement = \(statement.sql)"
        )
    }

    @Test("The least recently used leaves, also on the server")
    func eviction() async throws {
        try await withPool(size: 1, change: { $0.statementCacheSize = 4 }) { pool in
            try await pool.withConnection { connection in
                let hot: Statement = "SELECT 'hot'"
                try await connection.run(hot)
                let first = try await connection.one(prepared(hot))
                for number in 0..<20 {
                    #expect(
                        try await connection.value("SELECT \(raw: "\(number)")", as: Int.self)
                            == number)
                    #expect(try await connection.value(hot, as: String.self) == "hot")
                    let count: Int = try await connection.value(
                        "SELECT count(*) FROM pg_prepared_statements")
                    // One more than the bound: who leaves is told so with the next that comes.
                    #expect(count <= 5)
                }
                #expect(try await connection.one(prepared(hot)) == first)
            }
        }
    }

    @Test("A cache of nothing prepares nothing that stays")
    func noCache() async throws {
        try await withPool(size: 1, change: { $0.statementCacheSize = 0 }) { pool in
            try await pool.withConnection { connection in
                for number in 0..<3 {
                    #expect(try await connection.value("SELECT \(number)", as: Int.self) == number)
                    let counts = try await connection.pipeline([
                        "SELECT \(number)", "VALUES (1), (2)", "SELECT \(number)",
                    ])
                    #expect(counts == [1, 2, 1])
                    let count: Int = try await connection.value(
                        "SELECT count(*) FROM pg_prepared_statements WHERE name <> ''")
                    #expect(count == 0)
                }
            }
        }
    }

    @Test("One text with other types of parameters is another statement")
    func types() async throws {
        try await withPool(size: 1) { pool in
            for _ in 0..<3 {
                let texts: [String] = [
                    try await pool.value("SELECT pg_typeof(\(1 as Int32))::text"),
                    try await pool.value("SELECT pg_typeof(\(1 as Int64))::text"),
                    try await pool.value("SELECT pg_typeof(\("1"))::text"),
                ]
                #expect(texts == ["integer", "bigint", "text"])
            }
        }
    }

    @Test(
        "Statements deallocated behind our back are prepared again",
        arguments: [
            "DISCARD ALL", "DEALLOCATE ALL",
        ])
    func deallocated(command: String) async throws {
        try await withPool(size: 1) { pool in
            for _ in 0..<3 {
                #expect(try await pool.value("SELECT \(1)", as: Int.self) == 1)
                #expect(try await pool.value("SELECT \(2) + 0", as: Int.self) == 2)
                try await pool.withConnection { try await $0.execute(script: command) }
                #expect(try await pool.value("SELECT \(1)", as: Int.self) == 1)
                try await pool.withConnection { connection in
                    try await connection.execute(script: command)
                    let counts = try await connection.pipeline([
                        "SELECT \(1)", "SELECT 5", "SELECT \(2) + 0",
                    ])
                    #expect(counts == [1, 1, 1])
                    // In a transaction that the statement would have spoiled.
                    try await connection.execute(script: command)
                }
                let attempts = Shared(0)
                let sum: Int = try await pool.transaction { connection in
                    attempts.update { $0 += 1 }
                    return try await connection.value("SELECT \(2) + 0", as: Int.self)
                        + connection.value("SELECT \(1)", as: Int.self)
                }
                #expect(sum == 3)
                #expect(attempts.value == 2)
            }
        }
    }

    @Test("A table that changes its shape is read as it is now")
    func schemaChange() async throws {
        try await withPool(size: 1) { pool in
            let all = Query<Int>("SELECT * FROM shape") { row in
                let count = row.count
                return try row.next() + count
            }
            try await pool.run("CREATE TABLE shape (a int4)")
            try await pool.run("INSERT INTO shape VALUES (10)")
            #expect(try await pool.one(all) == 11)
            try await pool.run("ALTER TABLE shape ADD b text")
            #expect(try await pool.one(all) == 12)
            try await pool.run("ALTER TABLE shape ALTER a TYPE int8")
            #expect(try await pool.transaction { try await $0.one(all) } == 12)
            try await pool.run("ALTER TABLE shape DROP b")
            let streamed = try await pool.withConnection { connection in
                try await connection.stream(all).reduce(0, +)
            }
            #expect(streamed == 11)
            try await pool.run("DROP TABLE shape")
            let error = await #expect(throws: PostgresError.self) { try await pool.one(all) }
            #expect(error?.code == .undefinedTable)
        }
    }

    @Test("A failed statement leaves no trace in the cache")
    func failures() async throws {
        try await withPool(size: 1) { pool in
            let statement: Statement = "SELECT count(*) FROM later"
            for _ in 0..<2 {
                let error = await #expect(throws: PostgresError.self) {
                    try await pool.run(statement)
                }
                #expect(error?.code == .undefinedTable)
            }
            try await pool.run("CREATE TABLE later ()")
            #expect(try await pool.value(statement, as: Int.self) == 0)
        }
    }
}
