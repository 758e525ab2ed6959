import CaseStore
import Casework
import Credentials
import Operations
import Postgres
import Testing

/// Every table that there is, asked of the database, against every role, by SQL sent straight over
/// the service's own role.
@Suite struct RowSecurityTests {
    @Test("Everybody sees the rows that are theirs to see, and can change no others")
    func matrix() async throws {
        try await Site.with { site in
            let readers = try await site.fill()
            let tables = try await site.tables()
            #expect(tables.count > 25)
            var keys: [String: AccessKey] = [:]
            for reader in readers where reader.role != nil {
                keys[reader.name] = try await site.enter(reader.name).access
            }
            // No row may be missed because a table has none: it must be there to be hidden.
            for name in RowRights.tables.keys.sorted() where !Self.mayBeEmpty.contains(name) {
                let count = try await site.owner.one(
                    Query<Int64>("SELECT count(*) FROM \(raw: name)"))
                #expect(count > 0, "\(name) is empty")
            }
            for table in tables {
                guard table.isPartition || RowRights.tables[table.name] != nil else {
                    Issue.record("\(table.name): say in RowRights who may do what with it")
                    continue
                }
                for reader in readers {
                    try await site.check(table, reader, keys[reader.name])
                }
            }
        }
    }

    /// Rows of cases, consent and referrals are seen to by `CaseSecurityTests`.
    private static let mayBeEmpty: Set = [
        "recovery_code", "sign_in_failure", "case_counter", "case_member", "case_change",
        "case_note", "case_event", "attachment", "attachment_piece", "consent", "referral",
        "referral_change", "departure",
        "audit_seal", "audit_place", "erasure", "glass_break", "activity", "activity_session",
        "activity_party",
        "activity_count", "activity_attendee", "activity_attendance",
        "activity_check_in", "decided_check_in", "network", "network_member",
        "network_need", "meeting", "meeting_attendance", "agreed_action", "agreed_action_change",
        "mgi_participant", "mgi_total", "mgi_indicator", "mgi_assessment", "mgi_answer",
        "publication", "publication_text", "bulletin_item", "bulletin_text", "bulletin_link",
        "bulletin_picture", "bulletin_correction", "bulletin_issue", "bulletin_issue_item",
        "activity_document", "agreed_action_document", "bulletin_issue_document",
        "bulletin_item_document", "meeting_document", "mgi_assessment_document",
        "mgi_indicator_document", "mgi_participant_document", "mgi_total_document",
        "network_document", "organisation_document", "publication_document", "registration",
        "place_contact", "outgoing_mail", "published_figure",
    ]

    @Test("Other tools read figures as hub_reporting, and nothing of people")
    func reporting() async throws {
        try await Site.with { site in
            _ = try await site.fill()
            let readable: Set = ["cell", "edition", "codelist_value", "hub"]
            for table in try await site.tables() {
                let count = Query<Int64>("SELECT count(*) FROM \(raw: table.name)")
                do {
                    let seen = try await site.owner.transaction { connection in
                        try await connection.execute(script: "SET LOCAL ROLE hub_reporting")
                        return try await connection.one(count)
                    }
                    #expect(readable.contains(table.name), "\(table.name)")
                    let all = try await site.owner.one(count)
                    #expect(seen > 0 && seen == all)
                } catch let error as PostgresError {
                    #expect(error.code == .insufficientPrivilege)
                    #expect(!readable.contains(table.name), "\(table.name)")
                }
            }
        }
    }

    @Test("The operator's commands act as the service's role and see everything")
    func operatorActs() async throws {
        try await Site.with { site in
            _ = try await site.fill()
            for name in RowRights.tables.keys.sorted()
            where RowRights.tables[name]?.sees(.init(role: nil, name: "")) != nil {
                let counts = try await site.owner.transaction { connection in
                    let all = try await connection.one(
                        Query<Int64>("SELECT count(*) FROM \(raw: name)"))
                    try await connection.execute(script: "SET LOCAL ROLE hub_service")
                    return (
                        all,
                        try await connection.one(
                            Query<Int64>("SELECT count(*) FROM \(raw: name)"))
                    )
                }
                #expect(counts.0 == counts.1, "\(name)")
            }
        }
    }
}

struct Table: Sendable {
    let name: String
    let isPartition: Bool
    /// A column that the service may change, or any where there is none.
    let changeable: String
}

