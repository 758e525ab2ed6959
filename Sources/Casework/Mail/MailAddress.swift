/// Where mail goes: `name@host`, ASCII, without names, comments or quotes.
///
/// Whatever holds one can neither end a header nor name a second address nor look like an option of
/// a program.
public struct MailAddress: Hashable, Sendable, LosslessStringConvertible {
    public let description: String
    /// What stands behind the sign.
    public let host: String

    public init?(_ description: String) {
        let parts = description.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count),
            (1...190).contains(parts[1].utf8.count), Self.isSound(parts[0], Self.isLocal),
            Self.isSound(parts[1], Self.isHost)
        else { return nil }
        self.description = description
        host = String(parts[1])
    }

    /// Whether it can be reached from elsewhere: an address of one's own machine cannot.
    public var isReachable: Bool { host.contains(".") }

    /// Parts between dots, none empty, none beginning with a dash, of the bytes allowed.
    private static func isSound(_ text: Substring, _ isAllowed: (UInt8) -> Bool) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part.utf8.first != UInt8(ascii: "-")
                && part.utf8.allSatisfy(isAllowed)
        }
    }

    private static func isHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        isHost(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
    }
}
