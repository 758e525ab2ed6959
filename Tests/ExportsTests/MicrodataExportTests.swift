import CaseStore
import Casework
import Codelists
import Exports
import FoundationEssentials
import HubLogs
import Operations
import Postgres
import Testing

@testable import Reporting

/// Microdata of a closed and of an open quarter, from the database to the files.
@Suite struct MicrodataExportTests {
    private static let quarter = Installation.quarter

    private func rule(k: Int = 5) throws -> AnonymityRule { try #require(AnonymityRule(k: k)) }

    private func table(_ path: String) throws -> [[String]] {
        let text = String(
            decoding: try #require(try Installation.files(path)["microdata.csv"]), as: UTF8.self)
        return text.split(separator: "\r\n").map { EmbeddedFile.fields($0) }
    }

    @Test("Rows and those left out are the edition's people; nobody is named; judges agree")
    func closed() async throws {
        try await Installation.with { installation in
            let edition = try await installation.close()
            let path = "\(installation.folder)/out"
            let summary = try await installation.application.exportMicrodata(
                of: Self.quarter, from: .latest, rule: try rule(), to: path)
            let rows = try table(path)
            #expect(rows.count == summary.rows + 1)
            let report = try #require(summary.microdata)
            let people = edition.total.identified + edition.total.anonymous
            #expect(report.people == people)
            #expect(summary.rows + report.suppressed == people)
            #expect(report.suppressed * 20 <= people)
            #expect(summary.audience == "public" && summary.edition == 1)

            var classes: [[String]: Set<String>] = [:]
            var sizes: [[String]: Int] = [:]
            for row in rows.dropFirst() {
                classes[Array(row.prefix(7)), default: []].insert(row[7])
                sizes[Array(row.prefix(7)), default: 0] += 1
            }
            #expect(sizes.values.min() ?? 0 >= 5)
            #expect(classes.values.map(\.count).min() ?? 0 >= 2)
            // The order is that of the values shown: rows that are alike stand together.
            let blocks = zip(rows.dropFirst(), rows.dropFirst(2)).count { $0 != $1 } + 1
            #expect(blocks == Set(rows.dropFirst()).count)

            try await expectNoIdentifier(in: path, installation)
            if Judge.python != nil {
                let verdict = try Judge.judge("microdata", path)
                #expect(verdict.frictionless.valid, "\(verdict.frictionless.errors)")
                #expect(verdict.pycanon?.rows == summary.rows)
                #expect(verdict.pycanon?.k ?? 0 >= 5)
                #expect(verdict.pycanon?.l ?? 0 >= 2)
            }
        }
    }

    @Test("An edition gives the same bytes after the quarter has changed")
    func frozen() async throws {
        try await Installation.with { installation in
            let application = installation.application
            let total = try await installation.close().total
            let before = "\(installation.folder)/before"
            _ = try await application.exportMicrodata(
                of: Self.quarter, from: .number(1), rule: try rule(), to: before)
            for event in try await application.database.all(.events(in: Self.quarter)) {
                var change = EventChange()
                change.services = [Service(number: 14)]
                change.profile = Profile(number: 3)
                try await application.correct(event, changing: change, reason: "checked")
            }
            let persons = try await application.database.all(.persons(in: Self.quarter))
            for pair in 0..<min(20, persons.count / 2) {
                try await application.merge(
                    persons[2 * pair], into: persons[2 * pair + 1], reason: "same")
            }
            let after = "\(installation.folder)/after"
            _ = try await application.exportMicrodata(
                of: Self.quarter, from: .number(1), rule: try rule(), to: after)
            #expect(try Installation.files(before) == Installation.files(after))
            // Who asks that their data only be kept is left out, and the edition can still be told.
            try await application.restrict(persons[1], isRestricted: true, reason: "asked")
            let withheld = try await application.exportMicrodata(
                of: Self.quarter, from: .number(1), rule: try rule(),
                to: "\(installation.folder)/withheld")
            let report = try #require(withheld.microdata)
            #expect(report.people == total.identified + total.anonymous)
            #expect(report.suppressed > 0 && withheld.rows + report.suppressed == report.people)
            let open = "\(installation.folder)/open"
            let summary = try await application.exportMicrodata(
                of: Self.quarter, from: .open, rule: try rule(), to: open)
            #expect(summary.audience == "internal" && summary.edition == nil)
            let files = try Installation.files(open)
            #expect(files["microdata.csv"] == nil)
            for (name, bytes) in files where name != "SHA256SUMS" {
                let text = String(decoding: bytes, as: UTF8.self).lowercased()
                #expect(
                    name.contains("internal") || text.contains("internal"),
                    "\(name) is not stamped")
            }
        }
    }

    @Test("Without an edition, with a full directory or too few people nothing is written")
    func refusals() async throws {
        try await Installation.with(logs: 1) { installation in
            let application = installation.application
            let path = "\(installation.folder)/out"
            let rule = try rule()
            await #expect(throws: ExportProblem.notClosed(Self.quarter)) {
                try await application.exportMicrodata(
                    of: Self.quarter, from: .latest, rule: rule, to: path)
            }
            await #expect(throws: ExportProblem.self) {
                try await application.exportMicrodata(
                    of: Quarter(index: 8_000), from: .open, rule: rule, to: path)
            }
            await #expect(throws: OperationError.unknownEdition(Self.quarter, 3)) {
                try await application.exportMicrodata(
                    of: Self.quarter, from: .number(3), rule: rule, to: path)
            }
            #expect(try Installation.files(installation.folder).isEmpty)
        }
    }

    /// Nothing of what identifies an event or a person stands in any file: ids, record numbers,
    /// hub codes, and no names or documents of the logs.
    private func expectNoIdentifier(
        in path: String, _ installation: Installation
    ) async throws {
        let words = try await installation.application.database.all(.identifiers)
        #expect(words.count > 1_000)
        let names = EmbeddedFile.under("demonstration/q1-2021/logs/").prefix(6)
            .filter { $0.name.hasSuffix(".csv") }
            .flatMap { file in file.lines.dropFirst().map { EmbeddedFile.fields($0) } }
            .flatMap { $0.filter { $0.contains(" ") && $0.utf8.count > 6 } }
        for (name, bytes) in try Installation.files(path)
        where name.hasSuffix(".csv") || name.hasSuffix(".json") {
            let cells = Set(
                String(decoding: bytes, as: UTF8.self)
                    .split { ",\r\n\"".contains($0) }.map(String.init))
            #expect(cells.isDisjoint(with: words), "\(name)")
            if name == "microdata.csv" { #expect(cells.isDisjoint(with: names), "\(name)") }
        }
    }
}

extension Query where Output == String {
    fileprivate static var identifiers: Self {
        Self(
            """
            SELECT person_id::text FROM person UNION SELECT event_id::text FROM event
            UNION SELECT record_id FROM event_register WHERE record_id IS NOT NULL
            UNION SELECT code FROM hub UNION SELECT reference FROM casework_case
            """)
    }
}

extension Query where Output == EventID {
    fileprivate static func events(in quarter: Quarter) -> Self {
        Self(
            """
            SELECT event_id FROM event
            WHERE occurred_on >= \(quarter.days.lowerBound)
                AND occurred_on < \(quarter.days.upperBound)
            ORDER BY event_id LIMIT 150
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
