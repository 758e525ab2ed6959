import Postgres
import Testing

@Suite struct ErrorTests {
    private func failure(_ statement: Statement) async throws -> PostgresError? {
        var error: PostgresError?
        try await withPool { pool in
            try await pool.withConnection { connection in
                try await connection.execute(
                    script: """
                        CREATE TABLE hub (
                            id int CONSTRAINT hub_key PRIMARY KEY,
                            name text CONSTRAINT hub_name_check CHECK (length(name) < 20),
                            parent int CONSTRAINT hub_parent_fkey REFERENCES hub);
                        INSERT INTO hub VALUES (1, 'Tapachula');
                        """)
                error = await #expect(throws: PostgresError.self) {
                    try await connection.run(statement)
                }
                // The connection stays usable.
                #expect(try await connection.value("SELECT 1", as: Int.self) == 1)
            }
        }
        return error
    }

    @Test func namesConstraints() async throws {
        let unique = try await failure("INSERT INTO hub VALUES (\(1 as Int32), 'x')")
        #expect(unique?.code == .uniqueViolation)
        #expect(unique?.constraint == "hub_key")
        #expect(unique?.table == "hub")
        let check = try await failure("INSERT INTO hub VALUES (2, \("Amaranta Buendía Iguarán"))")
        #expect(check?.code == .checkViolation)
        #expect(check?.constraint == "hub_name_check")
        let foreign = try await failure("INSERT INTO hub VALUES (3, 'x', 987654)")
        #expect(foreign?.code == .foreignKeyViolation)
        #expect(foreign?.constraint == "hub_parent_fkey")
        let null = try await failure("INSERT INTO hub VALUES (NULL, 'x')")
        #expect(null?.code == .notNullViolation)
        #expect(null?.column == "id")
    }

    @Test func describesWithoutData() async throws {
        let secret = "Amaranta Buendía Iguarán"
        let check = try #require(try await failure("INSERT INTO hub VALUES (2, \(secret))"))
        #expect(check.description.contains("23514"))
        #expect(check.description.contains("hub_name_check"))
        #expect(!check.description.contains("Amaranta"))
        #expect(!check.debugDescription.contains("Amaranta"))
        let syntax = try #require(try await failure("SELECT \(secret)::text::uuid"))
        #expect(syntax.code == .invalidTextRepresentation)
        #expect(!syntax.description.contains("Amaranta"))
        #expect(!"\(syntax)".contains("Amaranta"))
    }

    @Test func reportsUnreachableServers() async throws {
        let pool = Pool(
            PoolConfiguration("host=/nonexistent dbname=none", acquireTimeout: .seconds(300)))
        let error = await #expect(throws: PostgresError.self) { try await pool.run("SELECT 1") }
        #expect(error?.code == .cannotConnect)
        #expect(error?.code.isConnectionFailure == true)
        await pool.close()
    }

    @Test func refusesTheWrongNumberOfRows() async throws {
        try await withPool { pool in
            await #expect(throws: UnexpectedRowCount(count: 0)) {
                try await pool.value("SELECT 1 WHERE false", as: Int.self)
            }
            await #expect(throws: UnexpectedRowCount(count: 2)) {
                try await pool.value("VALUES (1), (2)", as: Int.self)
            }
            let none = try await pool.first(Query<Int>("SELECT 1 WHERE false"))
            let both = try await pool.all(Query<Int>("VALUES (1), (2)"))
            #expect(none == nil)
            #expect(both == [1, 2])
        }
    }

    @Test func handsNoticesOn() async throws {
        let notices = Shared<[String]>([])
        try await withPool(change: { configuration in
            configuration.onNotice = { notice in notices.update { $0.append(notice.message) } }
        }) { pool in
            try await pool.withConnection { connection in
                try await connection.execute(
                    script: "DO $$ BEGIN RAISE WARNING 'mind the gap'; END $$")
            }
        }
        #expect(notices.value == ["mind the gap"])
    }
}
