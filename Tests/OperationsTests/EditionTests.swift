import CaseStore
import Casework
import Codelists
import FoundationEssentials
import Operations
import Postgres
import Reporting
import Testing

/// Closing a quarter, changing it, closing it again; and what is noticed behind the service's back.
@Suite struct EditionTests {
    private static let quarter = Quarter(index: 8_084)

    @Test("An edition stays to the byte, the next one's differences add up, and both verify")
    func closeChangeClose() async throws {
        try await withClosedQuarter { application, files in
            let first = try await application.database.all(.editions(of: Self.quarter))
            try await change(application, files)
            let open = try await application.status(of: Self.quarter)
            #expect(open.hasAdjustments)
            let since = try await application.diff(of: Self.quarter, from: 1, to: nil)
            let second = try await close(application)
            #expect(second.number == 2)
            let both = try await application.database.all(.editions(of: Self.quarter))
            #expect(both.first == first.first)

            let (diff, _) = try await application.diff(of: Self.quarter, from: 1, to: 2)
            #expect(diff.movements == since.diff.movements)
            let kinds = diff.movements.reduce(into: Set<EditionDiff.Kind>()) {
                $0.formUnion($1.parts.keys)
            }
            #expect(kinds == Set(EditionDiff.Kind.allCases))
            let frozen = try both.map { try EditionContent(bytes: $0.content) }
            #expect(diff.movements.count > 20)
            for movement in diff.movements {
                let parts = movement.parts.values.reduce(.none, Self.sum)
                #expect(Self.sum(movement.before, parts) == movement.after)
                let ends = frozen.map { Self.count(movement, in: $0) }
                #expect(ends == [movement.before, movement.after])
            }
            for number in 1...2 {
                let verification = try await application.verify(Self.quarter, edition: number)
                #expect(verification.differences == [], "edition \(number)")
            }
            // What was frozen second is what a full count finds.
            let counted = try await application.database.all(.counted(in: Self.quarter))
            let cells = Set(counted.map(\.cell))
            let content = frozen[1].counts(quarterBefore: nil, yearBefore: nil)
            #expect(
                content.map {
                    Set($0.cells + [RawCell(dimension: nil, category: 0, count: $0.total)])
                } == cells)
        }
    }

    @Test("What stands in the way has to be accepted by name")
    func acceptance() async throws {
        try await withTestApplication { application, _ in
            let files = try LogFiles()
            defer { files.remove() }
            _ = try await files.importAll(into: application, order: Array(files.names.prefix(3)))
            let items = try await application.status(of: Self.quarter).review.items
            #expect(items.count { if case .silent = $0 { true } else { false } } == 30)
            await #expect(throws: OperationError.notAccepted(items.map(\.name))) {
                try await application.close(Self.quarter, accepting: [], reason: "test")
            }
            let all = Set(items.map(\.name))
            await #expect(throws: OperationError.notAccepted([items[0].name])) {
                try await application.close(
                    Self.quarter, accepting: all.subtracting([items[0].name]), reason: "test")
            }
            let edition = try await application.close(
                Self.quarter, accepting: all, reason: "test")
            #expect(Set(edition.accepted) == all)
        }
    }

    @Test("Changes behind the service's back are found and named")
    func tampering() async throws {
        try await withClosedQuarter { application, _ in
            let event = try await application.database.one(.someEvent(in: Self.quarter))
            let id = event.description
            try await expect(
                application,
                "UPDATE event SET profile = (profile + 1) % 12 WHERE event_id = '\(id)'",
                [.eventChanged(id)])
            try await expect(
                application,
                "UPDATE participation SET sex = 2, anonymous = anonymous + 1, person_id = NULL, counted_as = NULL WHERE event_id = '\(id)' AND position = 1",
                [.eventChanged(id)])
            try await expect(
                application,
                "DELETE FROM participation WHERE event_id = '\(id)'; DELETE FROM event WHERE event_id = '\(id)'",
                [.eventMissing(id)])
            try await expect(
                application,
                "UPDATE person SET nationality = 0 WHERE person_id = (SELECT person_id FROM participation WHERE event_id = '\(id)' AND person_id IS NOT NULL LIMIT 1)",
                [.eventChanged(id)])
            try await expect(
                application,
                "UPDATE codelist_value SET label_es = 'otra' WHERE codelist = 'service' AND number = 3",
                [.codelistValue("service/\(Service(number: 3).code)")])
            try await expect(
                application,
                "ALTER TABLE edition DISABLE TRIGGER edition_immutable; UPDATE edition SET content = set_byte(content, 40, 55)",
                [.signature])
            let rows = try await application.database.one(.auditRows)
            try await expect(
                application,
                "ALTER TABLE audit DISABLE TRIGGER audit_immutable; DELETE FROM audit WHERE audit_id > (SELECT max(audit_id) - 3 FROM audit)",
                [.auditTrail(rowsThen: rows - 1, rowsNow: rows - 3)])
        }
    }

    @Test("The service's role can neither change nor remove an edition")
    func privileges() async throws {
        try await withClosedQuarter { application, _ in
            for sql in [
                "UPDATE edition SET reason = 'x'", "DELETE FROM edition", "TRUNCATE edition",
            ] {
                for role in ["hub_service", "hub_owner"] {
                    let error = await #expect(throws: PostgresError.self) {
                        try await application.database.withConnection {
                            try await $0.execute(script: "BEGIN; SET LOCAL ROLE \(role); \(sql)")
                        }
                    }
                    #expect(error?.code.sqlstate == "42501", "\(role): \(sql)")
                }
            }
        }
    }
}

