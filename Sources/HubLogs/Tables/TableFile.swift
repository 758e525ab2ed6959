/// Opens a table by what the file holds; its name counts only against it.
public enum TableFile {
    public static func open(
        path: String, options: TableOptions
    ) throws(TableError) -> any TableReader {
        try TableSource(path: path, options: options).rows()
    }
}

/// A table whose habits are settled, so that it can be read again without settling them anew.
struct TableSource {
    private enum Form {
        case delimited(DelimitedDialect)
        case workbook(Workbook)
    }

    private let path: String
    private let options: TableOptions
    private let stamp: InputFile.Stamp
    private let form: Form

    init(path: String, options: TableOptions) throws(TableError) {
        self.path = path
        self.options = options
        let file = try InputFile(path: path)
        stamp = file.stamp
        let start = try file.read(at: 0, count: 8)
        if start.starts(with: [0x50, 0x4B]) {
            form = .workbook(try Workbook(Archive(path: path, options: options), options: options))
        } else if start.starts(with: CompoundFile.signature) {
            throw try CompoundFile.isEncrypted(file) ? .encryptedWorkbook : .oldWorkbook
        } else if !start.isEmpty, Self.isNamedWorkbook(path) {
            throw .notAWorkbook
        } else {
            form = .delimited(try DelimitedDialect(file, options: options))
        }
    }

    /// All rows, from the first.
    func rows() throws(TableError) -> any TableReader {
        let file = try InputFile(path: path)
        guard file.stamp == stamp else { throw .changed }
        switch form {
        case .delimited(let dialect):
            return try DelimitedReader(file, dialect: dialect, options: options)
        case .workbook(let workbook):
            return try WorkbookReader(
                Archive(path: path, options: options), workbook: workbook, options: options)
        }
    }

    private static func isNamedWorkbook(_ path: String) -> Bool {
        let ending = path.utf8.suffix(5).map { $0 | 0x20 }
        return ending == Array(".xlsx".utf8) || ending == Array(".xlsm".utf8)
    }
}
