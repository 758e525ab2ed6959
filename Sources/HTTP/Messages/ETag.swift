/// Names one state of a resource, for `If-None-Match` and `If-Match`.
///
/// A compressed answer carries its tag marked as weak, so `If-Match` has to be judged by `matches`,
/// which does not look at the mark.
public struct ETag: Hashable, Sendable {
    /// Without quotation marks; `*` in a request stands for any.
    public let value: String

    /// Nil where `value` has a quotation mark, a comma, a space or what is not printable ASCII.
    public init?(_ value: String) {
        guard
            value.utf8.allSatisfy({
                (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ",")
            })
        else { return nil }
        self.value = value
    }

    /// A tag of the bytes themselves: FNV-1a in 64 bits. It tells versions apart; it is no proof
    /// against somebody who makes two contents alike.
    public init(of bytes: [UInt8]) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        value = String(hash, radix: 36)
    }

    init?(header: Substring) {
        let text = header.hasPrefix("W/") ? header.dropFirst(2) : header
        let isQuoted = text.utf8.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
        guard isQuoted || text == "*" else { return nil }
        self.init(String(isQuoted ? text.dropFirst().dropLast() : text))
    }

    /// Whether a tag that a client sent means this one.
    public func matches(_ sent: ETag) -> Bool { sent.value == value || sent.value == "*" }

    func header(isWeak: Bool) -> String { isWeak ? "W/\"\(value)\"" : "\"\(value)\"" }
}
