/// Why a table cannot be read, and where. Never holds a value of the table.
public enum TableError: Error, Equatable, Sendable {
    case notFound
    case notAllowed
    case isDirectory
    /// A pipe, a device or a socket: a log is read more than once.
    case notAFile
    /// What the system said, as its error number.
    case unreadable(code: Int32)
    case changed

    /// Bytes that no text has.
    case notText(line: Int)
    /// A web page or XML under a table's name.
    case markup
    case utf16
    /// UTF-8 and something else in one file: a guess would spoil names.
    case mixedEncodings(line: Int)
    /// A byte that neither UTF-8 nor Windows-1252 has.
    case unknownEncoding(line: Int)
    case unclosedQuote(line: Int, column: Int)
    case fieldTooLong(line: Int, column: Int, limit: Int)
    case rowTooLong(line: Int, limit: Int)
    case tooManyColumns(line: Int, limit: Int)

    /// Named as a workbook, but it holds something else.
    case notAWorkbook
    /// A ZIP archive without a workbook in it.
    case foreignArchive
    /// Of before 2007, or binary.
    case oldWorkbook
    case encryptedWorkbook
    /// Its end is missing.
    case truncatedWorkbook
    /// `row` is 0 where it is not known.
    case damagedWorkbook(part: String, row: Int)
    case noSuchSheet(String, sheets: Int)
    case noSheet
    case tooLarge(part: String, limit: Int64)
    /// Unfolds to more than `limit` times its size.
    case unfoldsTooFar(part: String, limit: Int64)
    case tooManySharedStrings(limit: Int)
    case tooManyParts
}
