import Foundation
import Reporting
import Testing
import Texts

@testable import Rendering

/// Every form says the numbers that the report says, cell by cell, when others read it.
@Suite struct ReadBackTests {
    static let cases = [ReportKind.whole, .hub, .empty, .concealed].flatMap { kind in
        Language.whole.map { (kind, $0) }
    }
    /// What breaks lines and cuts labels, but loses no number.
    static let all = cases + Language.whole.map { (.crowded, $0) }

    /// The tables hold the report's own figures: the forms below are held against them.
    @Test func tablesHoldTheFigures() throws {
        for kind in ReportKind.allCases {
            let wording = try kind.wording(.english)
            for table in wording.report.tables where !table.rows.isEmpty {
                let shown = try #require(
                    wording.tables.first { $0.name == table.dimension.description })
                #expect(shown.rows.count == table.rows.count + 1)
                for (row, expected) in zip(shown.rows, table.rows) {
                    #expect(row.cells.first == .text(expected.category.code))
                    #expect(
                        row.cells.suffix(4)
                            == [
                                .number(expected.figure.people),
                                .number(expected.figure.identified),
                                .number(expected.figure.anonymous),
                                .number(expected.figure.events),
                            ])
                    #expect(row.suppression == expected.figure.suppression)
                }
            }
        }
    }

    @Test(.enabled(if: Tool.hasPoppler, "needs poppler-utils"), arguments: cases)
    func pdf(kind: ReportKind, language: Language) throws {
        let wording = try kind.wording(language)
        for paper in Paper.allCases {
            let text = try pdfText(of: wording, paper)
            var lines = text.split(separator: "\n").map { line in
                line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
            }[...]
            for table in wording.tables + [wording.completenessTable] {
                for row in table.rows {
                    let expected = row.shown(wording).filter { !$0.isEmpty }
                        .joined(separator: " ")
                        .replacing("\u{202F}", with: " ")
                    let found = lines.firstIndex(of: expected)
                    #expect(found != nil, "\(table.name) in \(paper): \(expected)")
                    if let found { lines = lines[(found + 1)...] }
                }
            }
        }
    }

    private func pdfText(of wording: ReportWording, _ paper: Paper) throws -> String {
        try withFolder { folder in
            let file = folder.appending(path: "report.pdf")
            let pdf = ReportPDF(
                wording.report, texts: wording.texts, paper: paper, made: wording.made)
            try Data(pdf.bytes).write(to: file)
            return try Tool.text("pdftotext", ["-layout", "-nopgbrk", file.path, "-"])
        }
    }

    @Test(.enabled(if: Tool.openpyxl != nil, "needs python3-openpyxl"), arguments: all)
    func workbook(kind: ReportKind, language: Language) throws {
        let wording = try kind.wording(language)
        let sheets = try withFolder { folder in
            let file = folder.appending(path: "report.xlsx")
            try ReportWorkbook(wording.report, texts: wording.texts, made: wording.made)
                .write(to: file.path)
            let output = try Tool.run(
                Tool.openpyxl ?? "python3", ["-c", Self.readWorkbook, file.path])
            return try JSONDecoder().decode([WorkbookSheet].self, from: output)
        }
        #expect(sheets.allSatisfy { $0.state == "visible" })
        let tables = wording.tables + [wording.completenessTable]
        // A cover before and the method after.
        #expect(sheets.count == tables.count + 2)
        for (table, sheet) in zip(tables, sheets.dropFirst()) {
            #expect(sheet.frozen == "A5")
            #expect(
                sheet.rows[3].prefix(table.columns.count).map(\.text)
                    == table.columns.map(\.title))
            let rows = sheet.rows.dropFirst(4)
            #expect(rows.count == table.rows.count)
            for (row, read) in zip(table.rows, rows) {
                for (cell, value) in zip(row.cells, read) {
                    switch cell {
                    case .text(let text): #expect((value.text ?? "") == text)
                    case .number(let number):
                        #expect(value.number == number)
                        #expect(value.text == nil, "a number is a number, and hidden is empty")
                    }
                }
                #expect((read.last?.text != nil) == (row.suppression != nil), "\(table.name)")
            }
        }
    }

    @Test(.enabled(if: Tool.hasPython, "needs python3"), arguments: all)
    func page(kind: ReportKind, language: Language) throws {
        let wording = try kind.wording(language)
        let html = ReportPage(wording.report, texts: wording.texts, made: wording.made).html
        let page = try withFolder { folder in
            let file = folder.appending(path: "report.html")
            try html.write(to: file, atomically: true, encoding: .utf8)
            let output = try Tool.run("python3", ["-c", Self.readPage, file.path])
            return try JSONDecoder().decode(Page.self, from: output)
        }
        #expect(page.language == language.rawValue)
        #expect(page.headline == wording.people.number)
        for table in wording.tables + [wording.completenessTable] {
            let rows = table.rows.map { $0.shown(wording) }
            #expect(page.tables["table-\(table.name)"] == [table.columns.map(\.title)] + rows)
        }
        guard kind != .crowded, kind != .empty else { return }
        for table in wording.report.tables {
            // Bars and map: each label is followed by its number.
            let texts = page.pictures.joined()
            for row in table.rows where table.dimension != .sex && table.dimension != .age {
                let name = wording.label(row.category)
                let label = table.dimension == .hub ? "\(name)  \(row.category.code)" : name
                let number = wording.number(row.figure.people, row.figure)
                let isFollowed = zip(texts, texts.dropFirst()).contains { $0 == (label, number) }
                #expect(isFollowed, "\(table.dimension): \(label) \(number)")
            }
        }
    }
}

extension ReadBackTests {
    struct WorkbookSheet: Decodable {
        struct Cell: Decodable {
            var number: Int?
            var text: String?

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if container.decodeNil() { return }
                if let number = try? container.decode(Int.self) {
                    self.number = number
                } else {
                    text = try container.decode(String.self)
                }
            }
        }

        let name: String
        let state: String
        let frozen: String?
        let rows: [[Cell]]
    }

    struct Page: Decodable {
        let language: String
        let headline: String
        let tables: [String: [[String]]]
        let pictures: [[String]]
    }

    static let readWorkbook = """
        import json, sys, openpyxl
        book = openpyxl.load_workbook(sys.argv[1])
        print(json.dumps([{"name": s.title, "state": s.sheet_state, "frozen": s.freeze_panes,
            "rows": [list(r) for r in s.iter_rows(values_only=True)]} for s in book]))
        """

    static let readPage = """
        import json, sys
        import xml.etree.ElementTree as tree
        root = tree.parse(sys.argv[1]).getroot()
        h = "{http://www.w3.org/1999/xhtml}"
        s = "{http://www.w3.org/2000/svg}"
        tables = {t.get("id"): [["".join(c.itertext()) for c in r] for r in t.iter(h + "tr")]
            for t in root.iter(h + "table")}
        pictures = [[t.text for t in p.iter(s + "text")] for p in root.iter(s + "svg")]
        print(json.dumps({"language": root.get("lang"), "tables": tables, "pictures": pictures,
            "headline": next(root.iter(h + "strong")).text}))
        """
}
