import Postgres
import Testing

/// Run-time parameters that hold for one transaction.
@Suite(.timeLimit(.minutes(5))) struct TransactionSettingTests {
    private static let shown = Query<String>("SELECT coalesce(current_setting('a.b', true), '')")
    private static let settings = ["a.b": "it's", "a.c": "2"]

    @Test("They hold from the first statement to the end, however it is sent")
    func hold() async throws {
        try await withPool(size: 1) { pool in
            for round in 1...3 {
                let text = try await pool.transaction(settings: Self.settings) {
                    try await $0.one(Self.shown)
                }
                #expect(text == "it's", "\(round)")
                let left = try await pool.one(Self.shown)
                #expect(left == "")
            }
            let counts = try await pool.transaction(settings: Self.settings) {
                try await $0.pipeline(["SELECT 1", "SELECT 1 UNION ALL SELECT 2"])
            }
            #expect(counts == [1, 2])
            // By a script, which knows no parameters.
            let text = try await pool.transaction(settings: Self.settings) { connection in
                try await connection.execute(script: "SELECT 1; SELECT 2")
                return try await connection.one(Self.shown)
            }
            #expect(text == "it's")
        }
    }

    @Test("A transaction without a statement, or one that fails, leaves nothing for the next")
    func leavesNothing() async throws {
        struct Refusal: Error {}
        try await withPool(size: 1) { pool in
            try await pool.transaction(settings: Self.settings) { _ in }
            for statement in ["SELECT 1", "SELECT 1 / 0"] {
                await #expect(throws: (any Error).self) {
                    try await pool.transaction(settings: Self.settings) { connection in
                        try await connection.run(Statement(raw: statement))
                        throw Refusal()
                    }
                }
                let text = try await pool.transaction { try await $0.one(Self.shown) }
                #expect(text == "")
            }
        }
    }

    @Test("A scoped pool has them at every use")
    func scopedPool() async throws {
        try await withPool { pool in
            let scoped = ScopedPool(pool, settings: Self.settings)
            #expect(try await scoped.one(Self.shown) == "it's")
            #expect(try await scoped.all(Self.shown) == ["it's"])
            #expect(try await scoped.withConnection { try await $0.first(Self.shown) } == "it's")
            let isReadOnly = try await scoped.transaction(.readOnly) { connection in
                #expect(try await connection.one(Self.shown) == "it's")
                return try await connection.one(
                    Query<String>("SELECT current_setting('transaction_read_only')"))
            }
            #expect(isReadOnly == "on")
            #expect(try await ScopedPool(pool).one(Self.shown) == "")
        }
    }
}
