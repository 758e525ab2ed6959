/// Writes CSV (RFC 4180), with CRLF as the standard has it.
public struct DelimitedWriter {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    /// Adds a row. A field that a spreadsheet would take for a formula gets an apostrophe, so that
    /// opening the file runs nothing.
    public mutating func row(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(Self.isFormula(field) ? "'" + field : field)
        }
        bytes += [0x0D, 0x0A]
    }

    private static func isFormula(_ field: String) -> Bool {
        guard let first = field.utf8.first else { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"), 0x09, 0x0D: return true
        case UInt8(ascii: "-"): return Double(field) == nil
        default: return false
        }
    }

    private mutating func append(_ field: String) {
        let needsQuotes = field.utf8.contains {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
        }
        guard needsQuotes else {
            bytes += field.utf8
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
