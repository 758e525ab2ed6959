import TextFiles

/// The texts of one language, read from the lines of its file.
///
/// A line is `key = text`. An indented line continues the text above it,
/// joined by one space; `\n` in a text breaks the line, `\{` is a brace and
/// `\\` a backslash. `#` at the start of a line makes it a comment.
struct Catalogue: Sendable {
    private(set) var entries: [String: String] = [:]
    /// What is wrong with the file, for the tests: at run time a bad line
    /// costs only itself.
    private(set) var problems: [String] = []

    static let english = embedded(text_file_en)
    static let spanish = embedded(text_file_es)
    static let french = embedded(text_file_fr)
    static let haitian = embedded(text_file_ht)

    static subscript(language: Language) -> Self {
        switch language {
        case .english: english
        case .spanish: spanish
        case .french: french
        case .haitian: haitian
        }
    }

    private static func embedded(
        _ file: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>
    ) -> Self {
        var count = 0
        let start = file(&count)
        return Self(bytes: UnsafeBufferPointer(start: start, count: count))
    }

    /// Reads the bytes of a file; linear in their number.
    init(bytes: UnsafeBufferPointer<UInt8>) {
        var key: String?
        var text = ""
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let content = Self.trimmed(line)
            if content.isEmpty || line.first == UInt8(ascii: "#") {
                continue
            }
            if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
                if key == nil { problems.append("line \(number): continues nothing") }
                text += " "
                text += Self.unescaped(content)
                continue
            }
            add(key, text)
            key = nil
            guard let equals = content.firstIndex(of: UInt8(ascii: "=")) else {
                problems.append("line \(number): no =")
                continue
            }
            let name = String(decoding: Self.trimmed(content[..<equals]), as: UTF8.self)
            if entries[name] != nil { problems.append("line \(number): \(name) again") }
            key = name
            text = Self.unescaped(Self.trimmed(content[content.index(after: equals)...]))
        }
        add(key, text)
    }

    private mutating func add(_ key: String?, _ text: String) {
        guard let key else { return }
        entries[key] = text
    }

    private static func trimmed(
        _ bytes: Slice<UnsafeBufferPointer<UInt8>>
    ) -> Slice<UnsafeBufferPointer<UInt8>> {
        var bytes = bytes
        while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
        while let last = bytes.last, isBlank(last) { bytes.removeLast() }
        return bytes
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }

    /// Only `\n` is settled here: `\{` and `\\` must still be told from a
    /// placeholder when the text is filled in.
    private static func unescaped(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        guard bytes.contains(UInt8(ascii: "\\")) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isEscaped = false
        for byte in bytes {
            if isEscaped {
                isEscaped = false
                if byte == UInt8(ascii: "n") {
                    result[result.count - 1] = UInt8(ascii: "\n")
                    continue
                }
            } else {
                isEscaped = byte == UInt8(ascii: "\\")
            }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
