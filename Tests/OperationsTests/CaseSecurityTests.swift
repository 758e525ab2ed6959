import CaseStore
import Casework
import Codelists
import Operations
import Postgres
import Testing

/// The row security of cases, seen with SQL under the service's role.
@Suite struct CaseSecurityTests {
    /// What accounts bring: who acts is a setting of the session.
    private static let standIns = """
        CREATE OR REPLACE FUNCTION acting_role() RETURNS text LANGUAGE sql STABLE
            AS $$ SELECT nullif(current_setting('test.role', true), '') $$;
        CREATE OR REPLACE FUNCTION acting_hub() RETURNS smallint LANGUAGE sql STABLE
            AS $$ SELECT nullif(current_setting('test.hub', true), '')::smallint $$;
        CREATE OR REPLACE FUNCTION acting_country() RETURNS smallint LANGUAGE sql STABLE
            AS $$ SELECT NULL::smallint $$;
        CREATE OR REPLACE FUNCTION acting_account() RETURNS uuid LANGUAGE sql STABLE
            AS $$ SELECT nullif(current_setting('test.account', true), '')::uuid $$;
        """

    private static let tables = [
        "casework_case", "case_member", "case_change", "case_note", "attachment",
        "attachment_piece", "consent", "referral", "referral_change",
    ]

