import CaseStore
import Casework
import Credentials
import Operations
import Postgres
import Testing

/// What somebody could try who has the service's connection, and no session.
@Suite struct ForgeryTests {
    @Test("No setting makes anybody somebody but the key of a session")
    func keys() async throws {
        try await Site.with { site in
            _ = try await site.fill()
            let token = try await site.enter("clerk")
            let digests = try await site.owner.all(
                Query<String>(
                    """
                    SELECT encode(access_digest, 'hex') FROM session
                    UNION ALL SELECT encode(token_digest, 'hex') FROM session
                    UNION ALL SELECT encode(access_digest, 'hex') FROM api_token
                    UNION ALL SELECT encode(verifier, 'hex') FROM account_secret
                    """))
            let accounts = try await site.owner.all(
                Query<String>("SELECT account_id::text FROM account"))
            for forged in digests + accounts + [
                "", " ", "machine", "clerk", "'", "\\x00", token.text,
                token.access.text.uppercased(), String(token.access.text.dropLast()),
            ] {
                let rows = try await site.service.transaction(
                    settings: ["hub.session": forged]
                ) {
                    try await $0.one(
                        Query<Int64>(
                            """
                            SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM event)
                                + (SELECT count(*) FROM account) + (SELECT count(*) FROM audit)
                                + (SELECT count(*) FROM cell) + (SELECT count(*) FROM hub)
                                + (SELECT count(*) FROM current_cells('{8084}'))
                            """))
                }
                #expect(rows == 0, "\(forged)")
            }
            #expect(try await site.role(token.access) == "clerk")
            // Other settings say nothing.
            try await site.service.withConnection { connection in
                try await connection.execute(script: "SET hub.role = 'machine'; SET role = 'none'")
                #expect(
                    try await connection.one(
                        Query<Bool>("SELECT acting_role() IS NULL AND acting_hubs() = '{}'")))
            }
        }
    }

    @Test("A session's key ends with its transaction")
    func leftovers() async throws {
        try await Site.with { site in
            try await site.add("ana", .auditor)
            let application = try await site.application(of: "ana")
            for _ in 1...8 { _ = try await application.hubs() }
            let left = try await site.service.all(
                Query<String>(
                    """
                    SELECT coalesce(current_setting('hub.session', true), '')
                        || coalesce(acting_role(), '')
                    """))
            #expect(left == [""])
            // And nobody sees it among the running statements.
            let token = try await site.enter("ana")
            try await site.transaction(token.access) { connection in
                _ = try await connection.one(Query<Int64>("SELECT count(*) FROM hub"))
                let shown = try await connection.all(
                    Query<String>("SELECT query FROM pg_stat_activity WHERE query <> ''"))
                #expect(!shown.contains { $0.contains(token.access.text) })
            }
        }
    }

    @Test("What only an owner may is refused to the service's role")
    func refused() async throws {
        try await Site.with { site in
            for statement in Self.ownersStatements {
                await #expect(throws: PostgresError.self, "\(statement)") {
                    try await site.service.withConnection { connection in
                        try await connection.execute(script: "BEGIN; \(statement); ROLLBACK")
                    }
                }
            }
        }
    }

    private static let ownersStatements = [
        "SET ROLE hub_owner", "SET SESSION AUTHORIZATION hub_owner",
        "ALTER TABLE person DISABLE ROW LEVEL SECURITY",
        "DROP POLICY \"service SELECT\" ON hub",
        "ALTER ROLE hub_service SUPERUSER", "CREATE TABLE mine (a int)",
        "CREATE FUNCTION acting_role() RETURNS text LANGUAGE sql RETURN 'machine'",
        "SELECT * FROM account_secret", "SELECT * FROM participation_2021q1",
        "INSERT INTO session SELECT * FROM session", "TRUNCATE audit",
        "UPDATE session SET revoked_at = NULL", "UPDATE account SET must_change = false",
        "UPDATE account SET account_id = gen_random_uuid()",
        "SELECT finish_sign_in(gen_random_uuid(), 'a', 'b')", "SELECT rebuild_quarter(8084)",
        "SELECT sign_in_wait('a', 'b', 1, 1)", "SELECT * FROM pending_in(8084)",
        "GRANT hub_owner TO hub_service", "SET row_security = off; SELECT * FROM person",
    ]

    @Test("With what an administrator can read of a session nothing can be done to it")
    func readDigests() async throws {
        try await Site.with { site in
            try await site.add("ana", .administrator)
            try await site.add("luis", .clerk, hub: Site.hubs[0])
            let administrator = try await site.enter("ana")
            let clerk = try await site.enter("luis")
            _ = try await site.operation.issueToken(
                for: "luis", label: "test", scopes: nil, days: 1)
            try await site.transaction(administrator.access) { connection in
                let digests = try await connection.all(
                    Query<[UInt8]>(
                        """
                        SELECT token_digest FROM session UNION ALL SELECT access_digest FROM session
                        UNION ALL SELECT token_digest FROM api_token
                        """))
                #expect(digests.count == 5)
                for digest in digests {
                    let rotated = try await connection.one(
                        Query<Bool>(
                            """
                            SELECT rotate_session(\(digest), gen_random_uuid(), sha256('t'),
                                sha256('smine'))
                            """))
                    #expect(!rotated)
                    let found = try await connection.one(
                        Query<Int64>(
                            """
                            SELECT (SELECT count(*) FROM find_session(\(digest)))
                                + (SELECT count(*) FROM find_token(\(digest)))
                                + (SELECT count(*) FROM awaited_factor(\(digest)))
                                + (SELECT count(own_parameters(\(digest))))
                            """))
                    #expect(found == 0)
                    try await connection.run("SELECT close_session(\(digest))")
                }
            }
            #expect(try await site.role(clerk.access) == "clerk")
        }
    }

    @Test("No session opens without the password's proof, and no account without a right to it")
    func openingSessions() async throws {
        try await Site.with { site in
            try await site.add("ana", .administrator)
            try await site.add("luis", .clerk, hub: Site.hubs[0])
            let verifier = try await site.owner.one(
                Query<[UInt8]>(
                    """
                    SELECT verifier FROM account_secret JOIN account USING (account_id)
                    WHERE name = 'ana'
                    """))
            // What the database holds is not what it asks for.
            let opened = try await site.service.all(
                Query<Bool>(
                    """
                    SELECT must_change FROM open_session('ana', \(verifier), 'a', 'd', NULL,
                        gen_random_uuid(), 't', 'a', interval '1 day', interval '1 day')
                    """))
            #expect(opened.isEmpty)
            let clerk = try await site.enter("luis")
            let ana = try await site.operation.account("ana").id
            for call in [
                "set_password('\(ana)', 'p', sha256('x'), true)", "remove_totp('\(ana)')",
                "enrol_totp('\(ana)', 'x')", "pending_totp('\(ana)')",
                "replace_recovery_codes('\(ana)', '{x}')", "revoke_sessions('\(ana)', NULL)",
                "revoke_token('\(ana)', gen_random_uuid())", "choose_locale('\(ana)', 'es')",
            ] {
                for key in [nil, clerk.access] {
                    await #expect(throws: PostgresError.self, "\(call)") {
                        try await site.transaction(key) {
                            try await $0.execute(script: "SELECT \(call)")
                        }
                    }
                }
            }
            // An administrator gives no password that need not be changed, and none to themselves.
            let administrator = try await site.application(of: "ana")
            _ = try await administrator.resetPassword(
                of: "luis", to: "another long one", cost: Site.cost)
            #expect(try await site.operation.account("luis").mustChange)
            await #expect(throws: (any Error).self) {
                try await administrator.resetPassword(of: "ana", cost: Site.cost)
            }
            await #expect(throws: (any Error).self) {
                try await administrator.changePost(
                    of: "ana", to: #require(Post(.clerk, hub: Site.hubs[0])))
            }
        }
    }
}
