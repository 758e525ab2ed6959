import Postgres
import Testing

@Suite(.timeLimit(.minutes(5))) struct CancellationTests {
    /// Waits until the server runs a statement of this process on `connection`.
    private func busy(_ server: Int, as seenBy: Pool) async throws {
        try await eventually {
            try await seenBy.value(
                "SELECT state = 'active' FROM pg_stat_activity WHERE pid = \(server)")
        }
    }

    @Test("A cancelled statement ends on the server, and its connection goes on")
    func statement() async throws {
        try await withPool { other in
            try await withPool(size: 1) { pool in
                try await pool.withConnection { connection in
                    let server: Int = try await connection.value("SELECT pg_backend_pid()")
                    let ways: [@Sendable (Connection) async throws -> Void] = [
                        { try await $0.run("SELECT pg_sleep(600)") },
                        { try await $0.execute(script: "SELECT pg_sleep(600)") },
                        { _ = try await $0.pipeline(["SELECT 1", "SELECT pg_sleep(600)"]) },
                        {
                            for try await _ in $0.stream(
                                Query<String>("SELECT pg_sleep(600)::text"))
                            {}
                        },
                        {
                            _ = try await $0.copyOut("COPY (SELECT pg_sleep(600)) TO STDOUT") { _ in
                            }
                        },
                    ]
                    for way in ways {
                        let task = Task { try await way(connection) }
                        try await busy(server, as: other)
                        task.cancel()
                        await #expect(throws: CancellationError.self) { try await task.value }
                        let same: Int = try await connection.value("SELECT pg_backend_pid()")
                        #expect(same == server)
                    }
                }
            }
        }
    }

    @Test("A task cancelled before it asks sends nothing")
    func beforehand() async throws {
        try await withPool { pool in
            try await pool.run("CREATE TABLE number (n int)")
            try await pool.withConnection { connection in
                let task = Task {
                    while !Task.isCancelled { await Task.yield() }
                    try await connection.run("INSERT INTO number VALUES (1)")
                }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                let count = try await connection.value("SELECT count(*) FROM number", as: Int.self)
                #expect(count == 0)
            }
        }
    }

    @Test("A cancel never hits the statement after the one it was meant for")
    func precision() async throws {
        try await withPool(size: 1) { pool in
            var cancelled = 0
            try await pool.withConnection { connection in
                for round in 0..<200 {
                    let task = Task {
                        try await connection.run("SELECT pg_sleep(0.001)")
                    }
                    if round % 4 != 0 { try await Task.sleep(for: .microseconds(round * 15)) }
                    task.cancel()
                    // Sent while the cancel request may still be on its way.
                    #expect(try await connection.value("SELECT \(round)", as: Int.self) == round)
                    do {
                        _ = try await task.value
                    } catch is CancellationError {
                        cancelled += 1
                    }
                    try await connection.run("SELECT pg_sleep(0.0005)")
                }
            }
            #expect(cancelled > 0)
        }
    }

    @Test("A cancelled pipeline leaves nothing")
    func pipeline() async throws {
        try await withPool { other in
            try await withPool(size: 1) { pool in
                try await pool.run("CREATE TABLE number (n int)")
                let server: Int = try await pool.value("SELECT pg_backend_pid()")
                let task = Task {
                    try await pool.withConnection { connection in
                        try await connection.pipeline([
                            "INSERT INTO number VALUES (1)", "SELECT pg_sleep(600)",
                            "INSERT INTO number VALUES (2)",
                        ])
                    }
                }
                try await busy(server, as: other)
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(try await pool.value("SELECT count(*) FROM number", as: Int.self) == 0)
            }
        }
    }

    @Test("One who waits for a lock can be cancelled; the one who holds it notices nothing")
    func whileLocked() async throws {
        try await withPool { pool in
            try await pool.transaction { holder in
                try await holder.run("SELECT pg_advisory_xact_lock(4711)")
                let task = Task {
                    try await pool.run("SELECT pg_advisory_lock(4711)")
                }
                try await eventually {
                    try await pool.value(
                        """
                        SELECT EXISTS (SELECT FROM pg_locks
                            WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted)
                        """)
                }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                try await holder.run("SELECT 1")
            }
        }
    }

    @Test("A statement that the server ends of its own accord is no cancellation of ours")
    func timeoutOnTheServer() async throws {
        try await withPool { pool in
            try await pool.withConnection { connection in
                try await connection.run("SET statement_timeout = 10")
                let error = await #expect(throws: PostgresError.self) {
                    try await connection.run("SELECT pg_sleep(600)")
                }
                #expect(error?.code == .queryCanceled)
                try await connection.run("SET statement_timeout = 0")
            }
        }
    }
}
