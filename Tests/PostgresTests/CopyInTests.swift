import Postgres
import Testing

private struct Enough: Error, Equatable {}

@Suite(.timeLimit(.minutes(5))) struct CopyInTests {
    private func withTable(
        _ columns: Statement = "n int CONSTRAINT small CHECK (n < 1000000)",
        _ body: (Pool, Connection) async throws -> Void
    ) async throws {
        try await withPool { pool in
            try await pool.run("CREATE TABLE target (\(columns))")
            try await pool.withConnection { try await body(pool, $0) }
        }
    }

    private func lines(_ numbers: Range<Int>) -> [UInt8] {
        numbers.reduce(into: []) { $0 += Array("\($1)\n".utf8) }
    }

    @Test("Pieces of any size make up the rows")
    func pieces() async throws {
        try await withTable { pool, connection in
            let data = lines(0..<20_000)
            let rows = try await connection.copyIn("COPY target FROM STDIN") { writer in
                var rest = data[...]
                var size = 1
                while !rest.isEmpty {
                    try await writer.write(Array(rest.prefix(size)))
                    rest = rest.dropFirst(size)
                    size = size * 3 % 70_001
                }
                try await writer.write([])
            }
            #expect(rows == 20_000)
            let sum: Int = try await pool.value("SELECT sum(n) FROM target")
            #expect(sum == 19_999 * 10_000)
        }
    }

    @Test("The producer waits for a server that takes its time")
    func backPressure() async throws {
        try await withTable("line text") { pool, connection in
            try await pool.withConnection { other in
                try await other.execute(
                    script: """
                        CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN PERFORM pg_advisory_xact_lock_shared(815); RETURN NULL; END $$;
                        CREATE TRIGGER wait BEFORE INSERT ON target FOR EACH ROW
                        EXECUTE FUNCTION wait();
                        SELECT pg_advisory_lock(815);
                        """)
                let line = Array(repeating: UInt8(ascii: "x"), count: 9_999) + [10]
                let written = Shared(0)
                let copy = Task {
                    try await connection.copyIn("COPY target FROM STDIN") { writer in
                        for _ in 0..<3000 {
                            try await writer.write(line)
                            written.update { $0 += line.count }
                        }
                    }
                }
                try await eventually {
                    try await other.value(
                        """
                        SELECT EXISTS (SELECT FROM pg_locks
                            WHERE locktype = 'advisory' AND objid = 815 AND NOT granted)
                        """)
                }
                // Far more would have been written long before this many looks found it still.
                var last = -1
                var still = 0
                while still < 20 {
                    try await Task.sleep(for: .milliseconds(1))
                    still = written.value == last ? still + 1 : 0
                    last = written.value
                }
                #expect(written.value < 5_000_000)
                try await other.execute(script: "SELECT pg_advisory_unlock(815)")
                #expect(try await copy.value == 0)
                #expect(written.value == 30_000_000)
            }
        }
    }

    @Test("If the producer throws nothing is copied")
    func producerThrows() async throws {
        try await withTable { pool, connection in
            for count in [0, 1, 100_000] {
                await #expect(throws: Enough()) {
                    _ = try await connection.copyIn("COPY target FROM STDIN") { writer in
                        try await writer.write(self.lines(0..<count))
                        throw Enough()
                    }
                }
                let rows: Int = try await connection.value("SELECT count(*) FROM target")
                #expect(rows == 0)
            }
        }
    }

    @Test func cancelled() async throws {
        try await withTable { pool, connection in
            let count = Shared(0)
            let task = Task {
                try await connection.copyIn("COPY target FROM STDIN") { writer in
                    while true {
                        try await writer.write(Array("1\n".utf8))
                        count.update { $0 += 1 }
                    }
                }
            }
            try await eventually { count.value > 100 }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            let rows: Int = try await connection.value("SELECT count(*) FROM target")
            #expect(rows == 0)
        }
    }

    @Test("An error at some row is reported, names what it met, and leaves nothing")
    func errorOnTheWay() async throws {
        try await withTable { pool, connection in
            for (bad, code, constraint) in [
                ("many", PostgresError.Code.invalidTextRepresentation, nil),
                ("1000000", .checkViolation, "small"), ("1\t2", .init("22P04"), nil),
            ] {
                let error = await #expect(throws: PostgresError.self) {
                    _ = try await connection.copyIn("COPY target FROM STDIN") { writer in
                        try await writer.write(self.lines(0..<5_000))
                        try await writer.write(Array("\(bad)\n".utf8))
                        // The server reads on without looking.
                        for _ in 0..<20 { try await writer.write(self.lines(0..<10_000)) }
                    }
                }
                #expect(error?.code == code)
                #expect(error?.constraint == constraint)
                #expect(error?.description.contains("many") == false)
                let rows: Int = try await connection.value("SELECT count(*) FROM target")
                #expect(rows == 0)
            }
        }
    }

    @Test("A COPY belongs to the transaction around it")
    func transaction() async throws {
        try await withTable { pool, connection in
            await #expect(throws: Enough()) {
                try await connection.transaction { connection in
                    _ = try await connection.copyIn("COPY target FROM STDIN") {
                        try await $0.write(self.lines(0..<10))
                    }
                    throw Enough()
                }
            }
            try await connection.transaction { connection in
                _ = try await connection.copyIn("COPY target FROM STDIN") {
                    try await $0.write(self.lines(0..<20))
                }
            }
            let rows: Int = try await connection.value("SELECT count(*) FROM target")
            #expect(rows == 20)
        }
    }

    @Test(
        "What is no COPY from the client is refused",
        arguments: [
            "SELECT 1", "COPY target TO STDOUT", "SELEKT", "COPY nowhere FROM STDIN",
        ])
    func otherStatements(sql: String) async throws {
        try await withTable { _, connection in
            let error = await #expect(throws: PostgresError.self) {
                _ = try await connection.copyIn(sql) { _ in Issue.record("nothing to write to") }
            }
            #expect([.syntaxError, .undefinedTable].contains(error?.code))
            try await expectUsable(connection)
        }
    }

    @Test("A writer kept beyond its COPY writes nothing")
    func writerKept() async throws {
        try await withTable { _, connection in
            let kept = Shared<CopyWriter?>(nil)
            let rows = try await connection.copyIn("COPY target FROM STDIN") { writer in
                kept.update { $0 = writer }
            }
            #expect(rows == 0)
            let writer = try #require(kept.value)
            await #expect(throws: ConnectionBusy()) { try await writer.write([1]) }
            _ = try await connection.copyIn("COPY target FROM STDIN") { _ in
                await #expect(throws: ConnectionBusy()) { try await writer.write([1]) }
                await #expect(throws: ConnectionBusy()) { try await connection.run("SELECT 1") }
            }
        }
    }

    @Test("Two who write at once do not hold each other up for ever")
    func twoWriters() async throws {
        try await withTable("line text") { pool, connection in
            let line = Array(repeating: UInt8(ascii: "x"), count: 99_999) + [10]
            let written = Shared(0)
            let rows = try await connection.copyIn("COPY target FROM STDIN") { writer in
                await withTaskGroup { group in
                    for _ in 0..<4 {
                        group.addTask {
                            for _ in 0..<50 {
                                do {
                                    try await writer.write(line)
                                    written.update { $0 += 1 }
                                } catch {
                                    #expect(error is ConnectionBusy)
                                }
                            }
                        }
                    }
                }
            }
            #expect(rows == written.value)
        }
    }
}
