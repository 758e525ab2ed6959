import Postgres
import Testing

private struct Enough: Error, Equatable {}

@Suite(.timeLimit(.minutes(5))) struct RowStreamTests {
    private func numbers(_ count: Int) -> Query<Int> {
        Query("SELECT generate_series(1, \(count))")
    }

    @Test func bringsEveryRowInOrder() async throws {
        try await withPool { pool in
            try await pool.withConnection { connection in
                for count in [0, 1, 255, 256, 257, 50_000] {
                    var next = 1
                    for try await number in connection.stream(numbers(count)) {
                        if number != next { Issue.record("\(number) in place of \(next)") }
                        next += 1
                    }
                    #expect(next == count + 1)
                }
            }
        }
    }

    @Test("Leaving early ends the query; the connection goes on at once")
    func leavingEarly() async throws {
        try await withPool(size: 1) { pool in
            try await pool.withConnection { connection in
                let server: Int = try await connection.value("SELECT pg_backend_pid()")
                for stop in [1, 300, 5_000] {
                    for try await number in connection.stream(numbers(1_000_000_000))
                    where number == stop { break }
                    let same: Int = try await connection.value("SELECT pg_backend_pid()")
                    #expect(same == server)
                }
                await #expect(throws: Enough()) {
                    for try await _ in connection.stream(self.numbers(1_000_000_000)) {
                        throw Enough()
                    }
                }
            }
            // Left to the pool to end.
            try await pool.withConnection { connection in
                for try await _ in connection.stream(numbers(1_000_000_000)) { return }
            }
            try await expectUsable(pool)
            #expect(pool.usage.connections == 1)
        }
    }

    @Test("Within a transaction, leaving early leaves it whole")
    func leavingEarlyInATransaction() async throws {
        try await withPool { pool in
            try await pool.run("CREATE TABLE number (n int)")
            try await pool.transaction { connection in
                try await connection.run("INSERT INTO number VALUES (1)")
                for try await _ in connection.stream(numbers(100_000)) { break }
                try await connection.run("INSERT INTO number VALUES (2)")
            }
            #expect(try await pool.value("SELECT sum(n) FROM number", as: Int.self) == 3)
        }
    }

    @Test("The server waits for a reader that takes its time")
    func backPressure() async throws {
        try await withPool { other in
            try await withPool(size: 1) { pool in
                try await pool.withConnection { connection in
                    let server: Int = try await connection.value("SELECT pg_backend_pid()")
                    var count = 0
                    for try await _ in connection.stream(numbers(300_000)) {
                        count += 1
                        guard count == 1000 else { continue }
                        try await eventually {
                            try await other.value(
                                """
                                SELECT coalesce(wait_event = 'ClientWrite', false)
                                FROM pg_stat_activity WHERE pid = \(server)
                                """)
                        }
                    }
                    #expect(count == 300_000)
                }
            }
        }
    }

    @Test func cancelled() async throws {
        try await withPool(size: 1) { pool in
            try await pool.withConnection { connection in
                let count = Shared(0)
                let task = Task {
                    for try await _ in connection.stream(numbers(1_000_000_000)) {
                        count.update { $0 += 1 }
                    }
                }
                try await eventually { count.value > 1000 }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                try await expectUsable(connection)
            }
        }
    }

    @Test("An error at some row comes after the rows before it, and ends the stream")
    func errorOnTheWay() async throws {
        try await withPool(size: 1) { pool in
            try await pool.withConnection { connection in
                let query = Query<Int>("SELECT 1000 / (5000 - n) FROM generate_series(1, 6000) n")
                var iterator = connection.stream(query).makeAsyncIterator()
                var count = 0
                let error = await #expect(throws: PostgresError.self) {
                    while try await iterator.next() != nil { count += 1 }
                }
                #expect(error?.code == .divisionByZero)
                #expect(count == 4999)
                let after = try await iterator.next()
                #expect(after == nil)
                try await expectUsable(connection)
            }
        }
    }

    @Test("A row that cannot be read ends the stream")
    func undecodable() async throws {
        try await withPool(size: 1) { pool in
            try await pool.transaction { connection in
                let query = Query<Int>(
                    "SELECT CASE WHEN n <> 700 THEN n END FROM generate_series(1, 100000) n")
                let error = await #expect(throws: PostgresDecodingError.self) {
                    for try await _ in connection.stream(query) {}
                }
                #expect(error?.reason == .unexpectedNull)
                try await expectUsable(connection)
            }
        }
    }

    @Test("While a stream is under way the connection is busy for everybody else")
    func busy() async throws {
        try await withPool { pool in
            try await pool.withConnection { connection in
                var count = 0
                for try await _ in connection.stream(numbers(1000)) {
                    count += 1
                    guard count % 100 == 1 else { continue }
                    await #expect(throws: ConnectionBusy()) { try await connection.run("SELECT 1") }
                    await #expect(throws: ConnectionBusy()) {
                        for try await _ in connection.stream(self.numbers(1)) {}
                    }
                }
                #expect(count == 1000)
                try await expectUsable(connection)
            }
        }
    }

    @Test("Who queued before the stream began is not left waiting when the reader leaves it")
    func queuedBefore() async throws {
        try await withPool(size: 1) { pool in
            for round in 0..<100 {
                try await pool.withConnection { connection in
                    let statements = (0..<6).map { index in
                        Task {
                            for _ in 0..<((round + index) % 5) { await Task.yield() }
                            do {
                                if index == 3 {
                                    for try await _ in connection.stream(self.numbers(1000)) {
                                        break
                                    }
                                } else {
                                    try await connection.run("SELECT 1")
                                }
                            } catch is ConnectionBusy {}
                        }
                    }
                    for statement in statements { try await statement.value }
                }
            }
            #expect(pool.usage.connections == 1)
        }
    }
}
