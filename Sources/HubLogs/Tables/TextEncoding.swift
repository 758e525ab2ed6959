/// Finds out how a text file is encoded, by reading all of it once.
struct TextEncoding {
    /// UTF-8 when all of it is; Windows-1252 when nothing beyond ASCII in it is valid UTF-8.
    static func detect(path: String) throws(TableError) -> TableOptions.Encoding {
        let file = try InputFile(path: path)
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        var line = 1
        var pending = 0
        var minimum: UInt8 = 0x80
        var maximum: UInt8 = 0xBF
        var sequences = 0
        var firstBad: Int?
        while true {
            let count = try file.read(into: &buffer)
            if count == 0 { break }
            for index in 0..<count {
                let byte = buffer[index]
                if byte == 0 { throw .notATable }
                if byte == 0x0A { line += 1 }
                if pending > 0 {
                    if byte >= minimum && byte <= maximum {
                        pending -= 1
                        (minimum, maximum) = (0x80, 0xBF)
                        if pending == 0 { sequences += 1 }
                        continue
                    }
                    firstBad = firstBad ?? line
                    pending = 0
                    (minimum, maximum) = (0x80, 0xBF)
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
                default: firstBad = firstBad ?? line
                }
            }
        }
        if pending > 0 { firstBad = firstBad ?? line }
        guard let firstBad else { return .utf8 }
        // Two encodings in one file: a guess would spoil names.
        if sequences > 0 { throw .encoding(line: firstBad) }
        return .windows1252
    }

    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, as encoding: TableOptions.Encoding)
        -> String
    {
        switch encoding {
        case .utf8: return String(decoding: bytes, as: UTF8.self)
        case .windows1252:
            if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
            var text = String.UnicodeScalarView()
            for byte in bytes { text.append(scalar(byte)) }
            return String(text)
        }
    }

    private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        return Unicode.Scalar(upper[Int(byte) - 0x80]) ?? Unicode.Scalar(byte)
    }

    /// Windows-1252 from 0x80 to 0x9F; Latin-1 for the rest.
    private static let upper: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
        0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
