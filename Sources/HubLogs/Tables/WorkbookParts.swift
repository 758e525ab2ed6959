/// `_rels` parts: which part stands for which id.
final class RelationParser: XMLHandler {
    struct Relation {
        let id: String
        let kind: String
        let target: String
    }

    private(set) var targets: [Relation] = []
    private(set) var error: TableError?
    /// Far more sheets than a workbook of Excel opens with.
    static let maximum = 20_000

    func start(_ element: XMLName, _ attributes: XMLAttributes) {
        guard element == "Relationship", let id = attributes["Id"], let kind = attributes["Type"],
            let target = attributes["Target"]
        else { return }
        if targets.count == Self.maximum {
            error = .tooManyParts
        } else {
            targets.append(Relation(id: id, kind: kind, target: target))
        }
    }
}

/// The workbook part: its sheets in order, and from when it counts days.
final class BookParser: XMLHandler {
    struct Sheet {
        let name: String
        let id: String
        let isShown: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var countsFrom1904 = false
    private(set) var error: TableError?

    func start(_ element: XMLName, _ attributes: XMLAttributes) {
        switch element {
        case "sheet":
            guard let name = attributes["name"], let id = attributes["id"] else { return }
            if sheets.count == RelationParser.maximum {
                error = .tooManyParts
            } else {
                let isShown = attributes["state"].map { $0 == "visible" } ?? true
                sheets.append(Sheet(name: name, id: id, isShown: isShown))
            }
        case "workbookPr":
            if let value = attributes["date1904"] {
                countsFrom1904 = value == "1" || value == "true"
            }
        default: break
        }
    }
}

/// The styles part: which cell formats show a number as a date.
final class StyleParser: XMLHandler {
    private(set) var dateStyles: Set<Int> = []
    private(set) var error: TableError?
    /// ECMA-376's own formats that show a day, those of East Asian locales among them.
    private var dateFormats = Set(14...17).union([22, 36, 57, 58]).union(27...31).union(50...54)
    private var isCellFormats = false
    private var index = 0
    /// As many as Excel has.
    private static let maximum = 65_536

    func start(_ element: XMLName, _ attributes: XMLAttributes) {
        switch element {
        case "numFmt":
            if let id = attributes.number("numFmtId"), let code = attributes["formatCode"] {
                if DateFormat.isDate(code) {
                    dateFormats.insert(id)
                } else {
                    dateFormats.remove(id)
                }
            }
        case "cellXfs": isCellFormats = true
        case "xf" where isCellFormats:
            if let id = attributes.number("numFmtId"), dateFormats.contains(id) {
                dateStyles.insert(index)
            }
            index += 1
        default: break
        }
        if index > Self.maximum || dateFormats.count > Self.maximum { error = .tooManyParts }
    }

    func end(_ element: XMLName) { if element == "cellXfs" { isCellFormats = false } }
}
