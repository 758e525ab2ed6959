/// Turns a sheet's XML into rows.
final class SheetParser: XMLHandler {
    private enum Kind { case number, shared, truth, text, error }

    private let workbook: Workbook
    private let options: TableOptions
    private(set) var error: TableError?
    /// Of the row that is read or was read last.
    private(set) var row = 0
    private var rows: [TableRow] = []
    private var taken = 0
    private var waiting = 0
    private var current: TableRow?
    private var column = 0
    private var kind = Kind.number
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
            waiting = 0
            return nil
        }
        taken += 1
        return rows[taken - 1]
    }

    /// One piece of XML can stand for gigabytes, where cells share a long string.
    var needsPause: Bool { waiting > options.maximumRowBytes }

    func start(_ element: XMLName, _ attributes: XMLAttributes) {
        guard error == nil else { return }
        switch element {
        case "c": startCell(attributes)
        case "v": isValue = true
        case "row": startRow(attributes)
        case "f": hasFormula = true
        case "is": isInline = true
        case "rPh": phonetic += 1
        case "t" where isInline: isValue = phonetic == 0
        default: break
        }
    }

    func end(_ element: XMLName) {
        guard error == nil else { return }
        switch element {
        case "c": finishCell()
        case "v", "t": isValue = false
        case "row":
            if let current {
                rows.append(current)
                waiting += current.size
            }
            current = nil
        case "is": isInline = false
        case "rPh": phonetic -= 1
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isValue, error == nil else { return }
        value.append(contentsOf: bytes)
        if value.count > options.maximumFieldBytes {
            fail(
                .fieldTooLong(line: row, column: column + 1, limit: options.maximumFieldBytes))
        }
    }

    private func startRow(_ attributes: XMLAttributes) {
        let number = attributes.number("r") ?? row + 1
        guard number > row, number <= Self.maximumRow else {
            return fail(.damagedWorkbook(part: "worksheet", row: row))
        }
        row = number
        current = TableRow(line: number)
        column = -1
    }

    private func startCell(_ attributes: XMLAttributes) {
        guard let current else { return }
        column = attributes.value(of: "r").flatMap(Self.column) ?? column + 1
        guard column < options.maximumColumns else {
            return fail(.tooManyColumns(line: row, limit: options.maximumColumns))
        }
        guard column >= current.count else {
            return fail(.damagedWorkbook(part: "worksheet", row: row))
        }
        kind = Self.kind(attributes.value(of: "t"))
        style = attributes.number("s") ?? 0
        hasFormula = false
        value.removeAll(keepingCapacity: true)
    }

    private func finishCell() {
        guard current != nil, column >= 0 else { return }
        while let count = current?.count, count < column { current?.endField(appending: []) }
        switch kind {
        case _ where value.isEmpty: break
        case .shared:
            guard let index = Int(String(decoding: value, as: UTF8.self)),
                let text = workbook.strings[index]
            else { return fail(.damagedWorkbook(part: "sharedStrings", row: row)) }
            current?.append(text)
        case .truth: current?.append(value == [0x31] ? "true".utf8 : "false".utf8)
        case .number: appendNumber()
        case .text:
            EscapedText.unescape(&value, from: 0)
            current?.append(value)
        case .error: current?.append(value)
        }
        current?.endField(isFormula: hasFormula, isError: kind == .error)
        if let size = current?.size, size > options.maximumRowBytes {
            fail(.rowTooLong(line: row, limit: options.maximumRowBytes))
        }
    }

    private func appendNumber() {
        let isDate = workbook.dateStyles.contains(style)
        // Most numbers are written as they should be read.
        if !isDate, value.count < 16, value.allSatisfy({ (0x30...0x39).contains($0) }) {
            current?.append(value)
            return
        }
        let text = String(decoding: value, as: UTF8.self)
        guard let number = Double(text), number.isFinite else {
            current?.append(value)
            return
        }
        if isDate,
            let day = DateFormat.iso(serial: number, countsFrom1904: workbook.countsFrom1904)
        {
            current?.append(day.utf8)
        } else if let whole = Int64(exactly: number) {
            current?.append(String(whole).utf8)
        } else {
            current?.append(String(number).utf8)
        }
    }

    private func fail(_ problem: TableError) { error = error ?? problem }

    private static func kind(_ type: UnsafePointer<CChar>?) -> Kind {
        guard let type else { return .number }
        switch XMLName(type) {
        case "s": return .shared
        case "n": return .number
        case "b": return .truth
        case "e": return .error
        default: return .text
        }
    }

    /// The column of a reference such as `AB12`, from 0.
    private static func column(_ reference: UnsafePointer<CChar>) -> Int? {
        var column = 0
        var pointer = reference
        while (0x41...0x5A).contains(pointer.pointee), column < 1 << 20 {
            column = column * 26 + Int(pointer.pointee - 0x40)
            pointer += 1
        }
        return column == 0 ? nil : column - 1
    }
}
