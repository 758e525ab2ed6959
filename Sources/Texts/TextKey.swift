/// The name of one text, such as `console.help.usage`.
///
/// A literal names it, and a test holds every literal against the catalogues.
public struct TextKey: Hashable, Sendable, RawRepresentable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A key built at run time, such as `TextKey("sex.\(code)")`.
    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

extension TextKey: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) {
        rawValue = value
    }
}