    @Test("Rows are seen by those whom the roles give them, and by nobody else")
    func rows() async throws {
        try await CaseFixture.with { fixture in
            let opener = AccountID.new()
            let clerk = fixture.acting(.clerk, at: fixture.tapachula, as: opener)
            let (first, second) = (try await fixture.meet("Ana"), try await fixture.meet("Eva"))
            let plain = try await clerk.open(fixture.newCase(of: [first, second])).view.content
            let hidden = try await clerk.open(
                fixture.newCase(of: [second], needs: [.childProtection])
            ).view.content
            for id in [plain.id, hidden.id] {
                _ = try await clerk.note("a note", in: id)
                _ = try await clerk.attach(
                    AttachedFile(
                        id: .new(), kind: AttachmentKind(number: 1), name: "a.pdf",
                        bytes: Array("%PDF-".utf8)), to: id)
            }
            _ = try await clerk.give(fixture.consent(of: first))
            let referral = fixture.referral(of: first, in: plain.id)
            _ = try await clerk.send(referral)

            let file = try #require(EmbeddedFile.named("routines/case_security.sql"))
            try await fixture.application.database.withConnection { connection in
                try await connection.execute(script: Self.standIns)
                // Twice: a routine is applied again whenever it changed.
                for _ in 0..<2 { try await connection.execute(script: file.text) }
            }
            func seen(_ role: Role?, _ hub: HubCode?, _ account: AccountID? = nil) async throws
                -> [Int]
            {
                try await counts(role, hub, account, on: fixture)
            }
            let everything = [2, 1, 2, 2, 2, 2, 1, 1, 1]
            let plainOnly = [1, 1, 1, 1, 1, 1, 1, 1, 1]
            let nothing = [0, 0, 0, 0, 0, 0, 0, 0, 0]
            let referralOnly = [0, 0, 0, 0, 0, 0, 1, 1, 1]
            #expect(try await seen(nil, nil) == nothing)
            #expect(try await seen(.machine, nil) == everything)
            #expect(try await seen(.clerk, fixture.tapachula, opener) == everything)
            #expect(try await seen(.clerk, fixture.tapachula, .new()) == plainOnly)
            #expect(try await seen(.manager, fixture.tapachula, .new()) == plainOnly)
            #expect(try await seen(.clerk, fixture.tecun, .new()) == referralOnly)
            for role: Role in [.countryOfficer, .regionalAnalyst, .administrator, .auditor] {
                // An account of theirs has no hub: `account_place_check`.
                #expect(try await seen(role, nil, opener) == nothing, "\(role)")
            }
            #expect(try await seen(.clerk, fixture.sanPedro, .new()) == nothing)

            // Whoever reads figures gets the counts all the same.
            for (role, sent): (Role?, Int) in [
                (.machine, 1), (.regionalAnalyst, 1), (.administrator, 0), (.auditor, 0), (nil, 0),
            ] {
                let counted = try await acting(role, nil, nil, on: fixture) { connection in
                    try await connection.all(
                        .referralCounts(in: fixture.today.quarter.days, from: nil))
                }
                #expect(counted.reduce(0) { $0 + $1.sent } == sent)
            }

            // The key comes with a case or a live referral, and goes with it.
            #expect(try await key(of: first, plain.id, fixture.tapachula, on: fixture))
            #expect(try await key(of: first, plain.id, fixture.tecun, on: fixture))
            #expect(try await !key(of: second, plain.id, fixture.tecun, on: fixture))
            #expect(
                try await !key(of: first, plain.id, fixture.sanPedro, on: fixture))
            _ = try await fixture.application.withdraw(
                .referral, of: first, saidTo: fixture.tapachula, fixture.said)
            #expect(try await !key(of: first, plain.id, fixture.tecun, on: fixture))
            #expect(try await seen(.clerk, fixture.tecun, .new()) == [0, 0, 0, 0, 0, 0, 1, 0, 0])
        }
    }

    @Test("A hub answers what it received, and writes nothing for another hub")
    func writes() async throws {
        try await CaseFixture.with { fixture in
            let person = try await fixture.meet("Ana")
            let opened = try await fixture.application.open(fixture.newCase(of: [person]))
                .view.content
            _ = try await fixture.application.give(fixture.consent(of: person))
            let referral = fixture.referral(of: person, in: opened.id)
            _ = try await fixture.application.send(referral)
            let file = try #require(EmbeddedFile.named("routines/case_security.sql"))
            try await fixture.application.database.withConnection { connection in
                try await connection.execute(script: Self.standIns)
                try await connection.execute(script: file.text)
            }
            func change(_ sql: String) async throws -> Int {
                try await acting(.clerk, fixture.tecun, .new(), on: fixture) { connection in
                    try await connection.run(Statement(raw: sql))
                }
            }
            #expect(try await change("UPDATE casework_case SET priority = 1") == 0)
            #expect(try await change("UPDATE referral SET from_hub = from_hub") == 1)
            await #expect(throws: PostgresError.self) {
                try await change("UPDATE referral SET to_hub = 1")
            }
            await #expect(throws: PostgresError.self) {
                try await change(
                    """
                    INSERT INTO case_note (note_id, case_id, actor, sealed, digest)
                    VALUES (gen_random_uuid(), '\(opened.id)', 'x', '', '')
                    """)
            }
            #expect(
                try await change(
                    """
                    UPDATE referral SET status = 3, decline_reason = 1, shared = NULL,
                        ended_at = now(), version = 2
                    """) == 1)
        }
    }

    private func counts(
        _ role: Role?, _ hub: HubCode?, _ account: AccountID?, on fixture: CaseFixture
    ) async throws -> [Int] {
        try await acting(role, hub, account, on: fixture) { connection in
            var counts: [Int] = []
            for table in Self.tables {
                counts.append(
                    try await connection.one(
                        Query<Int>("SELECT count(*)::int FROM \(raw: table)")))
            }
            return counts
        }
    }

    private func key(
        of person: PersonID, _ id: CaseID, _ hub: HubCode, on fixture: CaseFixture
    ) async throws -> Bool {
        try await acting(.clerk, hub, .new(), on: fixture) { connection in
            try await connection.one(
                Query<Bool>("SELECT sealing_key(\(person), \(id)) IS NOT NULL"))
        }
    }

    private func acting<Result: Sendable>(
        _ role: Role?, _ hub: HubCode?, _ account: AccountID?, on fixture: CaseFixture,
        _ body: @Sendable (Connection) async throws -> Result
    ) async throws -> Result {
        let number =
            try await fixture.application.database.all(.hubs)
            .first { $0.hub.code == hub }.map { String($0.number) } ?? ""
        return try await fixture.application.database.transaction { connection in
            try await connection.execute(
                script: """
                    SET LOCAL ROLE hub_service;
                    SET LOCAL test.role = '\(role?.rawValue ?? "")';
                    SET LOCAL test.hub = '\(number)';
                    SET LOCAL test.account = '\(account?.description ?? "")';
                    """)
            return try await body(connection)
        }
    }
}
