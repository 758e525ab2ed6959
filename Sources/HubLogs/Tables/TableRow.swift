/// One row of a table, as a file gives it.
public struct TableRow: Sendable, Equatable {
    /// Where the row begins: the line of a CSV, the row number of a sheet; from 1.
    public let line: Int
    public var fields: [String]
    /// Places of cells that hold a formula.
    var formulas: Set<Int> = []

    public init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }

    public func isFormula(_ index: Int) -> Bool { !formulas.isEmpty && formulas.contains(index) }
}

/// Rows as they are asked for; memory stays bounded whatever the file's size.
public protocol TableReader {
    mutating func next() throws(TableError) -> TableRow?
    /// Bytes read and bytes in all.
    var progress: (done: Int64, total: Int64) { get }
}

/// How a table is read where the file does not say.
public struct TableOptions: Sendable {
    public enum Encoding: Sendable { case utf8, windows1252 }

    /// Nil finds out from the heading.
    public var delimiter: UInt8?
    /// Nil finds out from the whole file.
    public var encoding: Encoding?
    /// Of a workbook; nil takes the first.
    public var sheet: String?
    public var maximumFieldBytes = 1 << 20
    public var maximumRowBytes = 4 << 20
    public var maximumColumns = 1_000
    /// What a part of a workbook may unfold to.
    public var maximumPartBytes: Int64 = 2 << 30
    public var maximumSharedStringBytes = 64 << 20

    public init() {}
}

/// Why a table cannot be read, and where.
public enum TableError: Error, Equatable, Sendable {
    case unreadable
    case notATable
    case encoding(line: Int)
    case unclosedQuote(line: Int)
    case fieldTooLong(line: Int)
    case rowTooLong(line: Int)
    case tooManyColumns(line: Int)
    case damagedWorkbook
    case oldWorkbook
    case noSuchSheet
    case tooLarge
    case tooManySharedStrings
}

/// Opens a table by what the file holds, not by its name.
public enum TableFile {
    public static func open(
        path: String, options: TableOptions
    ) throws(TableError) -> any TableReader {
        let file = try InputFile(path: path)
        let start = try file.peek(8)
        if start.starts(with: [0x50, 0x4B]) {
            return try WorkbookReader(path: path, options: options)
        }
        // OLE2: a workbook of before 2007, or an encrypted one.
        if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw .oldWorkbook }
        return try DelimitedReader(path: path, options: options)
    }
}
