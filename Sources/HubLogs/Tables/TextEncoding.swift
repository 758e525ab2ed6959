/// Finds out how a text file is encoded, by reading all of it once.
///
/// UTF-8 when all of it is; Windows-1252 when nothing beyond ASCII in it is valid UTF-8. A file with
/// both is refused, since a guess would spoil names, and so is one with bytes that no text has.
struct TextEncoding {
    private var pending = 0
    private var minimum: UInt8 = 0x80
    private var maximum: UInt8 = 0xBF
    private var hasSequences = false
    /// Where the first byte stands that is not UTF-8, and the first that is not Windows-1252.
    private var notUTF8: Int64?
    private var notWindows: Int64?
    private var firstNUL: Int64?
    private var offset: Int64 = 0

    static func detect(
        _ file: InputFile, options: TableOptions
    ) throws(TableError) -> TableOptions.Encoding {
        let start = try file.read(at: 0, count: 512)
        if isUTF16(start) { throw .utf16 }
        var scan = TextEncoding()
        var lineStart: Int64 = 0
        // As it is written a row takes more: every quote twice, and what parts its fields.
        let longest = 2 * Int64(options.maximumRowBytes + options.maximumColumns)
        try file.rewind()
        while scan.firstNUL == nil {
            let piece = try file.next()
            if piece.isEmpty { break }
            // A line without end is refused before gigabytes of it are read.
            if let last = piece.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
                lineStart = scan.offset + Int64(last) + 1
            }
            scan.add(piece)
            if scan.offset - lineStart > longest {
                throw .rowTooLong(
                    line: try line(of: lineStart, in: file), limit: options.maximumRowBytes)
            }
        }
        if let place = scan.firstNUL { throw .notText(line: try line(of: place, in: file)) }
        if scan.pending > 0, scan.notUTF8 == nil { scan.notUTF8 = scan.offset - 1 }
        if let encoding = options.encoding { return encoding }
        guard let place = scan.notUTF8 else { return .utf8 }
        if scan.hasSequences { throw .mixedEncodings(line: try line(of: place, in: file)) }
        if let place = scan.notWindows {
            throw .unknownEncoding(line: try line(of: place, in: file))
        }
        return .windows1252
    }

    private mutating func add(_ piece: UnsafeBufferPointer<UInt8>) {
        let bytes = UnsafeRawBufferPointer(piece)
        var index = 0
        while index < bytes.count {
            // Eight bytes of plain text at once: none beyond ASCII, none zero.
            if pending == 0, index + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                let zeros = (word &- 0x0101_0101_0101_0101) & ~word
                if (word | zeros) & 0x8080_8080_8080_8080 == 0 {
                    index += 8
                    continue
                }
            }
            add(bytes[index], at: offset + Int64(index))
            if firstNUL != nil { return }
            index += 1
        }
        offset += Int64(bytes.count)
    }

    private mutating func add(_ byte: UInt8, at place: Int64) {
        if byte == 0 { firstNUL = place }
        if byte >= 0x80, notWindows == nil, !Windows1252.has(byte) { notWindows = place }
        if pending > 0 {
            let isNext = byte >= minimum && byte <= maximum
            (minimum, maximum) = (0x80, 0xBF)
            if isNext {
                pending -= 1
                if pending == 0 { hasSequences = true }
                return
            }
            pending = 0
            notUTF8 = notUTF8 ?? place
        }
        switch byte {
        case ..<0x80: break
        case 0xC2...0xDF: pending = 1
        case 0xE0: (pending, minimum) = (2, 0xA0)
        case 0xE1...0xEC, 0xEE...0xEF: pending = 2
        case 0xED: (pending, maximum) = (2, 0x9F)
        case 0xF0: (pending, minimum) = (3, 0x90)
        case 0xF1...0xF3: pending = 3
        case 0xF4: (pending, maximum) = (3, 0x8F)
        default: notUTF8 = notUTF8 ?? place
        }
    }

    /// By its mark, or by zeros in every other place of what begins as text.
    private static func isUTF16(_ start: [UInt8]) -> Bool {
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return true }
        let zeros = start.indices.filter { start[$0] == 0 }
        guard zeros.count >= 2, zeros.count * 4 > start.count else { return false }
        let isBig = zeros[0] % 2 == 0
        return zeros.allSatisfy { ($0 % 2 == 0) == isBig }
    }

    private static func line(of place: Int64, in file: InputFile) throws(TableError) -> Int {
        try file.rewind()
        var left = place
        var line = 1
        var isAfterReturn = false
        while left > 0 {
            let piece = try file.next()
            if piece.isEmpty { break }
            for byte in piece.prefix(Int(min(left, Int64(piece.count)))) {
                if byte == 0x0D || (byte == 0x0A && !isAfterReturn) { line += 1 }
                isAfterReturn = byte == 0x0D
            }
            left -= Int64(piece.count)
        }
        return line
    }
}

/// Windows-1252: Latin-1, but for 0x80 to 0x9F.
enum Windows1252 {
    /// Zero where the encoding has nothing.
    private static let upper: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
        0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]

    static func has(_ byte: UInt8) -> Bool {
        !(0x80...0x9F).contains(byte) || upper[Int(byte) - 0x80] != 0
    }

    static func append(_ run: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        for byte in run {
            if byte < 0x80 {
                bytes.append(byte)
                continue
            }
            let mapped = (0x80...0x9F).contains(byte) ? upper[Int(byte) - 0x80] : UInt16(byte)
            let scalar = Unicode.Scalar(mapped) ?? "\u{FFFD}"
            bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}
