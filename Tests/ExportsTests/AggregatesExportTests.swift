import Casework
import Codelists
import FoundationEssentials
import HubLogs
import Operations
import Testing

@testable import Exports
@testable import Reporting

/// Aggregates: every cell of a report, and nothing of what it hides.
@Suite struct AggregatesExportTests {
    private static let quarter = Installation.quarter
    private static let hubs = HubNames(
        [(1, "MX-TAP", "Tapachula, \"Centro\""), (2, "HN-SPS", "=San Pedro Sula")]
            .reduce(into: [:]) { hubs, hub in
                hubs[Int16(hub.0)] = HubCode(hub.1).map { (code: $0, name: hub.2) }
            })

    private func table(_ bytes: [UInt8]?) throws -> [[String]] {
        String(decoding: try #require(bytes), as: UTF8.self).split(separator: "\r\n")
            .map { EmbeddedFile.fields($0) }
    }

    /// A table in which one hub's number is hidden, and another's with it.
    private func cells() -> [AggregateCell] {
        let shown = Figure(RawCount(events: 7_731, identified: 6_400, anonymous: 13))
        return [
            AggregateCell(table: "total", categories: [], figure: shown),
            AggregateCell(
                table: "hub", categories: [Category(.hub, 1, hubs: Self.hubs)],
                figure: Figure(suppressed: .primary)),
            AggregateCell(
                table: "hub", categories: [Category(.hub, 2, hubs: Self.hubs)],
                figure: Figure(suppressed: .complementary)),
            AggregateCell(
                table: "country_sex",
                categories: [
                    Category(.country, 484, hubs: Self.hubs),
                    Category(.sex, 1, hubs: Self.hubs),
                ], figure: shown),
        ]
    }

    @Test("Hidden cells are empty, flagged and listed; the judges agree", arguments: [false, true])
    func hidden(hasHashtags: Bool) throws {
        let path = "/tmp/hub-exports-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let export = AggregatesExport(
            cells(),
            origin: ExportOrigin(
                quarter: Self.quarter, edition: 2, isDemonstration: true, isInternal: false),
            places: [
                try #require(HubCode("MX-TAP")): HubPlace(country: "MEX", admin1: "MX-CHP"),
                try #require(HubCode("HN-SPS")): HubPlace(country: "HND", admin1: nil),
            ], hasHashtags: hasHashtags)
        let summary = try export.write(to: path)
        #expect(summary.rows == 4)
        let files = try Installation.files(path)
        let rows = try table(files["aggregates.csv"])
        let header = rows[0]
        #expect(rows.count == (hasHashtags ? 6 : 5))
        if hasHashtags {
            #expect(rows[1].allSatisfy { $0.hasPrefix("#") })
            for tag in [
                "#reached", "#country+code+v_iso3", "#adm1+code+v_iso3166_2", "#date+start",
                "#date+end",
            ] { #expect(rows[1].contains(tag)) }
        }
        func value(_ row: [String], _ column: String) throws -> String {
            row[try #require(header.firstIndex(of: column))]
        }
        let numbers = ["people", "identified", "anonymous", "events"]
        for (row, reason) in zip(rows.suffix(3), ["primary", "complementary"]) {
            #expect(try value(row, "suppressed") == reason)
            #expect(try numbers.map { try value(row, $0) } == ["", "", "", ""])
        }
        let tapachula = rows[rows.count - 3]
        #expect(try value(tapachula, "country") == "MEX")
        #expect(try value(tapachula, "admin1") == "MX-CHP")
        let cross = rows[rows.count - 1]
        #expect(try numbers.map { try value(cross, $0) } == ["6413", "6400", "13", "7731"])
        #expect(try value(cross, "suppressed") == "")
        let listed = try table(files["suppressions.csv"])
        #expect(listed.dropFirst().map { $0[$0.count - 1] } == ["primary", "complementary"])
        let codes = String(decoding: try #require(files["codes.csv"]), as: UTF8.self)
        // A name that a spreadsheet would run as a formula does not begin a cell.
        #expect(codes.contains("'=San Pedro Sula") && !codes.contains(",=San"))

        if Judge.python != nil {
            let verdict = try Judge.judge("aggregates", path)
            #expect(verdict.frictionless.valid, "\(verdict.frictionless.errors)")
            #expect((verdict.hxl != nil) == hasHashtags)
            if let hxl = verdict.hxl {
                #expect(hxl.valid, "\(hxl.problems)")
                #expect(hxl.rows == 4)
            }
        }
    }

    @Test("What is not closed leaves only as internal, and nothing is written else")
    func openQuarter() async throws {
        try await Installation.with(logs: 2) { installation in
            func export(_ edition: EditionChoice, _ audience: Audience) async throws {
                _ = try await installation.application.exportAggregates(
                    of: Self.quarter, from: edition, for: audience, hasHashtags: false,
                    to: "\(installation.folder)/out")
            }
            await #expect(throws: ExportProblem.internalFigures) {
                try await export(.open, .public)
            }
            await #expect(throws: ExportProblem.notClosed(Self.quarter)) {
                try await export(.latest, .internal)
            }
            #expect(try Installation.files(installation.folder).isEmpty)
            try await export(.open, .internal)
        }
    }

    @Test("Cell for cell the figures of the report; what is internal says so in every file")
    func figures() async throws {
        try await Installation.with(logs: 2) { installation in
            let edition = try await installation.close()
            for audience in [Audience.internal, .public] {
                let path = "\(installation.folder)/\(audience)"
                let summary = try await installation.application.exportAggregates(
                    of: Self.quarter, from: .latest, for: audience, hasHashtags: true, to: path)
                #expect(summary.edition == edition.number)
                #expect(summary.audience == audience.rawValue)
                let files = try Installation.files(path)
                let suffix = audience == .internal ? "-internal" : ""
                for (name, bytes) in files where name != "SHA256SUMS" {
                    let text = String(decoding: bytes, as: UTF8.self)
                    #expect(
                        (name.contains("internal") || text.contains("INTERNAL"))
                            == (audience == .internal), "\(name)")
                }
                let rows = try table(files["aggregates\(suffix).csv"])
                #expect(
                    rows.dropFirst(2).allSatisfy {
                        ($0.last == "internal") == (audience == .internal)
                    })

                let report = try await installation.application.report(
                    on: Self.quarter,
                    ReportRequest(edition: .number(1), audience: audience, isWhole: true))
                let cells = AggregateCell.cells(of: report)
                #expect(rows.count == cells.count + 2 && summary.rows == cells.count)
                let people = try #require(rows[0].firstIndex(of: "people"))
                let flag = try #require(rows[0].firstIndex(of: "suppressed"))
                for (row, cell) in zip(rows.dropFirst(2), cells) {
                    #expect(row[people] == cell.figure.people.map(String.init) ?? "")
                    #expect(row[flag] == cell.figure.suppression?.rawValue ?? "")
                    #expect(row[3] == cell.table)
                }
                #expect(
                    cells.contains { $0.figure.people == nil } == (audience == .public))
                if Judge.python != nil {
                    let verdict = try Judge.judge("aggregates", path)
                    #expect(verdict.frictionless.valid, "\(verdict.frictionless.errors)")
                    #expect(verdict.hxl?.valid == true)
                }
            }
        }
    }
}