// MARK: - Steps

extension EditionTests {
    /// Runs `body` on an application in which six hubs' logs are imported and the quarter is closed.
    private func withClosedQuarter(
        _ body: @Sendable (Application, LogFiles) async throws -> Void
    ) async throws {
        try await withTestApplication { application, _ in
            let files = try LogFiles()
            defer { files.remove() }
            _ = try await files.importAll(into: application, order: Array(files.names.prefix(6)))
            let edition = try await close(application)
            #expect(edition.number == 1)
            try await body(application, files)
        }
    }

    @discardableResult
    private func close(_ application: Application) async throws -> EditionSummary {
        let items = try await application.status(of: Self.quarter).review.items
        return try await application.close(
            Self.quarter, accepting: Set(items.map(\.name)), reason: "Regional review")
    }

    /// Everything that can move a closed quarter: 200 corrections, 20 merges, voids, late events,
    /// changes of persons.
    private func change(_ application: Application, _ files: LogFiles) async throws {
        let events = try await application.database.all(.events(in: Self.quarter))
        for (index, event) in events.prefix(200).enumerated() {
            var change = EventChange()
            change.services = [Service(number: Int16(index % 6 + 1))]
            if index.isMultiple(of: 20) {
                change.occurredOn = Self.quarter.firstDay.adding(days: -1)
            }
            try await application.correct(event, changing: change, reason: "checked")
        }
        for event in events.dropFirst(200).prefix(10) {
            try await application.void(event, reason: "twice")
        }
        let persons = try await application.database.all(.persons(in: Self.quarter))
        for pair in 0..<20 {
            try await application.merge(
                persons[2 * pair], into: persons[2 * pair + 1], reason: "same")
        }
        for person in persons.dropFirst(40).prefix(20) {
            try await application.correct(
                person, sex: .other, birth: .year(1950), nationality: Country(number: 340),
                reason: "papers seen")
        }
        _ = try await files.importAll(
            into: application, order: Array(files.names.dropFirst(6).prefix(1)))
    }

    /// Alters the database directly, sees what `verify` names, and takes the alteration back.
    private func expect(
        _ application: Application, _ sql: String,
        _ differences: [EditionVerification.Difference],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await application.database.withConnection {
            try await $0.execute(script: "CREATE SCHEMA kept; \(Self.copies)")
            try await $0.execute(script: sql)
        }
        let found = try await application.verify(Self.quarter, edition: 1).differences
        for difference in differences {
            #expect(found.contains(difference), "\(found)", sourceLocation: sourceLocation)
        }
        try await application.database.withConnection {
            try await $0.execute(script: Self.restore)
        }
        let again = try await application.verify(Self.quarter, edition: 1)
        #expect(again.isVerified, "\(again.differences)", sourceLocation: sourceLocation)
    }

    private static let tables = [
        "event", "participation", "person", "codelist_value", "edition", "audit",
    ]
    private static let copies = tables.map {
        "CREATE TABLE kept.\($0) AS SELECT * FROM public.\($0);"
    }.joined()
    /// Triggers and foreign keys rest meanwhile: nothing but the rows comes back.
    private static let restore =
        "SET session_replication_role = replica;"
        + tables.map { table in
            "DELETE FROM public.\(table);"
                + "INSERT INTO public.\(table) \(table == "audit" ? "OVERRIDING SYSTEM VALUE" : "") SELECT * FROM kept.\(table);"
        }.joined() + "SET session_replication_role = origin; DROP SCHEMA kept CASCADE"

    private static func sum(_ left: RawCount, _ right: RawCount) -> RawCount {
        RawCount(
            events: left.events + right.events, identified: left.identified + right.identified,
            anonymous: left.anonymous + right.anonymous)
    }

    private static func count(
        _ movement: EditionDiff.Movement, in content: EditionContent
    ) -> RawCount {
        let key = [Int(movement.dimension?.rawValue ?? 0), Int(movement.category)]
        guard let row = content.cells.first(where: { Array($0.prefix(2)) == key }) else {
            return .none
        }
        return RawCount(events: row[2], identified: row[3], anonymous: row[4])
    }
}

extension Query where Output == EventID {
    fileprivate static func events(in quarter: Quarter) -> Self {
        Self(
            """
            SELECT event_id FROM event
            WHERE occurred_on >= \(quarter.days.lowerBound)
                AND occurred_on < \(quarter.days.upperBound)
            ORDER BY event_id
            """)
    }

    fileprivate static func someEvent(in quarter: Quarter) -> Self {
        Self(
            """
            SELECT event_id FROM participation
            WHERE occurred_on >= \(quarter.days.lowerBound)
                AND occurred_on < \(quarter.days.upperBound) AND person_id IS NOT NULL
                AND nationality <> 0
            ORDER BY event_id LIMIT 1
            """)
    }
}

extension Query where Output == PersonID {
    fileprivate static func persons(in quarter: Quarter) -> Self {
        Self(
            """
            SELECT DISTINCT person_id FROM participation
            WHERE occurred_on >= \(quarter.days.lowerBound)
                AND occurred_on < \(quarter.days.upperBound) AND person_id IS NOT NULL
            ORDER BY person_id
            """)
    }
}

extension Query where Output == Int {
    fileprivate static var auditRows: Self { Self("SELECT count(*) FROM audit") }
}
