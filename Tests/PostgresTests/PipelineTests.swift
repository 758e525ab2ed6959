import Postgres
import Testing

@Suite(.timeLimit(.minutes(5))) struct PipelineTests {
    private func withTable(_ body: (Pool, Connection) async throws -> Void) async throws {
        try await withPool { pool in
            try await pool.run(
                "CREATE TABLE number (n int8 CONSTRAINT number_positive CHECK (n > 0))")
            try await pool.withConnection { try await body(pool, $0) }
        }
    }

    private func count(_ pool: Pool) async throws -> Int {
        try await pool.value("SELECT count(*) FROM number")
    }

    @Test func countsEachStatement() async throws {
        try await withTable { pool, connection in
            let none = try await connection.pipeline([])
            let counts = try await connection.pipeline([
                "INSERT INTO number VALUES (1), (2), (3)", "UPDATE number SET n = n + \(10)",
                "DELETE FROM number WHERE n = \(11)", "DELETE FROM number WHERE n = \(99)",
                "SELECT FROM number",
            ])
            #expect(none == [])
            #expect(counts == [3, 3, 1, 0, 2])
            #expect(try await count(pool) == 2)
        }
    }

    @Test("An error in the middle leaves nothing, and names what it met")
    func error() async throws {
        try await withTable { pool, connection in
            for position in [0, 1, 50, 99] {
                let statements = (0..<100).map { index -> Statement in
                    "INSERT INTO number VALUES (\(index == position ? -1 : 1))"
                }
                let error = await #expect(throws: PostgresError.self) {
                    try await connection.pipeline(statements)
                }
                #expect(error?.constraint == "number_positive")
                let none = try await count(pool)
                #expect(none == 0)
            }
            // Also an error found before anything runs.
            let error = await #expect(throws: PostgresError.self) {
                try await connection.pipeline([
                    "INSERT INTO number VALUES (1)", "SELECT FROM nowhere",
                    "INSERT INTO number VALUES (2)",
                ])
            }
            #expect(error?.code == .undefinedTable)
            let none = try await count(pool)
            #expect(none == 0)
            let counts = try await connection.pipeline(["INSERT INTO number VALUES (1)"])
            #expect(counts == [1])
            let now = try await count(pool)
            #expect(now == 1)
        }
    }

    @Test func belongsToTheTransactionAroundIt() async throws {
        try await withTable { pool, connection in
            try await connection.transaction { connection in
                let first = try await connection.pipeline(["INSERT INTO number VALUES (1)"])
                let second = try await connection.pipeline(["INSERT INTO number VALUES (2), (3)"])
                #expect(first + second == [1, 2])
                #expect(try await self.count(pool) == 0)
            }
            #expect(try await count(pool) == 3)
        }
    }

    @Test("One text with several types of parameters, again and again")
    func types() async throws {
        try await withTable { _, connection in
            let statements: [Statement] = (0..<30).map { index in
                switch index % 3 {
                case 0: "SELECT WHERE \(1 as Int32) = 1"
                case 1: "SELECT WHERE \(1 as Int64) = 1"
                default: "SELECT WHERE \(0 as Int16) = 1"
                }
            }
            for _ in 0..<3 {
                let counts = try await connection.pipeline(statements)
                #expect(counts == (0..<30).map { $0 % 3 == 2 ? 0 : 1 })
            }
        }
    }

    @Test("Neither side waits for the other when both have much to say")
    func large() async throws {
        try await withTable { _, connection in
            let text = String(repeating: "x", count: 100_000)
            let statements = (0..<200).map { _ -> Statement in "SELECT \(text)" }
            let counts = try await connection.pipeline(statements)
            #expect(counts == Array(repeating: 1, count: 200))
        }
    }

    @Test("What cannot go through a pipeline is refused, and the pool recovers")
    func impossible() async throws {
        try await withPool(size: 1) { pool in
            let copy = await #expect(throws: PostgresError.self) {
                try await pool.withConnection {
                    try await $0.pipeline(["COPY (SELECT 1) TO STDOUT"])
                }
            }
            #expect(copy?.code == .featureNotSupported)
            // The protocol counts parameters in sixteen bits.
            let values = Statement(parts: Array(repeating: "\(1 as Int16)", count: 70_000))
            let many = await #expect(throws: PostgresError.self) {
                try await pool.run("SELECT WHERE 1 IN (\(values))")
            }
            #expect(many?.code == .programLimitExceeded)
            try await expectUsable(pool)
        }
    }
}

extension Statement {
    /// The parts with commas between them, put together in halves, as each splice copies both sides.
    fileprivate init(parts: [Statement]) {
        guard parts.count > 1 else {
            self = parts.first ?? ""
            return
        }
        let middle = parts.count / 2
        let (left, right) = (
            Statement(parts: Array(parts[..<middle])), Statement(parts: Array(parts[middle...]))
        )
        self = "\(left), \(right)"
    }
}
