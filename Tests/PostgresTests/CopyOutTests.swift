import Postgres
import Testing

private struct Enough: Error, Equatable {}

@Suite(.timeLimit(.minutes(5))) struct CopyOutTests {
    @Test func bringsEveryByte() async throws {
        try await withPool { pool in
            try await pool.withConnection { connection in
                var size = 0
                var lines = 0
                let rows = try await connection.copyOut(
                    "COPY (SELECT n, repeat('x', 100) FROM generate_series(1, 100000) n) TO STDOUT"
                ) { piece in
                    size += piece.count
                    lines += piece.count { $0 == UInt8(ascii: "\n") }
                    // Each piece holds whole rows, and memory stays flat.
                    #expect(piece.last == UInt8(ascii: "\n"))
                    #expect(piece.count < 1 << 17)
                }
                #expect(rows == 100_000)
                #expect(lines == 100_000)
                #expect(size == 488_895 + 102 * 100_000)
                let none = try await connection.copyOut("COPY (SELECT WHERE false) TO STDOUT") {
                    _ in
                    Issue.record("nothing to receive")
                }
                #expect(none == 0)
            }
        }
    }

    @Test("The server waits for a receiver that takes its time")
    func backPressure() async throws {
        try await withPool { other in
            try await withPool(size: 1) { pool in
                try await pool.withConnection { connection in
                    let server: Int = try await connection.value("SELECT pg_backend_pid()")
                    let total = 20_000_000
                    var size = 0
                    var sentAtMost: Int64 = 0
                    _ = try await connection.copyOut(
                        "COPY (SELECT repeat('x', 999) FROM generate_series(1, 20000)) TO STDOUT"
                    ) { piece in
                        if size == 0 {
                            try await eventually {
                                try await other.value(
                                    """
                                    SELECT coalesce(wait_event = 'ClientWrite', false)
                                    FROM pg_stat_activity WHERE pid = \(server)
                                    """)
                            }
                            sentAtMost = try await other.value(
                                """
                                SELECT bytes_processed FROM pg_stat_progress_copy
                                WHERE pid = \(server)
                                """)
                        }
                        size += piece.count
                    }
                    #expect(size == total)
                    #expect(sentAtMost > 0)
                    #expect(sentAtMost < total / 4)
                }
            }
        }
    }

    @Test("A receiver that stops early gets its error back, and the connection goes on")
    func stoppingEarly() async throws {
        try await withPool(size: 1) { pool in
            try await pool.withConnection { connection in
                let server: Int = try await connection.value("SELECT pg_backend_pid()")
                await #expect(throws: Enough()) {
                    _ = try await connection.copyOut(
                        "COPY (SELECT generate_series(1, 1000000000)) TO STDOUT"
                    ) { _ in throw Enough() }
                }
                let same: Int = try await connection.value("SELECT pg_backend_pid()")
                #expect(same == server)
            }
        }
    }

    @Test func cancelled() async throws {
        try await withPool(size: 1) { pool in
            try await pool.withConnection { connection in
                let size = Shared(0)
                let task = Task {
                    try await connection.copyOut(
                        "COPY (SELECT generate_series(1, 1000000000)) TO STDOUT"
                    ) { piece in size.update { $0 += piece.count } }
                }
                try await eventually { size.value > 100_000 }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                try await expectUsable(connection)
            }
        }
    }

    @Test func errorOnTheWay() async throws {
        try await withPool(size: 1) { pool in
            try await pool.withConnection { connection in
                var size = 0
                let error = await #expect(throws: PostgresError.self) {
                    _ = try await connection.copyOut(
                        "COPY (SELECT 1000 / (50000 - n) FROM generate_series(1, 60000) n) TO STDOUT"
                    ) { size += $0.count }
                }
                #expect(error?.code == .divisionByZero)
                #expect(size > 0)
                try await expectUsable(connection)
            }
        }
    }

    @Test(
        "What is no COPY to the client is refused",
        arguments: [
            "SELECT 1", "COPY target FROM STDIN", "SELEKT", "COPY nowhere TO STDOUT",
        ])
    func otherStatements(sql: String) async throws {
        try await withPool(size: 1) { pool in
            try await pool.run("CREATE TABLE target (n int)")
            try await pool.withConnection { connection in
                let error = await #expect(throws: PostgresError.self) {
                    _ = try await connection.copyOut(sql) { _ in }
                }
                #expect([.syntaxError, .undefinedTable].contains(error?.code))
                try await expectUsable(connection)
            }
        }
    }

    @Test("While a COPY is under way the connection is busy for everybody else")
    func busy() async throws {
        try await withPool(size: 1) { pool in
            try await pool.withConnection { connection in
                let rows = try await connection.copyOut("COPY (VALUES (1), (2)) TO STDOUT") { _ in
                    await #expect(throws: ConnectionBusy()) { try await connection.run("SELECT 1") }
                    await #expect(throws: ConnectionBusy()) {
                        _ = try await connection.copyOut("COPY (SELECT 1) TO STDOUT") { _ in }
                    }
                }
                #expect(rows == 2)
            }
        }
    }
}
