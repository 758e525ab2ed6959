import Postgres
import Testing

private struct Refusal: Error, Equatable {}

@Suite(.timeLimit(.minutes(5))) struct TransactionTests {
    private func withTable(size: Int = 4, _ body: (Pool) async throws -> Void) async throws {
        try await withPool(size: size) { pool in
            try await pool.run("CREATE TABLE number (n int)")
            try await body(pool)
        }
    }

    private func numbers(_ pool: Pool) async throws -> [Int] {
        try await pool.all(Query<Int>("SELECT n FROM number ORDER BY n"))
    }

    @Test func commits() async throws {
        try await withTable { pool in
            let sum = try await pool.transaction { connection in
                try await connection.run("INSERT INTO number VALUES (1), (2)")
                #expect(try await self.numbers(pool) == [])
                return try await connection.value("SELECT sum(n) FROM number", as: Int.self)
            }
            #expect(sum == 3)
            #expect(try await numbers(pool) == [1, 2])
        }
    }

    @Test func rollsBackWhenTheBodyThrows() async throws {
        try await withTable { pool in
            await #expect(throws: Refusal()) {
                try await pool.transaction { connection in
                    try await connection.run("INSERT INTO number VALUES (1)")
                    throw Refusal()
                }
            }
            let left = try await numbers(pool)
            #expect(left == [])
        }
    }

    @Test("A body that swallows a failed statement does not seem to have committed")
    func swallowedFailure() async throws {
        try await withTable { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction { connection in
                    try await connection.run("INSERT INTO number VALUES (1)")
                    _ = try? await connection.run("SELECT 1 / 0")
                }
            }
            #expect(error?.code == .failedTransaction)
            let left = try await numbers(pool)
            #expect(left == [])
        }
    }

    @Test("A body that ends the transaction itself cannot go on outside it")
    func endedByTheBody() async throws {
        try await withTable { pool in
            for ending in ["COMMIT", "ROLLBACK"] {
                let error = await #expect(throws: PostgresError.self) {
                    try await pool.transaction { connection in
                        try await connection.run("SELECT 1")
                        try await connection.execute(script: ending)
                        try await connection.run("INSERT INTO number VALUES (1)")
                    }
                }
                #expect(error?.code == .noActiveTransaction)
                let last = await #expect(throws: PostgresError.self) {
                    try await pool.transaction { try await $0.execute(script: ending) }
                }
                #expect(last?.code == .noActiveTransaction)
            }
            let left = try await numbers(pool)
            #expect(left == [])
        }
    }

    @Test func readOnlyModeRefusesChangesAndKeepsOneSnapshot() async throws {
        try await withTable { pool in
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction(.readOnly) { connection in
                    try await connection.run("INSERT INTO number VALUES (1)")
                }
            }
            #expect(error?.code == .readOnlyTransaction)
            try await pool.transaction(.readOnly) { connection in
                let before: Int = try await connection.value("SELECT count(*) FROM number")
                try await pool.run("INSERT INTO number VALUES (1)")
                let after: Int = try await connection.value("SELECT count(*) FROM number")
                #expect((before, after) == (0, 0))
            }
            #expect(try await numbers(pool) == [1])
        }
    }

    @Test("A transaction within one is refused, and the outer one goes on")
    func nesting() async throws {
        try await withTable { pool in
            try await pool.transaction { connection in
                for statement: Statement in ["SELECT 1", "INSERT INTO number VALUES (7)"] {
                    // Also before the BEGIN has been sent.
                    let error = await #expect(throws: PostgresError.self) {
                        try await connection.transaction { _ in }
                    }
                    #expect(error?.code == .activeTransaction)
                    try await connection.run(statement)
                }
            }
            #expect(try await numbers(pool) == [7])
        }
    }

    @Test("BEGIN travels with the first statement; without one nothing is sent at all")
    func lazyBegin() async throws {
        try await withPool { other in
            try await withTable(size: 1) { pool in
                let server: Int = try await pool.value("SELECT pg_backend_pid()")
                func state() async throws -> String {
                    try await other.value(
                        "SELECT state FROM pg_stat_activity WHERE pid = \(server)")
                }
                try await pool.transaction { connection in
                    #expect(try await state() == "idle")
                    let first: Int64 = try await connection.value(
                        "SELECT pg_current_xact_id()::text::int8")
                    #expect(try await state() == "idle in transaction")
                    let second: Int64 = try await connection.value(
                        "SELECT pg_current_xact_id()::text::int8")
                    #expect(first == second)
                }
                // Every way to send a first statement takes the BEGIN along.
                let ways: [(Connection) async throws -> Void] = [
                    { _ = try await $0.pipeline(["INSERT INTO number VALUES (1)", "SELECT 1"]) },
                    { try await $0.execute(script: "INSERT INTO number VALUES (1)") },
                    { try await $0.prepare("SELECT 1") },
                    { for try await _ in $0.stream(Query<Int>("SELECT 1")) {} },
                    { connection in
                        _ = try await connection.copyIn("COPY number FROM STDIN") {
                            try await $0.write(Array("1\n".utf8))
                        }
                    },
                    { _ = try await $0.copyOut("COPY number TO STDOUT") { _ in } },
                ]
                for way in ways {
                    await #expect(throws: Refusal()) {
                        try await pool.transaction { connection in
                            try await way(connection)
                            #expect(try await state() == "idle in transaction")
                            throw Refusal()
                        }
                    }
                }
                #expect(try await numbers(pool) == [])
            }
        }
    }

    @Test func cancelledDuringAStatement() async throws {
        try await withTable { pool in
            let isThere = Shared(false)
            let task = Task {
                try await pool.transaction { connection in
                    try await connection.run("INSERT INTO number VALUES (1)")
                    isThere.update { $0 = true }
                    try await connection.run("SELECT pg_sleep(600)")
                }
            }
            try await eventually { isThere.value }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await numbers(pool) == [])
        }
    }

    @Test("Cancelled between statements, a transaction does not commit")
    func cancelledBetweenStatements() async throws {
        try await withTable { pool in
            let isThere = Shared(false)
            let task = Task {
                try await pool.transaction { connection in
                    try await connection.run("INSERT INTO number VALUES (1)")
                    isThere.update { $0 = true }
                    while !Task.isCancelled { await Task.yield() }
                }
            }
            try await eventually { isThere.value }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await numbers(pool) == [])
        }
    }

    @Test("A stream left early does not undo what the transaction did")
    func streamLeftEarly() async throws {
        try await withTable { pool in
            try await pool.transaction { connection in
                try await connection.run("INSERT INTO number VALUES (5)")
                for try await n in connection.stream(
                    Query<Int>("SELECT generate_series(1, 100000)"))
                where n == 3 { break }
            }
            #expect(try await numbers(pool) == [5])
        }
    }

    @Test("Two tasks cannot have a transaction each on one connection")
    func oneAtATime() async throws {
        try await withTable { pool in
            try await pool.withConnection { connection in
                let refusals = await withTaskGroup(of: Bool.self) { group in
                    for number in 0..<8 {
                        group.addTask {
                            do {
                                _ = try await connection.transaction { connection in
                                    try await connection.run(
                                        "INSERT INTO number VALUES (\(Int32(number)))")
                                }
                                return false
                            } catch let error as PostgresError {
                                #expect(error.code == .activeTransaction)
                                return true
                            } catch {
                                Issue.record(error)
                                return true
                            }
                        }
                    }
                    return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                let rows: Int = try await connection.value("SELECT count(*) FROM number")
                #expect(rows == 8 - refusals)
                #expect(rows > 0)
            }
        }
    }
}
