/// The strings that cells share, in one run of bytes: millions of short strings would take several
/// times their bytes as strings of their own.
struct SharedStrings: Sendable {
    private(set) var bytes: [UInt8] = []
    private var ends: [UInt32] = []

    /// What the strings take in memory.
    var size: Int { bytes.count + ends.count * MemoryLayout<UInt32>.size }

    subscript(index: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(index) else { return nil }
        return bytes[Int(index == 0 ? 0 : ends[index - 1])..<Int(ends[index])]
    }

    fileprivate mutating func append(_ run: some Collection<UInt8>) {
        bytes.append(contentsOf: run)
    }

    /// Ends the string that was appended last.
    fileprivate mutating func endString() {
        let start = Int(ends.last ?? 0)
        EscapedText.unescape(&bytes, from: start)
        ends.append(UInt32(bytes.count))
    }
}

/// Reads the part with the strings; phonetic runs are left out.
final class SharedStringParser: XMLHandler {
    private(set) var strings = SharedStrings()
    private(set) var error: TableError?
    private let maximumBytes: Int
    private var isText = false
    private var phonetic = 0

    init(maximumBytes: Int) { self.maximumBytes = min(maximumBytes, Int(UInt32.max) / 2) }

    func start(_ element: XMLName, _ attributes: XMLAttributes) {
        switch element {
        case "rPh": phonetic += 1
        case "t": isText = phonetic == 0
        default: break
        }
    }

    func end(_ element: XMLName) {
        switch element {
        case "si":
            guard error == nil else { return }
            strings.endString()
            check()
        case "rPh": phonetic -= 1
        case "t": isText = false
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isText, error == nil else { return }
        strings.append(bytes)
        check()
    }

    private func check() {
        if strings.size > maximumBytes { error = .tooManySharedStrings(limit: maximumBytes) }
    }
}

/// Characters that XML cannot hold, as workbooks write them: `_x000D_` (ECMA-376, ST_Xstring).
enum EscapedText {
    static func unescape(_ bytes: inout [UInt8], from start: Int) {
        guard var read = next(in: bytes, from: start) else { return }
        var write = read
        while read < bytes.count {
            if let character = character(in: bytes, at: read) {
                for byte in character {
                    bytes[write] = byte
                    write += 1
                }
                read += 7
            } else {
                bytes[write] = bytes[read]
                write += 1
                read += 1
            }
        }
        bytes.removeLast(bytes.count - write)
    }

    private static func next(in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count - start >= 7 else { return nil }
        return (start...(bytes.count - 7)).first {
            bytes[$0] == UInt8(ascii: "_") && character(in: bytes, at: $0) != nil
        }
    }

    /// The character of `_xHHHH_` at a place; nil for anything else, a zero and half a pair.
    private static func character(in bytes: [UInt8], at place: Int) -> [UInt8]? {
        guard place + 7 <= bytes.count, bytes[place] == UInt8(ascii: "_"),
            bytes[place + 1] == UInt8(ascii: "x"), bytes[place + 6] == UInt8(ascii: "_"),
            bytes[(place + 2)..<(place + 6)].allSatisfy(isHexadecimal),
            let code = UInt16(
                String(decoding: bytes[(place + 2)..<(place + 6)], as: UTF8.self), radix: 16),
            code != 0, let scalar = Unicode.Scalar(code)
        else { return nil }
        return UTF8.encode(scalar).map(Array.init)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }
}
