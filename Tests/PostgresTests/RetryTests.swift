import Postgres
import Testing

private struct Refusal: Error {}

@Suite(.timeLimit(.minutes(5))) struct RetryTests {
    private func withTable(_ body: (Pool) async throws -> Void) async throws {
        try await withPool { pool in
            try await pool.run("CREATE TABLE number (n int)")
            try await body(pool)
        }
    }

    @Test("Two who change what both have read: one of them runs again")
    func serializationFailure() async throws {
        try await withTable { pool in
            try await pool.run("INSERT INTO number VALUES (0)")
            let attempts = Shared(0)
            try await withThrowingTaskGroup { group in
                for _ in 0..<2 {
                    group.addTask {
                        try await pool.transaction(.serializable) { connection in
                            let n: Int = try await connection.value("SELECT n FROM number")
                            attempts.update { $0 += 1 }
                            try await eventually { attempts.value >= 2 }
                            try await connection.run("UPDATE number SET n = \(Int32(n + 1))")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await pool.value("SELECT n FROM number", as: Int.self) == 2)
            #expect(attempts.value >= 3)
        }
    }

    @Test("Two who lock each other out: one of them runs again, whatever its body makes of it")
    func deadlock() async throws {
        try await withTable { pool in
            try await pool.run("INSERT INTO number VALUES (1), (2)")
            let attempts = Shared(0)
            try await withThrowingTaskGroup { group in
                for (first, second) in [(1, 2), (2, 1)] {
                    group.addTask {
                        try await pool.transaction { connection in
                            try await connection.run(
                                "SELECT FROM number WHERE n = \(first) FOR UPDATE")
                            attempts.update { $0 += 1 }
                            try await eventually { attempts.value >= 2 }
                            do {
                                try await connection.run(
                                    "SELECT FROM number WHERE n = \(second) FOR UPDATE")
                            } catch { throw Refusal() }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(attempts.value >= 3)
        }
    }

    @Test("Retrying ends after as many attempts as are allowed")
    func attempts() async throws {
        try await withPool(change: { $0.transactionAttempts = 3 }) { pool in
            let attempts = Shared(0)
            let error = await #expect(throws: PostgresError.self) {
                try await pool.transaction { connection in
                    attempts.update { $0 += 1 }
                    try await connection.execute(
                        script: "DO $$ BEGIN RAISE 'again' USING ERRCODE = '40001'; END $$")
                }
            }
            #expect(error?.code == .serializationFailure)
            #expect(attempts.value == 3)
        }
    }
}
