import HubLogs
import Testing

/// Random tables, written in random dialects, are read back as they were.
@Suite struct DelimitedPropertyTests {
    @Test(arguments: 0..<200)
    func readsBackWhatWasWritten(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let dialect = RandomDialect(using: &random)
        let table = dialect.table(using: &random)
        let file = try TemporaryFile(dialect.bytes(of: table, using: &random))
        #expect(try rows(file).map(\.fields) == table, "\(dialect)")
    }
}

/// A way of writing a CSV.
private struct RandomDialect {
    let delimiter: Character
    let lineEnd: String
    let hasMark: Bool
    let isWindows1252: Bool
    let quotesAll: Bool
    let endsWithLine: Bool

    init(using random: inout SeededRandom) {
        delimiter = [",", ";", "\t", "|"].randomElement(using: &random) ?? ","
        lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
        isWindows1252 = Bool.random(using: &random)
        hasMark = !isWindows1252 && Bool.random(using: &random)
        quotesAll = Bool.random(using: &random)
        endsWithLine = Bool.random(using: &random)
    }

    /// A heading of plain names, from which the delimiter is found out, and rows of anything.
    func table(using random: inout SeededRandom) -> [[String]] {
        let columns = Int.random(in: 2...12, using: &random)
        var table = [(0..<columns).map { "column\($0)" }]
        for _ in 0..<Int.random(in: 0...60, using: &random) {
            var row: [String] = []
            for _ in 0..<Int.random(in: 1...columns, using: &random) {
                row.append(field(using: &random))
            }
            // A row of nothing is no row.
            if row.allSatisfy(\.isEmpty) { row[0] = "x" }
            table.append(row)
        }
        return table
    }

    private func field(using random: inout SeededRandom) -> String {
        // In Windows-1252 two of these in a row could be taken for UTF-8, hence the plain ones.
        let plain: [String] = [
            "a", "Z", "0", " ", "'", "\"", ",", ";", "\t", "|", "\n", "\r", "=", "<",
        ]
        let more: [String] =
            isWindows1252 ? ["ña", "éb", "€c"] : ["ñ", "é", "€", "漢", "😀", "e\u{301}", "\u{A0}"]
        let length =
            Bool.random(using: &random)
            ? Int.random(in: 0...8, using: &random) : Int.random(in: 0...90, using: &random)
        return (0..<length).compactMap { _ in (plain + more).randomElement(using: &random) }
            .joined()
    }

    func bytes(of table: [[String]], using random: inout SeededRandom) -> [UInt8] {
        let lines = table.enumerated().map { place, row in
            row.map { field in
                let needsQuotes = field.unicodeScalars.contains {
                    "\"\r\n".unicodeScalars.contains($0) || Character($0) == delimiter
                }
                guard needsQuotes || (quotesAll && place > 0) else { return field }
                return "\"" + field.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
                    + "\""
            }.joined(separator: String(delimiter))
        }
        let text =
            (hasMark ? "\u{FEFF}" : "") + lines.joined(separator: lineEnd)
            + (endsWithLine ? lineEnd : "")
        guard isWindows1252 else { return Array(text.utf8) }
        return text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8(truncatingIfNeeded: $0.value) }
    }
}

/// SplitMix64: the same numbers for the same seed, so that a failure can be seen again.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
