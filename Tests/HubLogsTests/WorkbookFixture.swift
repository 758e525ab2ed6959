/// Writes the parts of an XLSX workbook for a test.
struct WorkbookFixture {
    struct Sheet {
        var name = "Hoja1"
        var state: String?
        var isChart = false
        /// What stands between `<sheetData>` and its end.
        var rows = ""
    }

    var sheets: [Sheet]
    /// The items of the shared strings, such as `<si><t>a</t></si>`.
    var sharedStrings: String?
    /// The content of the styles part.
    var styles: String?
    var properties = ""
    /// Parts that stand in for those made from the rest.
    var replaced: [String: String] = [:]

    init(rows: String = "") { sheets = [Sheet(rows: rows)] }

    /// Rows of text, as inline strings.
    init(_ rows: [[String]]) {
        self.init(
            rows: rows.map { row in
                "<row>" + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
                    + "</row>"
            }.joined())
    }

    func file(named name: String = "log.xlsx") throws -> TemporaryFile {
        try archive.file(named: name)
    }

    var archive: ArchiveFixture {
        var parts = [
            ("_rels/.rels", Self.relations([("officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", book),
        ]
        var links = sheets.indices.map { place in
            (sheets[place].isChart ? "chartsheet" : "worksheet", "worksheets/sheet\(place + 1).xml")
        }
        for (place, sheet) in sheets.enumerated() {
            parts.append(
                (
                    "xl/worksheets/sheet\(place + 1).xml",
                    "<worksheet><sheetData>\(sheet.rows)</sheetData></worksheet>"
                ))
        }
        if let sharedStrings {
            links.append(("sharedStrings", "/xl/sharedStrings.xml"))
            parts.append(("xl/sharedStrings.xml", "<sst>\(sharedStrings)</sst>"))
        }
        if let styles {
            links.append(("styles", "styles.xml"))
            parts.append(("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>"))
        }
        parts.append(("xl/_rels/workbook.xml.rels", Self.relations(links)))
        return ArchiveFixture(parts.map { ($0.0, replaced[$0.0] ?? $0.1) })
    }

    private var book: String {
        let list = sheets.enumerated().map { place, sheet in
            let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
            return
                "<sheet name=\"\(sheet.name)\"\(state) sheetId=\"\(place + 1)\" r:id=\"rId\(place)\"/>"
        }
        return """
            <x:workbook xmlns:x="main" xmlns:r="links"><x:workbookPr \(properties)/>\
            <x:sheets>\(list.map { $0.replacing("<sheet", with: "<x:sheet") }.joined())</x:sheets></x:workbook>
            """
    }

    private static func relations(_ targets: [(kind: String, target: String)]) -> String {
        let list = targets.enumerated().map { place, link in
            """
            <Relationship Id="rId\(place)" Type="http://example.org/\(link.kind)" \
            Target="\(link.target)"/>
            """
        }
        return "<Relationships>\(list.joined())</Relationships>"
    }
}
