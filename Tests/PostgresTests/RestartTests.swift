import Postgres
import Testing

/// On servers of their own, which the tests stop and start.
@Suite(.timeLimit(.minutes(5))) struct RestartTests {
    @Test("A restart ends what is under way, and nobody who asks afterwards notices")
    func restart() async throws {
        let server = TestServer()
        try await withPool(on: server, size: 8) { pool in
            try await pool.run("CREATE TABLE target (n int)")
            for mode in ["fast", "immediate"] {
                let ways: [@Sendable (Connection) async throws -> Void] = [
                    { try await $0.run("SELECT pg_sleep(600)") },
                    { _ = try await $0.pipeline(["SELECT 1", "SELECT pg_sleep(600)"]) },
                    { _ = try await $0.transaction { try await $0.run("SELECT pg_sleep(600)") } },
                    { connection in
                        let rows = Query<Int>("SELECT generate_series(1, 1000000000)")
                        for try await _ in connection.stream(rows) { await Task.yield() }
                    },
                    { connection in
                        _ = try await connection.copyOut(
                            "COPY (SELECT generate_series(1, 1000000000)) TO STDOUT"
                        ) { _ in await Task.yield() }
                    },
                    { connection in
                        _ = try await connection.copyIn("COPY target FROM STDIN") { writer in
                            while true { try await writer.write(Array("1\n".utf8)) }
                        }
                    },
                ]
                let started = Shared(0)
                let tasks = ways.map { way in
                    Task {
                        try await pool.withConnection { connection in
                            try await expectUsable(connection)
                            started.update { $0 += 1 }
                            try await way(connection)
                        }
                    }
                }
                try await eventually { started.value == ways.count }
                try await eventually {
                    try await pool.value(
                        """
                        SELECT count(*) = 6 FROM pg_stat_activity
                        WHERE state = 'active' AND pid <> pg_backend_pid()
                            AND backend_type = 'client backend'
                        """)
                }
                server.stop(mode)
                for (index, task) in tasks.enumerated() {
                    let error = await #expect(throws: PostgresError.self, "way \(index)") {
                        try await task.value
                    }
                    #expect(error?.code.isConnectionFailure == true, "way \(index): \(mode)")
                }
                // Down, it cannot be reached.
                let error = await #expect(throws: PostgresError.self) {
                    try await pool.run("SELECT 1")
                }
                #expect(error?.code.isConnectionFailure == true)
                server.start()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<20 { group.addTask { try await expectUsable(pool) } }
                    try await group.waitForAll()
                }
                #expect(try await pool.value("SELECT count(*) FROM target", as: Int.self) == 0)
            }
            // With nobody asking meanwhile, nobody ever notices.
            server.stop("fast")
            server.start()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 { group.addTask { try await expectUsable(pool) } }
                try await group.waitForAll()
            }
        }
    }
}
