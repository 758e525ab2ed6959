import FoundationEssentials

/// What somebody holds who has signed in, or a program that may act for somebody: 32 random bytes.
///
/// The database keeps a digest of it, and of a key that is made from it: that key is what the
/// application shows to the database in every transaction. Neither can be had from the other's
/// digest, nor the token from the key.
public struct AccessToken: Sendable, Equatable, CustomStringConvertible,
    CustomDebugStringConvertible
{
    private let bytes: [UInt8]
    private let kind: Kind

    public enum Kind: String, Sendable {
        /// Of a browser's session.
        case session = ""
        /// Of an API token, known by its beginning wherever it was left lying about.
        case api = "hub_"
        /// Of a device that an account has been used on.
        case device = "dev_"
    }

    public init(_ kind: Kind) {
        bytes = Sodium.random(32)
        self.kind = kind
    }

    /// Reads a token as it was given out; nil for what cannot be one.
    public init?(_ text: String, _ kind: Kind) {
        guard text.hasPrefix(kind.rawValue) else { return nil }
        let body = text.dropFirst(kind.rawValue.count)
        guard body.utf8.count == 43,
            body.utf8.allSatisfy({
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
                    || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x5F
            }),
            let data = Data(
                base64Encoded: body.replacing("-", with: "+").replacing("_", with: "/") + "="),
            data.count == 32
        else { return nil }
        bytes = Array(data)
        self.kind = kind
    }

    /// As it is given out, once: base64url, with the beginning that tells its kind.
    public var text: String {
        kind.rawValue
            + Data(bytes).base64EncodedString().replacing("+", with: "-")
            .replacing("/", with: "_").filter { $0 != "=" }
    }

    /// The token itself, shown to the database by whoever holds it.
    public var secret: [UInt8] { bytes }

    /// SHA-256 of the token, which the database keeps.
    public var digest: [UInt8] { Sodium.sha256(bytes) }

    /// What the application shows to the database.
    public var access: AccessKey {
        AccessKey(
            text: (kind == .api ? "t" : "s")
                + Sodium.hash(Array("hub/access".utf8), key: bytes, count: 32).hexadecimal)
    }

    public var description: String { "AccessToken(…)" }
    public var debugDescription: String { description }
}

/// What a transaction shows to the database to say whose it is; see `db/routines/acting.sql`.
public struct AccessKey: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible
{
    /// `s` for a session, `t` for an API token, and 64 hexadecimal digits.
    public let text: String

    /// SHA-256 of the text, by which the database knows it.
    public var digest: [UInt8] { Sodium.sha256(Array(text.utf8)) }

    public var description: String { "AccessKey(…)" }
    public var debugDescription: String { description }
}
