import Casework
import Codelists

/// A column of a spreadsheet, by the headings that name it in either language.
protocol SheetColumn: Hashable, CaseIterable, Sendable {
    var english: [String] { get }
    var spanish: [String] { get }
    var isRequired: Bool { get }
    /// Whether a reject may show what stands in it: never what belongs to a person.
    var mayBeShown: Bool { get }
}

/// Why a spreadsheet cannot be read at all.
public enum SheetProblem: Error, Equatable, Sendable {
    case table(TableError)
    case empty
    /// By the headings that would name them, in English and in Spanish.
    case columnsMissing(english: [String], spanish: [String])
    /// Places count from 1.
    case columnTwice(String, first: Int, second: Int)
}

/// A small spreadsheet, read whole: what stands in which column of which line.
struct Sheet<Column: SheetColumn> {
    let rows: [TableRow]
    private let places: [Column: Int]
    private let names: [String]
    /// Columns that stand under a Spanish heading.
    private let spanish: Set<Column>

    init(path: String, options: TableOptions) throws(SheetProblem) {
        var rows: [TableRow] = []
        do {
            var table = try TableFile.open(path: path, options: options)
            while let row = try table.next() { rows.append(row) }
        } catch {
            throw .table(error)
        }
        guard let heading = rows.first else { throw .empty }
        self.rows = Array(rows.dropFirst())
        var places: [Column: Int] = [:]
        var spanish: Set<Column> = []
        var names: [String] = []
        for place in 0..<heading.count {
            let name = heading.trimmed(place)
            names.append(name.isEmpty ? "#\(place + 1)" : name)
            guard let column = Self.column(name) else { continue }
            if let first = places[column] {
                throw .columnTwice(name, first: first + 1, second: place + 1)
            }
            places[column] = place
            if column.spanish.contains(TextFolding.fold(name)) { spanish.insert(column) }
        }
        self.places = places
        self.spanish = spanish
        self.names = names
        let missing = Column.allCases.filter { $0.isRequired && places[$0] == nil }
        guard missing.isEmpty else {
            throw .columnsMissing(
                english: missing.map { $0.english[0] }, spanish: missing.map { $0.spanish[0] })
        }
    }

    private static func column(_ name: String) -> Column? {
        let folded = TextFolding.fold(name)
        return Column.allCases.first {
            $0.english.contains(folded) || $0.spanish.contains(folded)
        }
    }

    func isSpanish(_ column: Column) -> Bool { spanish.contains(column) }

    func text(_ row: TableRow, _ column: Column) -> String {
        places[column].map { DelimitedWriter.original(row.trimmed($0)) } ?? ""
    }

    /// What a list of rejects shows of a row.
    func reject(_ row: TableRow, _ column: Column, _ reason: HubLogReason) -> HubLogReject {
        // With a field too many a value stands under its neighbour's heading.
        let isShown = column.mayBeShown && row.count <= names.count
        return HubLogReject(
            line: row.line, recordID: "",
            column: places[column].map { names[$0] } ?? column.english[0],
            value: isShown ? String(text(row, column).prefix(80)) : "", reason: reason)
    }

    /// Refuses a row whose fields cannot be what they seem.
    func check(_ row: TableRow) throws(HubLogReject) {
        for place in 0..<row.count {
            let reason: HubLogReason
            if row.isFormula(place) || row.firstByte(place) == UInt8(ascii: "=") {
                reason = .formula
            } else if row.isError(place) {
                reason = .cellError
            } else if place >= names.count, !row.isEmpty(place) {
                reason = .tooManyFields
            } else {
                continue
            }
            throw HubLogReject(
                line: row.line, recordID: "",
                column: place < names.count ? names[place] : "#\(place + 1)", value: "",
                reason: reason)
        }
    }
}
