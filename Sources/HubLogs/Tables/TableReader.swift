/// Rows as they are asked for; memory stays bounded whatever the file's size.
public protocol TableReader {
    /// The next row that is not blank, or nil at the end.
    mutating func next() throws(TableError) -> TableRow?
    /// Bytes read and bytes in all.
    var progress: (done: Int64, total: Int64) { get }
}

/// How a table is read where the file does not say, and what is too much.
public struct TableOptions: Sendable {
    public enum Encoding: Sendable { case utf8, windows1252 }

    /// Nil finds out from the heading.
    public var delimiter: UInt8?
    /// Nil finds out from the whole file.
    public var encoding: Encoding?
    /// Of a workbook; nil takes the first that is shown.
    public var sheet: String?
    public var maximumFieldBytes = 1 << 20
    public var maximumRowBytes = 4 << 20
    public var maximumColumns = 1_000
    /// What a part of a workbook may unfold to.
    public var maximumPartBytes: Int64 = 2 << 30
    /// How many times its packed size a part may unfold to. Sheets reach about 100; a ZIP bomb is
    /// made of parts near 1,000.
    public var maximumRatio: Int64 = 400
    /// What the strings that cells share may take in memory. They are not spilled to disk: they are
    /// names and documents.
    public var maximumSharedStringBytes = 64 << 20
    /// What the list of a workbook's parts may take.
    public var maximumDirectoryBytes: Int64 = 8 << 20

    public init() {}
}