extension Site {
    func tables() async throws -> [Table] {
        try await owner.all(
            Query<Table>(
                """
                SELECT c.relname::text, c.relispartition, (SELECT a.attname::text
                    FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attidentity = ''
                        AND NOT a.attisdropped
                    ORDER BY has_column_privilege('hub_service', c.oid, a.attnum, 'UPDATE') DESC,
                        a.attnum
                    LIMIT 1)
                FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
                    AND c.relname <> 'pending'
                ORDER BY c.relname
                """
            ) { row in
                Table(
                    name: try row.next(), isPartition: try row.next(),
                    changeable: try row.next())
            })
    }

    func check(_ table: Table, _ reader: Reader, _ key: AccessKey?) async throws {
        let rights =
            table.isPartition
            ? RowRights(sees: { _ in nil }) : RowRights.tables[table.name]
        guard let rights else { return }
        let label: Testing.Comment = "\(table.name), \(reader)"
        let rows: @Sendable (String) -> Query<String> = { condition in
            Query(
                """
                SELECT coalesce(string_agg(md5(t::text), ' ' ORDER BY md5(t::text)), '')
                FROM \(raw: table.name) t WHERE \(raw: condition)
                """)
        }
        let seen = await outcome(key) { try await $0.one(rows("true")) }
        let expected: String?
        if let condition = rights.sees(reader) {
            expected = try await owner.one(rows(condition))
        } else {
            expected = nil
        }
        #expect(seen == expected, label)

        let count: (String) async throws -> Int = { condition in
            try await Int(
                owner.one(
                    Query<Int64>(
                        "SELECT count(*) FROM \(raw: table.name) WHERE \(raw: condition)")))
        }
        let column = table.changeable
        let changed = await outcome(key) {
            try await $0.run("UPDATE \(raw: table.name) SET \(raw: column) = \(raw: column)")
        }
        let mayChange = rights.changes(reader)
        #expect(changed == (try await mayChange.asyncMap(count)), label)
        let removed = await outcome(key) { try await $0.run("DELETE FROM \(raw: table.name)") }
        let mayRemove = rights.removes(reader)
        // People hold on to what refers to them: that is refused as well, by a constraint.
        #expect(removed == (try await mayRemove.asyncMap(count)), label)
        if !table.isPartition { try await checkAdding(table, rights, reader, key) }
    }

    /// A copy of every row: what may not be added is refused before it is found to be there already.
    private func checkAdding(
        _ table: Table, _ rights: RowRights, _ reader: Reader, _ key: AccessKey?
    ) async throws {
        let allowed = rights.adds(reader) ?? "false"
        let rows = try await owner.all(
            Query<(String, Bool)>(
                """
                SELECT to_jsonb(t)::text, coalesce(\(raw: allowed), false)
                FROM \(raw: table.name) t
                """
            ) { row in (try row.next(), try row.next()) })
        let samples = [rows.first { $0.1 }, rows.first { !$0.1 }].compactMap(\.self)
        for (row, isAllowed) in samples {
            var code: PostgresError.Code?
            do {
                try await transaction(key) { connection in
                    try await connection.run(
                        """
                        INSERT INTO \(raw: table.name) OVERRIDING SYSTEM VALUE
                        SELECT * FROM jsonb_populate_record(NULL::\(raw: table.name),
                            \(row)::text::jsonb)
                        """)
                }
            } catch let error as PostgresError {
                code = error.code
            }
            // Accounts are added by some of their columns only.
            let isRefused = !isAllowed || table.name == "account"
            // A view takes no rows, whoever offers them.
            let wasRefused = code == .insufficientPrivilege || code?.sqlstate == "0A000"
            #expect(
                wasRefused == isRefused,
                "\(table.name), \(reader): \(String(describing: code))")
        }
    }

    /// What comes of something that is undone afterwards; nil when it was refused.
    private func outcome<Output: Sendable>(
        _ key: AccessKey?, _ body: @Sendable (Connection) async throws -> Output
    ) async -> Output? {
        do {
            return try await transaction(key, body)
        } catch let error as PostgresError where error.code == .insufficientPrivilege {
            return nil
        } catch {
            Issue.record(error)
            return nil
        }
    }

    struct Undo<Output: Sendable>: Error { let output: Output }

    /// Over the service's role, as whoever the key is of, undone afterwards.
    @discardableResult
    func transaction<Output: Sendable>(
        _ key: AccessKey?, _ body: @Sendable (Connection) async throws -> Output
    ) async throws -> Output {
        do {
            return try await service.transaction(
                settings: key.map { ["hub.session": $0.text] } ?? [:]
            ) { connection in
                throw Undo(output: try await body(connection))
            }
        } catch let undone as Undo<Output> {
            return undone.output
        }
    }
}

extension Optional {
    func asyncMap<Output>(_ body: (Wrapped) async throws -> Output) async throws -> Output? {
        guard let self else { return nil }
        return try await body(self)
    }
}
