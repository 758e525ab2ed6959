import Casework
import Console
import FoundationEssentials
import Glibc
import HubLogs
import Operations
import Rendering
import Testing
import Texts

@testable import HubCommands
@testable import Reporting

/// One quarter in every form that there is, read back by others and compared cell by cell.
@Suite(.enabled(if: FormReader.isAvailable, "needs chromium, poppler-utils, python3-openpyxl"))
struct EveryFormatTests {
    private static let quarter = Installation.quarter

    @Test("Every form gives the numbers of the report, cell by cell, to each and in each language")
    func sameNumbers() async throws {
        try await Installation.with(logs: 5) { installation in
            try await installation.close()
            for audience in [Audience.public, .internal] {
                let report = try await installation.application.report(
                    on: Self.quarter,
                    ReportRequest(
                        edition: .latest, audience: audience, by: [(.country, .sex)],
                        isDrawn: true))
                let expected = Self.cells(of: report)
                #expect(expected.values.contains { $0.people == nil } == (audience == .public))
                for language in Language.whole {
                    let folder = "\(installation.folder)/\(audience)-\(language)"
                    try FileManager.default.createDirectory(
                        atPath: folder, withIntermediateDirectories: false)
                    try Self.write(report, Texts(language), into: folder)
                    for name in ["aggregates", "aggregates-hxl"] {
                        _ = try await installation.application.exportAggregates(
                            of: Self.quarter, from: .latest, for: audience,
                            hasHashtags: name == "aggregates-hxl", to: "\(folder)/\(name)")
                    }
                    try compare(try FormReader.read(folder), with: expected, "\(folder)")
                }
            }
        }
    }

    private func compare(
        _ forms: [String: [String: FormReader.Cell]], with expected: [String: FormReader.Cell],
        _ place: String
    ) throws {
        #expect(
            Set(forms.keys) == [
                "json", "csv", "html", "xlsx", "pdf", "table", "svg", "aggregates",
                "aggregates-hxl",
            ])
        for (form, cells) in forms {
            switch form {
            case "svg":
                #expect(cells.count > 5)
                for (key, read) in cells {
                    #expect(read.people == expected[key]?.people, "\(place) \(form): \(key)")
                }
            case "aggregates", "aggregates-hxl":
                // These hold all tables by two dimensions.
                #expect(cells.count > expected.count)
                for (key, figure) in expected {
                    #expect(cells[key] == figure, "\(place) \(form): \(key)")
                }
            default:
                #expect(Set(cells.keys) == Set(expected.keys), "\(place) \(form)")
                for (key, figure) in expected {
                    #expect(cells[key] == figure, "\(place) \(form): \(key)")
                }
            }
        }
    }

    private static func write(
        _ report: QuarterlyReport, _ texts: Texts, into folder: String
    ) throws {
        let made = CalendarDate(dayNumber: 7_775)
        func put(_ name: String, _ bytes: some Collection<UInt8>) throws {
            try Data(bytes).write(to: URL(filePath: "\(folder)/report.\(name)"))
        }
        try put("json", JSONEncoder().encode(ReportDocument(report, language: texts.language)))
        var rows = DelimitedWriter()
        rows.row(ReportRows.header)
        for row in ReportRows.rows(of: report, language: texts.language) { rows.row(row) }
        try put("csv", rows.bytes)
        let text = ReportText(
            report: report, texts: texts, terminal: Terminal(capturing: CapturedOutput()))
        try put("txt", text.render(only: nil).utf8)
        try put("html", ReportPage(report, texts: texts, made: made).html.utf8)
        try put("pdf", ReportPDF(report, texts: texts, made: made).bytes)
        try put("svg", ReportPicture(report, texts: texts, made: made).svg.utf8)
        try ReportWorkbook(report, texts: texts, made: made).write(to: "\(folder)/report.xlsx")
    }

    private static func cells(of report: QuarterlyReport) -> [String: FormReader.Cell] {
        var cells = ["total": FormReader.Cell(report.totals)]
        for table in report.tables {
            for row in table.rows {
                cells["\(table.dimension)=\(row.category.code)"] = .init(row.figure)
            }
        }
        for table in report.cross {
            for row in table.rows {
                let names = [(table.first, row.first), (table.second, row.second)]
                    .map { "\($0.0)=\($0.1.code)" }.sorted()
                cells[names.joined(separator: ",")] = .init(row.figure)
            }
        }
        return cells
    }
}

/// Asks `Tests/Judges/figures.py` what the forms in a folder say.
enum FormReader {
    struct Cell: Decodable, Equatable {
        let people: Int?
        let identified: Int?
        let anonymous: Int?
        let events: Int?

        init(_ figure: Figure) {
            people = figure.people
            identified = figure.identified
            anonymous = figure.anonymous
            events = figure.events
        }
    }

    static let isAvailable =
        system(
            "\(python) -c 'import openpyxl' && which chromium pdftotext > /dev/null 2>&1") == 0

    /// The system's Python has Debian's openpyxl.
    private static let python = "/usr/bin/python3"

    static func read(_ folder: String) throws -> [String: [String: Cell]] {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Judges/figures.py").path()
        let output = "\(folder)/forms"
        let code = system("\(python) '\(script)' '\(folder)' > '\(output)'")
        #expect(code == 0)
        return try JSONDecoder().decode(
            [String: [String: Cell]].self, from: Data(contentsOf: URL(filePath: output)))
    }
}
