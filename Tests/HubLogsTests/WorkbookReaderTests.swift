import HubLogs
import Testing

@Suite struct WorkbookReaderTests {
    private func cells(_ fixture: WorkbookFixture) throws -> [[String]] {
        try rows(fixture.file()).map(\.fields)
    }

    private func row(_ cells: String) -> String { "<row>\(cells)</row>" }

    @Test("Shared, inline, rich and computed texts read as they show")
    func readsTexts() throws {
        var fixture = WorkbookFixture(
            rows: row(
                """
                <c t="s"><v>0</v></c><c t="s"><v>2</v></c>\
                <c t="inlineStr"><is><r><t>in</t></r><r><t xml:space="preserve"> line</t></r>\
                <rPh sb="0" eb="1"><t>x</t></rPh></is></c>\
                <c t="str"><v>text</v></c><c t="s"><v>1</v></c>
                """))
        fixture.sharedStrings = """
            <si><t>añ&amp;o</t></si><si><t/></si>\
            <si><r><rPr><b/></rPr><t>ri</t></r><r><t>ch</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>
            """
        #expect(try cells(fixture) == [["añ&o", "rich", "in line", "text", ""]])
    }

    @Test("Characters that XML cannot hold are read as a workbook writes them")
    func readsEscapes() throws {
        var fixture = WorkbookFixture([
            ["a_x000D_b", "_x005F_x000D_", "_x00_", "_x0000_", "_xD800_"]
        ])
        #expect(try cells(fixture) == [["a\rb", "_x000D_", "_x00_", "_x0000_", "_xD800_"]])
        fixture = WorkbookFixture(rows: row("<c t=\"s\"><v>0</v></c>"))
        fixture.sharedStrings = "<si><t>1_x0009__x00f1_</t></si>"
        #expect(try cells(fixture) == [["1\tñ"]])
    }

    @Test(
        "Numbers read as they were typed",
        arguments: [
            ("2", "2"), ("2.0", "2"), ("12345678901", "12345678901"),
            ("0801199012345", "0801199012345"),
            ("1.2E3", "1200"), ("12.5", "12.5"), ("-3", "-3"), ("1E400", "1E400"), ("nan", "nan"),
            ("", ""),
        ])
    func readsNumbers(written: String, expected: String) throws {
        let fixture = WorkbookFixture(rows: row("<c><v>\(written)</v></c><c t=\"b\"><v>1</v></c>"))
        #expect(try cells(fixture) == [[expected, "true"]])
    }

    @Test("Cells stand where their reference says; what is left out is empty")
    func placesCells() throws {
        let fixture = WorkbookFixture(
            rows: """
                <row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c><c r="AA2"><v>3</v></c></row>\
                <row r="3"><c r="A3" s="1"/></row><row r="7"><c r="A7"><v>4</v></c></row>
                """)
        let read = try rows(fixture.file())
        #expect(read.map(\.line) == [2, 7])
        #expect(read.first?.count == 27)
        #expect(
            read.first?.fields.enumerated().filter { !$0.element.isEmpty }.map(\.offset) == [
                1, 2, 26,
            ])
        #expect(read.last?.fields == ["4"])
    }

    @Test(
        "Days of the 1900 system, where 29 February 1900 never was",
        arguments: [
            ("1", "1900-01-01"), ("59", "1900-02-28"), ("60", "60"), ("61", "1900-03-01"),
            ("44286", "2021-03-31"), ("44286.999", "2021-03-31"), ("2958465", "9999-12-31"),
            ("2958466", "2958466"), ("0", "0"), ("-1", "-1"), ("1E300", "1e+300"), ("inf", "inf"),
        ])
    func readsDaysFrom1900(serial: String, expected: String) throws {
        var fixture = WorkbookFixture(
            rows: row("<c s=\"1\"><v>\(serial)</v></c><c s=\"0\"><v>44286</v></c>"))
        fixture.styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
        #expect(try cells(fixture) == [[expected, "44286"]])
    }

    @Test(arguments: [("0", "1904-01-01"), ("42824", "2021-03-31"), ("60", "1904-03-01")])
    func readsDaysFrom1904(serial: String, expected: String) throws {
        var fixture = WorkbookFixture(rows: row("<c s=\"0\"><v>\(serial)</v></c>"))
        fixture.styles = "<cellXfs><xf numFmtId=\"22\"/></cellXfs>"
        fixture.properties = "date1904=\"1\""
        #expect(try cells(fixture) == [[expected]])
    }

    @Test(
        "A format shows a date when it has a day, a month or a year outside quotes",
        arguments: [
            ("dd/mm/yyyy", true), ("[$-es-MX]d \"de\" mmmm;@", true), ("mmm\\-yy", true),
            ("MMMM", true),
            ("yyyy\"T\"hh:mm", true), ("General", false), ("0.00", false), ("h:mm", false),
            ("[mm]:ss", false),
            ("\"day\" 0", false), ("[Red]0", false), ("0\\d", false), ("_d0", false), ("@", false),
        ])
    func knowsDateFormats(code: String, isDate: Bool) throws {
        var fixture = WorkbookFixture(rows: row("<c s=\"1\"><v>44286</v></c>"))
        let escaped = code.replacing("\"", with: "&quot;")
        fixture.styles = """
            <numFmts><numFmt numFmtId="164" formatCode="\(escaped)"/></numFmts>\
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>
            """
        #expect(try cells(fixture) == [[isDate ? "2021-03-31" : "44286"]])
    }

    @Test func readsDateCellsOfStrictWorkbooks() throws {
        let fixture = WorkbookFixture(rows: row("<c t=\"d\"><v>2021-03-31T00:00:00</v></c>"))
        #expect(try cells(fixture) == [["2021-03-31T00:00:00"]])
    }

    @Test("The first sheet that is shown and has rows, or the one that is named")
    func choosesTheSheet() throws {
        var fixture = WorkbookFixture()
        fixture.sheets = [
            .init(name: "Gráfico", isChart: true),
            .init(name: "Listas", state: "hidden", rows: row("<c><v>1</v></c>")),
            .init(name: "Registro", rows: row("<c><v>2</v></c>")),
            .init(name: "Otra", rows: row("<c><v>3</v></c>")),
        ]
        let file = try fixture.file()
        #expect(try rows(file).map(\.fields) == [["2"]])
        var options = TableOptions()
        options.sheet = "Listas"
        #expect(try rows(file, options: options).map(\.fields) == [["1"]])
        options.sheet = "otra"
        #expect(problem(file, options: options) == .noSuchSheet("otra", sheets: 3))
        fixture.sheets.removeLast(3)
        #expect(problem(try fixture.file()) == .noSheet)
    }

    @Test func opensByContentNotByName() throws {
        let fixture = WorkbookFixture([["a", "b"]])
        #expect(try rows(fixture.file(named: "log.csv")).map(\.fields) == [["a", "b"]])
    }

    @Test("A long sheet is read whole and in order")
    func readsLongSheets() throws {
        let count = 30_000
        var fixture = WorkbookFixture(
            rows: (1...count).map {
                "<row r=\"\($0)\"><c><v>\($0)</v></c><c t=\"s\"><v>\($0 % 2)</v></c></row>"
            }.joined())
        fixture.sharedStrings = "<si><t>even</t></si><si><t>odd</t></si>"
        let read = try rows(fixture.file())
        #expect(read.count == count)
        for (place, row) in read.enumerated() {
            let number = place + 1
            try #require(
                row.line == number && row.fields == ["\(number)", number % 2 == 0 ? "even" : "odd"])
        }
    }
}
