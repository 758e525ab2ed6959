/// A text of one line, as a header of a message carries it: whatever could end the line is a space.
public struct HeaderLine: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    public let description: String

    public init(_ text: String) {
        description = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { Self.isPlain($0) ? $0 : " " }))
    }

    public init(stringLiteral text: String) { self.init(text) }

    /// Whether a text is one already.
    public static func isLine(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy(isPlain)
    }

    /// Neither a control character nor one of Unicode's own ends of lines and paragraphs.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar.value != 0x2028
            && scalar.value != 0x2029
    }
}
