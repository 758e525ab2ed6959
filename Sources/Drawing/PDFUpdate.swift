/// Says of a PDF what cairo 1.16 has no word for, as an incremental update at its end: the
/// document's language, that its title is to be shown, and the figures in words.
struct PDFUpdate {
    private var bytes: [UInt8]
    /// The changed objects' numbers and places.
    private var changed: [(number: Int, offset: Int)] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The document with the additions; as it was where it is not built as cairo builds it.
    func adding(language: String, alternatives: [String]) -> [UInt8] {
        let original = bytes
        guard let trailer = Self.last("trailer\n", in: original[...]),
            let start = Self.last("startxref\n", in: original[...]),
            let root = Self.number(after: "/Root ", in: original[trailer...]),
            let table = Self.number(after: "startxref\n", in: original[start...])
        else { return original }
        var update = self
        update.extend(
            root,
            "/Lang (\(language)) /MarkInfo << /Marked true >> "
                + "/ViewerPreferences << /DisplayDocTitle true >>")
        let figures = Self.figures(in: original)
        if figures.count == alternatives.count {
            for (number, text) in zip(figures, alternatives) {
                update.extend(number, "/Alt \(Self.text(text))")
            }
        }
        update.close(trailer: original[trailer..<start], previous: table)
        return update.bytes
    }

    /// Writes an object again with more entries in its dictionary.
    private mutating func extend(_ number: Int, _ entries: String) {
        guard let start = Self.last("\n\(number) 0 obj\n", in: bytes[...]),
            let end = Self.first("endobj", in: bytes[start...]),
            let close = Self.last(">>", in: bytes[start..<end])
        else { return }
        let object = Array(bytes[(start + 1)..<close]) + Array("\(entries) >>\nendobj\n".utf8)
        changed.append((number, bytes.count))
        bytes += object
    }

    private mutating func close(trailer: ArraySlice<UInt8>, previous: Int) {
        let start = bytes.count
        var table = "xref\n"
        for (number, offset) in changed.sorted(by: { $0.number < $1.number }) {
            let digits = String(offset)
            let padded = String(repeating: "0", count: 10 - digits.count) + digits
            table += "\(number) 1\n\(padded) 00000 n \n"
        }
        bytes += Array(table.utf8)
        if let close = Self.last(">>", in: trailer) { bytes += trailer[..<close] }
        bytes += Array("   /Prev \(previous)\n>>\nstartxref\n\(start)\n%%EOF\n".utf8)
    }

    /// The numbers of the structure's figures, in the order of the document.
    private static func figures(in bytes: [UInt8]) -> [Int] {
        let mark = "/S /Figure"
        var numbers: [Int] = []
        var place = 0
        while let found = first(mark, in: bytes[place...]) {
            if let object = last(" 0 obj", in: bytes[..<found]) {
                let digits = bytes[..<object].reversed().prefix { (0x30...0x39).contains($0) }
                numbers.append(digits.reversed().reduce(0) { $0 * 10 + Int($1 - 0x30) })
            }
            place = found + mark.utf8.count
        }
        return numbers
    }

    /// A text string: UTF-16, big end first, in hexadecimal.
    private static func text(_ text: String) -> String {
        let units = text.utf16.map { unit in
            let digits = String(unit, radix: 16, uppercase: true)
            return String(repeating: "0", count: 4 - digits.count) + digits
        }
        return "<FEFF\(units.joined())>"
    }

    private static func number(after text: String, in bytes: ArraySlice<UInt8>) -> Int? {
        guard let found = first(text, in: bytes) else { return nil }
        let digits = bytes[(found + text.utf8.count)...].prefix { (0x30...0x39).contains($0) }
        return digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func first(_ text: String, in bytes: ArraySlice<UInt8>) -> Int? {
        let pattern = Array(text.utf8)
        var place = bytes.startIndex
        while place + pattern.count <= bytes.endIndex {
            if bytes[place] == pattern[0], bytes[place...].starts(with: pattern) { return place }
            place += 1
        }
        return nil
    }

    private static func last(_ text: String, in bytes: ArraySlice<UInt8>) -> Int? {
        let pattern = Array(text.utf8)
        var place = bytes.endIndex - pattern.count
        while place >= bytes.startIndex {
            if bytes[place] == pattern[0], bytes[place...].starts(with: pattern) { return place }
            place -= 1
        }
        return nil
    }
}
