import DatabaseFiles

/// A file of `db/`, as it was when the binary was built.
public struct EmbeddedFile: Sendable {
    /// The path inside `db/`, such as `codelists/sex.csv`.
    public let name: String
    public let bytes: [UInt8]

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The lines that are not empty.
    public var lines: [Substring] { text.split(whereSeparator: \.isNewline) }

    public static func named(_ name: String) -> EmbeddedFile? {
        all.first { String(cString: $0.name) == name }.map(EmbeddedFile.init)
    }

    /// The files under a folder of `db/`, such as `migrations/`, in the order of their names.
    public static func under(_ folder: String) -> [EmbeddedFile] {
        all.filter { String(cString: $0.name).hasPrefix(folder) }.map(EmbeddedFile.init)
            .sorted { $0.name < $1.name }
    }

    private static var all: UnsafeBufferPointer<database_file> {
        UnsafeBufferPointer(start: database_files_start(), count: database_file_count)
    }

    private init(_ file: database_file) {
        name = String(cString: file.name)
        bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }

    /// The fields of a line of our own files: RFC 4180, without line breaks inside a field.
    public static func fields(_ line: Substring) -> [String] {
        var fields: [String] = []
        var field = ""
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                fields.append(field)
                field = ""
            default: field.append(character)
            }
        }
        return fields + [field]
    }
}
