/// `_rels` parts: which part stands for which id.
final class RelationParser: XMLHandler {
    struct Relation {
        let id: String
        let kind: String
        let target: String
    }

    private(set) var targets: [Relation] = []
    let error: TableError? = nil

    func start(_ element: String, _ attributes: XMLAttributes) {
        guard element == "Relationship", let id = attributes["Id"], let kind = attributes["Type"],
            let target = attributes["Target"]
        else { return }
        targets.append(Relation(id: id, kind: kind, target: target))
    }

    func end(_ element: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// The workbook part: its sheets in order, and from when it counts days.
final class BookParser: XMLHandler {
    private(set) var sheets: [(name: String, id: String)] = []
    private(set) var countsFrom1904 = false
    let error: TableError? = nil

    func start(_ element: String, _ attributes: XMLAttributes) {
        if element == "sheet", let name = attributes["name"], let id = attributes["id"] {
            sheets.append((name, id))
        }
        if element == "workbookPr", let value = attributes["date1904"] {
            countsFrom1904 = value == "1" || value == "true"
        }
    }

    func end(_ element: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// The strings that cells share; phonetic runs are left out.
final class SharedStringParser: XMLHandler {
    private(set) var strings: [String] = []
    private(set) var error: TableError?
    private let maximumBytes: Int
    private var total = 0
    private var current: [UInt8] = []
    private var isText = false
    private var phonetic = 0

    init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

    func start(_ element: String, _ attributes: XMLAttributes) {
        switch element {
        case "si": current.removeAll(keepingCapacity: true)
        case "rPh": phonetic += 1
        case "t": isText = phonetic == 0
        default: break
        }
    }

    func end(_ element: String) {
        switch element {
        case "si": strings.append(String(decoding: current, as: UTF8.self))
        case "rPh": phonetic -= 1
        case "t": isText = false
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isText else { return }
        total += bytes.count
        if total > maximumBytes { error = .tooManySharedStrings } else { current += bytes }
    }
}

/// The styles part: which cell formats show a number as a date.
final class StyleParser: XMLHandler {
    private(set) var dateStyles: Set<Int> = []
    let error: TableError? = nil
    private var dateFormats: Set<Int> = Set(14...22).union(27...36).union(45...47).union(50...58)
    private var isCellFormats = false
    private var index = 0

    func start(_ element: String, _ attributes: XMLAttributes) {
        switch element {
        case "numFmt":
            if let id = attributes["numFmtId"].flatMap({ Int($0) }),
                let code = attributes["formatCode"], Self.isDate(code)
            {
                dateFormats.insert(id)
            }
        case "cellXfs": isCellFormats = true
        case "xf" where isCellFormats:
            if let id = attributes["numFmtId"].flatMap({ Int($0) }), dateFormats.contains(id) {
                dateStyles.insert(index)
            }
            index += 1
        default: break
        }
    }

    func end(_ element: String) { if element == "cellXfs" { isCellFormats = false } }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// Whether a format holds a day, month or year outside quotes and brackets.
    static func isDate(_ code: String) -> Bool {
        var isQuoted = false
        var brackets = 0
        var isEscaped = false
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\\", "_", "*": isEscaped = true
            case "\"": isQuoted.toggle()
            case "[": brackets += 1
            case "]": brackets = max(0, brackets - 1)
            case "d", "y", "m": if !isQuoted, brackets == 0 { return true }
            default: break
            }
        }
        return false
    }
}
