/// Writes CSV (RFC 4180), with CRLF as the standard has it.
public struct DelimitedWriter {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    /// Adds a row. Where a spreadsheet would take a value for a formula it gets an apostrophe, so
    /// that opening the file runs nothing; numbers stay as they are.
    public mutating func row(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field)
        }
        bytes += [0x0D, 0x0A]
    }

    private mutating func append(_ field: String) {
        let isQuoted = field.utf8.contains {
            $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || Self.parts($0)
        }
        if isQuoted { bytes.append(UInt8(ascii: "\"")) }
        let isNumber = field.utf8.first == UInt8(ascii: "-") && Double(field) != nil
        // Where commas are decimal a spreadsheet parts fields by semicolons, quotes or not: what
        // follows one begins a cell there.
        var beginsCell = !isNumber
        if let first = field.utf8.first, first == 0x09 || first == 0x0A || first == 0x0D {
            bytes.append(UInt8(ascii: "'"))
        }
        for scalar in field.unicodeScalars {
            if beginsCell, Self.beginsFormula(scalar) { bytes.append(UInt8(ascii: "'")) }
            if scalar == "\"" { bytes.append(UInt8(ascii: "\"")) }
            bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            beginsCell = scalar.isASCII && Self.parts(UInt8(ascii: scalar))
        }
        if isQuoted { bytes.append(UInt8(ascii: "\"")) }
    }

    /// A field as it was before it was written: without the apostrophes that keep it a text, which
    /// people's spreadsheets put there as well.
    static func original(_ field: String) -> String {
        var result = String.UnicodeScalarView()
        var beginsCell = true
        var held: Unicode.Scalar?
        for scalar in field.unicodeScalars {
            if let apostrophe = held, !beginsFormula(scalar), !endsLine(scalar) {
                result.append(apostrophe)
            }
            held = nil
            if beginsCell, scalar == "'" {
                held = scalar
            } else {
                result.append(scalar)
            }
            beginsCell = scalar.isASCII && parts(UInt8(ascii: scalar))
        }
        if let held { result.append(held) }
        return String(result)
    }

    private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    /// Whether some spreadsheet begins another cell after it.
    private static func parts(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ";") || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private static func beginsFormula(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "＝", "＋", "－", "＠": true
        default: false
        }
    }
}
