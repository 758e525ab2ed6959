import CQREncode

/// A text as a QR code (ISO/IEC 18004): its modules, without the quiet zone around them.
public struct QRCode: Sendable, Equatable {
    /// Modules a side.
    public let size: Int
    /// Row by row from the top, true for dark.
    public let modules: [Bool]

    /// Which part of the code may be lost and it still be read.
    public enum Correction: Sendable {
        /// A fifteenth: for screens.
        case low
        /// A quarter: for paper that is folded and carried about.
        case strong
    }

    /// Encodes a text as UTF-8 in the smallest code that holds it; nil when none does (more than
    /// about 1,600 bytes with strong correction), or for an empty text.
    public init?(_ text: String, correction: Correction = .low) {
        let bytes = Array(text.utf8)
        let level = correction == .low ? QR_ECLEVEL_L : QR_ECLEVEL_Q
        guard !bytes.isEmpty, let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, level)
        else { return nil }
        defer { QRcode_free(code) }
        size = Int(code.pointee.width)
        guard let data = code.pointee.data else { return nil }
        modules = (0..<size * size).map { data[$0] & 1 == 1 }
    }

    public func isDark(row: Int, column: Int) -> Bool { modules[row * size + column] }

    /// How many light modules must surround the code.
    public static let quietZone = 4

    /// The code as an SVG document of one path, with its quiet zone, named for those who cannot see
    /// it. It has no size of its own: where it stands decides.
    public func svg(title: String) -> String {
        let side = size + 2 * Self.quietZone
        var path = ""
        for row in 0..<size {
            var column = 0
            while column < size {
                let start = column
                while column < size, isDark(row: row, column: column) { column += 1 }
                if column > start {
                    path += "M\(start + Self.quietZone) \(row + Self.quietZone)"
                    path += "h\(column - start)v1h-\(column - start)z"
                }
                column += 1
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" role="img">\
            <title>\(Self.escaped(title))</title>\
            <path fill="#fff" d="M0 0h\(side)v\(side)h-\(side)z"/>\
            <path fill="#000" d="\(path)"/></svg>
            """
    }

    private static func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: String(character)
            }
        }.joined()
    }
}
