import HubLogs
import Testing

/// Workbooks that are damaged, foreign or made to do harm.
@Suite struct WorkbookDamageTests {
    fileprivate static let sheet = "xl/worksheets/sheet1.xml"

    @Test("A workbook cut off anywhere is named as such, and never read in part")
    func refusesTruncated() throws {
        let bytes = try WorkbookFixture([["a", "b"], ["1", "2"]]).archive.bytes()
        for length in stride(from: 4, to: bytes.count, by: 7) {
            let file = try TemporaryFile(bytes.prefix(length), named: "log.xlsx")
            #expect(problem(file) == .truncatedWorkbook, "\(length)")
        }
    }

    @Test("Whichever byte is wrong, reading ends, in rows or in an error")
    func survivesFlippedBytes() throws {
        let good = WorkbookFixture([["a", "b"], ["1", "2"]])
        let bytes = try good.archive.bytes()
        var refused = 0
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 0x55
            if problem(try TemporaryFile(damaged, named: "log.xlsx")) != nil { refused += 1 }
        }
        #expect(refused > bytes.count / 2)
    }

    @Test func namesWhatIsNoWorkbook() throws {
        #expect(problem(try TemporaryFile("a,b\n", named: "log.XLSX")) == .notAWorkbook)
        #expect(problem(try TemporaryFile([0, 1, 2, 3], named: "log.xlsm")) == .notAWorkbook)
        #expect(problem(try ArchiveFixture([("log.csv", "a,b")]).file()) == .foreignArchive)
        let document = ArchiveFixture([
            ("_rels/.rels", Self.root("word/document.xml")), ("word/document.xml", "<document/>"),
        ])
        #expect(problem(try document.file()) == .foreignArchive)
        let binary = ArchiveFixture([("_rels/.rels", Self.root("xl/workbook.bin"))])
        #expect(problem(try binary.file()) == .oldWorkbook)
    }

    private static func root(_ target: String) -> String {
        """
        <Relationships><Relationship Id="a" Type="http://example.org/officeDocument" \
        Target="\(target)"/></Relationships>
        """
    }

    @Test func namesOldAndEncryptedWorkbooks() throws {
        var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        bytes += [UInt8](repeating: 0, count: 3 * 512 - bytes.count)
        // Sectors of 512 bytes; the directory is sector 1, the third 512 bytes of the file.
        bytes[30] = 9
        bytes[48] = 1
        #expect(problem(try TemporaryFile(bytes, named: "log.xls")) == .oldWorkbook)
        #expect(problem(try TemporaryFile(bytes.prefix(20), named: "log.xls")) == .oldWorkbook)
        for (place, unit) in "EncryptedPackage".utf16.enumerated() {
            bytes[1_024 + 128 + 2 * place] = UInt8(unit)
        }
        #expect(problem(try TemporaryFile(bytes, named: "log.xlsx")) == .encryptedWorkbook)
        var locked = WorkbookFixture([["a"]]).archive
        locked.password = "secret"
        #expect(problem(try locked.file()) == .encryptedWorkbook)
    }

    @Test("An entry that lies about its size is damaged", arguments: [1, 40, 4_000] as [UInt32])
    func refusesLyingSizes(size: UInt32) throws {
        var bytes = try WorkbookFixture([["a", "b"], ["1", "2"]]).archive.bytes()
        bytes.stateSize(size, of: Self.sheet)
        let found = problem(try TemporaryFile(bytes, named: "log.xlsx"))
        guard case .damagedWorkbook = found else {
            Issue.record("\(String(describing: found))")
            return
        }
    }

    @Test func refusesBombs() throws {
        let spaces = String(repeating: " ", count: 9 << 20)
        let bomb = try WorkbookFixture(rows: spaces).file()
        #expect(problem(bomb) == .unfoldsTooFar(part: Self.sheet, limit: 400))
        var options = TableOptions()
        options.maximumRatio = 100_000
        #expect(problem(bomb, options: options) == nil)
        options.maximumPartBytes = 1 << 20
        #expect(problem(bomb, options: options) == .tooLarge(part: Self.sheet, limit: 1 << 20))
    }

    @Test("A document type is refused, and with it every entity")
    func refusesEntities() throws {
        var fixture = WorkbookFixture([["a"]])
        fixture.replaced[Self.sheet] = """
            <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">\
            <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>\
            <worksheet><sheetData><row><c t="str"><v>&c;&d;</v></c></row></sheetData></worksheet>
            """
        #expect(problem(try fixture.file()) == .damagedWorkbook(part: Self.sheet, row: 0))
    }

    @Test("What expat would keep in memory is bounded: depth and tags")
    func refusesDepthAndLongTags() throws {
        var fixture = WorkbookFixture(rows: String(repeating: "<a>", count: 100_000))
        #expect(problem(try fixture.file()) == .damagedWorkbook(part: Self.sheet, row: 0))
        var options = TableOptions()
        options.maximumFieldBytes = 10_000
        let long = String(repeating: "x", count: 200_000)
        fixture = WorkbookFixture(rows: "<row><c x=\"\(long)\"><v>1</v></c></row>")
        #expect(
            problem(try fixture.file(), options: options)
                == .damagedWorkbook(part: Self.sheet, row: 1))
        options.maximumFieldBytes = 200_000
        #expect(problem(try fixture.file(), options: options) == nil)
    }

    @Test func limitsSharedStrings() throws {
        var options = TableOptions()
        options.maximumSharedStringBytes = 10_000
        var fixture = WorkbookFixture(rows: "<row><c t=\"s\"><v>0</v></c></row>")
        fixture.sharedStrings = String(repeating: "<si><t>abcdef</t></si>", count: 1_000)
        #expect(problem(try fixture.file(), options: options) == nil)
        fixture.sharedStrings = String(repeating: "<si><t>abcdef</t></si>", count: 1_001)
        #expect(
            problem(try fixture.file(), options: options) == .tooManySharedStrings(limit: 10_000))
        // Empty ones take memory too.
        fixture.sharedStrings = String(repeating: "<si/>", count: 2_501)
        #expect(
            problem(try fixture.file(), options: options) == .tooManySharedStrings(limit: 10_000))
    }

    @Test func limitsPartsSheetsAndFormats() throws {
        var fixture = WorkbookFixture([["a"]])
        fixture.sheets += (2...3_000).map { .init(name: "Hoja\($0)") }
        var options = TableOptions()
        #expect(problem(try fixture.file(), options: options) == nil)
        options.maximumDirectoryBytes = 100_000
        #expect(problem(try fixture.file(), options: options) == .tooManyParts)
        fixture = WorkbookFixture([["a"]])
        let sheets = String(repeating: "<sheet name=\"x\" id=\"rId0\"/>", count: 20_001)
        fixture.replaced["xl/workbook.xml"] = "<workbook><sheets>\(sheets)</sheets></workbook>"
        #expect(problem(try fixture.file()) == .tooManyParts)
        fixture = WorkbookFixture([["a"]])
        fixture.styles =
            "<cellXfs>" + String(repeating: "<xf numFmtId=\"0\"/>", count: 65_537) + "</cellXfs>"
        #expect(problem(try fixture.file()) == .tooManyParts)
    }

    @Test func limitsFieldsRowsAndColumns() throws {
        var options = TableOptions()
        options.maximumFieldBytes = 1_000
        options.maximumRowBytes = 3_000
        options.maximumColumns = 10
        let long = String(repeating: "x", count: 1_000)
        func found(_ row: [String]) throws -> TableError? {
            problem(try WorkbookFixture([["a"], row]).file(), options: options)
        }
        #expect(try found([long, long]) == nil)
        #expect(try found(["1", long + "x"]) == .fieldTooLong(line: 2, column: 2, limit: 1_000))
        #expect(try found([long, long, long]) == .rowTooLong(line: 2, limit: 3_000))
        #expect(try found((1...11).map(String.init)) == .tooManyColumns(line: 2, limit: 10))
        let far = WorkbookFixture(rows: "<row><c r=\"ZZZZZZZZ1\"><v>1</v></c></row>")
        #expect(problem(try far.file(), options: options) == .tooManyColumns(line: 1, limit: 10))
    }

    @Test(
        "Rows and cells out of order, and strings that are not there, are damage",
        arguments: [
            ("<row r=\"2\"/><row r=\"2\"/>", "worksheet", 2),
            ("<row r=\"1048577\"/>", "worksheet", 0),
            ("<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>", "worksheet", 1),
            ("<row><c t=\"s\"><v>1</v></c></row>", "sharedStrings", 1),
            ("<row><c><v>1</v></row>", sheet, 1), ("<row>&none;</row>", sheet, 1),
            ("<row r=\"5\"><c t=\"str\"><v>\u{1}</v></c></row>", sheet, 5),
        ])
    func refusesDisorder(rows: String, part: String, row: Int) throws {
        let found = problem(try WorkbookFixture(rows: rows).file())
        #expect(found == .damagedWorkbook(part: part, row: row))
    }

    @Test("A sheet whose document stops early is damaged, though its archive is whole")
    func refusesUnfinishedDocuments() throws {
        var fixture = WorkbookFixture()
        fixture.replaced[Self.sheet] = "<worksheet><sheetData><row r=\"4\"><c><v>1</v></c></row>"
        #expect(problem(try fixture.file()) == .damagedWorkbook(part: Self.sheet, row: 4))
        fixture.replaced[Self.sheet] = ""
        #expect(problem(try fixture.file()) == .damagedWorkbook(part: Self.sheet, row: 0))
    }
}
