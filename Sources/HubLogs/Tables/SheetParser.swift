/// Turns a sheet's XML into rows.
final class SheetParser: XMLHandler {
    private let workbook: Workbook
    private let options: TableOptions
    private(set) var error: TableError?
    private var rows: [TableRow] = []
    private var taken = 0
    private var row: TableRow?
    private var lastLine = 0
    private var column = 0
    private var kind = ""
    private var style = 0
    private var hasFormula = false
    private var isValue = false
    private var isInline = false
    private var phonetic = 0
    private var value: [UInt8] = []

    private static let maximumRow = 1_048_576

    init(workbook: Workbook, options: TableOptions) {
        self.workbook = workbook
        self.options = options
    }

    func takeRow() -> TableRow? {
        guard taken < rows.count else {
            rows.removeAll(keepingCapacity: true)
            taken = 0
            return nil
        }
        taken += 1
        return rows[taken - 1]
    }

    func start(_ element: String, _ attributes: XMLAttributes) {
        switch element {
        case "row":
            let line = attributes["r"].flatMap { Int($0) } ?? lastLine + 1
            guard line > lastLine, line <= Self.maximumRow else { return fail(.damagedWorkbook) }
            lastLine = line
            row = TableRow(line: line, fields: [])
            column = -1
        case "c":
            column = attributes["r"].flatMap(Self.column) ?? column + 1
            guard column < options.maximumColumns else {
                return fail(.tooManyColumns(line: lastLine))
            }
            kind = attributes["t"] ?? "n"
            style = attributes["s"].flatMap { Int($0) } ?? 0
            hasFormula = false
            value.removeAll(keepingCapacity: true)
        case "f": hasFormula = true
        case "v": isValue = true
        case "is": isInline = true
        case "rPh": phonetic += 1
        case "t" where isInline: isValue = phonetic == 0
        default: break
        }
    }

    func end(_ element: String) {
        switch element {
        case "v", "t": isValue = false
        case "is": isInline = false
        case "rPh": phonetic -= 1
        case "c": finishCell()
        case "row":
            if let row { rows.append(row) }
            row = nil
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isValue else { return }
        value += bytes
        if value.count > options.maximumFieldBytes { fail(.fieldTooLong(line: lastLine)) }
    }

    private func finishCell() {
        guard error == nil, column >= 0, row != nil else { return }
        let text = String(decoding: value, as: UTF8.self)
        let field =
            switch kind {
            case "s":
                Int(text).flatMap {
                    workbook.strings.indices.contains($0) ? workbook.strings[$0] : nil
                } ?? ""
            case "b": text == "1" ? "true" : "false"
            case "n" where !text.isEmpty: number(text)
            default: text
            }
        while let count = row?.fields.count, count <= column { row?.fields.append("") }
        row?.fields[column] = field
        if hasFormula { row?.formulas.insert(column) }
    }

    private func number(_ text: String) -> String {
        guard let number = Double(text) else { return text }
        if workbook.dateStyles.contains(style), let date = date(number) { return date }
        if let whole = Int64(exactly: number) { return String(whole) }
        return String(number)
    }

    /// Day 60 of the 1900 system is a 29 February that never was; later days are one too many.
    private func date(_ serial: Double) -> String? {
        let days = Int(serial.rounded(.down))
        guard (0...2_958_465).contains(days) else { return nil }
        // Days from 1 January 2000.
        let number = workbook.countsFrom1904 ? days - 35_064 : days - (days < 60 ? 36_525 : 36_526)
        return WorkbookDate.iso(number)
    }

    private func fail(_ problem: TableError) { error = error ?? problem }

    /// The column of a reference such as `AB12`, from 0.
    private static func column(_ reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8.prefix(while: { (0x41...0x5A).contains($0) }).prefix(4) {
            column = column * 26 + Int(byte - 0x40)
        }
        return column == 0 ? nil : column - 1
    }
}
