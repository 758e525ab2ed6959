import Postgres
import Testing

@Suite(.timeLimit(.minutes(5))) struct TurnTests {
    @Test("Tasks that share a connection take turns, each with its own answers")
    func sharing() async throws {
        try await withPool(size: 1) { pool in
            try await pool.withConnection { connection in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for task in 0..<8 {
                        group.addTask {
                            for number in 0..<200 {
                                let expected = task * 1000 + number
                                let answer: Int =
                                    if number % 10 == 0 {
                                        try await connection.one(
                                            Query("SELECT \(expected) FROM pg_sleep(0)"))
                                    } else {
                                        try await connection.value("SELECT \(expected)")
                                    }
                                if answer != expected { Issue.record("\(answer)") }
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test("Cancelling one of them hits nobody else")
    func cancellingOne() async throws {
        try await withPool(size: 1) { pool in
            try await pool.withConnection { connection in
                for _ in 0..<20 {
                    let tasks = (0..<6).map { _ in
                        Task { try await connection.run("SELECT pg_sleep(0.001)") }
                    }
                    await Task.yield()
                    tasks[0].cancel()
                    tasks[3].cancel()
                    for (index, task) in tasks.enumerated() {
                        do {
                            _ = try await task.value
                        } catch {
                            #expect(error is CancellationError)
                            #expect(index % 3 == 0)
                        }
                    }
                }
                try await expectUsable(connection)
            }
        }
    }

    @Test("Who is cancelled before their turn does not wait for it")
    func cancelledInTheQueue() async throws {
        try await withPool(size: 2) { pool in
            try await pool.withConnection { connection in
                let server: Int = try await connection.value("SELECT pg_backend_pid()")
                let long = Task { try await connection.run("SELECT pg_sleep(600)") }
                try await eventually {
                    try await pool.value(
                        "SELECT wait_event = 'PgSleep' FROM pg_stat_activity WHERE pid = \(server)",
                        as: Bool?.self) == true
                }
                for round in 0..<50 {
                    let queued = (0..<3).map { _ in Task { try await connection.run("SELECT 1") } }
                    for _ in 0..<(round % 10) { await Task.yield() }
                    for task in queued {
                        task.cancel()
                        await #expect(throws: CancellationError.self) { try await task.value }
                    }
                }
                long.cancel()
                await #expect(throws: CancellationError.self) { try await long.value }
                try await expectUsable(connection)
            }
        }
    }

    @Test("A failing statement fails nobody else's")
    func failingOne() async throws {
        try await withPool(size: 1) { pool in
            try await pool.withConnection { connection in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for task in 0..<6 {
                        group.addTask {
                            for number in 0..<50 {
                                if task % 2 == 0 {
                                    let error = await #expect(throws: PostgresError.self) {
                                        try await connection.run("SELECT 1 / \(0)")
                                    }
                                    #expect(error?.code == .divisionByZero)
                                } else {
                                    let answer: Int = try await connection.value("SELECT \(number)")
                                    #expect(answer == number)
                                }
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }
    }
}
