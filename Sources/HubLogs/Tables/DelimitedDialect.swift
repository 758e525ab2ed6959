/// How one CSV file is written.
struct DelimitedDialect: Sendable, Equatable {
    let encoding: TableOptions.Encoding
    let delimiter: UInt8
    /// Bytes before the heading's line: a byte order mark, Excel's `sep=;`.
    let start: Int
    /// The line that follows them.
    let firstLine: Int

    /// A tie goes to the first.
    private static let delimiters: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
    /// What a heading is looked for in.
    private static let heading = 1 << 16

    init(_ file: InputFile, options: TableOptions) throws(TableError) {
        encoding = try TextEncoding.detect(file, options: options)
        let bytes = try file.read(at: 0, count: Self.heading)
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var firstLine = 1
        var named: UInt8?
        let rest = bytes[start...]
        if rest.count > 5, rest.starts(with: "sep=".utf8), Self.delimiters.contains(rest[start + 4])
        {
            let end = rest[(start + 5)...].prefix { $0 == 0x0A || $0 == 0x0D }.prefix(2)
            let isBreak = end.first == 0x0A || end.first == 0x0D
            if isBreak {
                named = rest[start + 4]
                start += Array(end) == [0x0D, 0x0A] ? 7 : 6
                firstLine = 2
            }
        }
        self.start = start
        self.firstLine = firstLine
        let text = bytes[start...].drop { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }
        // No heading begins with it; web pages and XML do, under the names of tables.
        if text.first == UInt8(ascii: "<") { throw .markup }
        delimiter = options.delimiter ?? named ?? Self.delimiter(in: text)
    }

    /// The most frequent outside quotes in the first line.
    private static func delimiter(in text: ArraySlice<UInt8>) -> UInt8 {
        var counts = [Int](repeating: 0, count: delimiters.count)
        var isQuoted = false
        for byte in text {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D { break }
            if let place = delimiters.firstIndex(of: byte) { counts[place] += 1 }
        }
        let most = counts.max() ?? 0
        return zip(delimiters, counts).first { $0.1 == most }?.0 ?? delimiters[0]
    }
}
