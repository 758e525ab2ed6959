import CSodium
import FoundationEssentials

/// To whom a file is sealed: an X25519 public key, written as 64 hexadecimal digits.
public struct Recipient: Hashable, Sendable, LosslessStringConvertible {
    let bytes: [UInt8]

    public init?(_ description: String) {
        let digits = Array(description.utf8)
        guard digits.count == 64, description.allSatisfy(\.isHexDigit) else { return nil }
        var bytes: [UInt8] = []
        for pair in stride(from: 0, to: 64, by: 2) {
            guard
                let byte = UInt8(
                    String(decoding: digits[pair...pair + 1], as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(byte)
        }
        self.bytes = bytes
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    public var description: String { bytes.hexadecimal }

    /// A libsodium sealed box (`crypto_box_seal`): only the recipient opens it, and it does not
    /// say who made it. Nil for a key that is no point of the curve's proper group.
    public func seal(_ content: [UInt8]) -> [UInt8]? {
        precondition(Sodium.isReady, "libsodium does not start")
        var sealed = [UInt8](repeating: 0, count: content.count + crypto_box_sealbytes())
        let result = crypto_box_seal(&sealed, content, UInt64(content.count), bytes)
        return result == 0 ? sealed : nil
    }
}

/// A recipient's key pair; the secret half is kept in a file and never printed.
public struct RecipientKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    public let recipient: Recipient
    private let secret: [UInt8]

    public var description: String { "RecipientKey(…)" }
    public var debugDescription: String { description }

    public static func generate() -> Self {
        precondition(Sodium.isReady, "libsodium does not start")
        var open = [UInt8](repeating: 0, count: Int(crypto_box_PUBLICKEYBYTES))
        var secret = [UInt8](repeating: 0, count: Int(crypto_box_SECRETKEYBYTES))
        crypto_box_keypair(&open, &secret)
        return Self(recipient: Recipient(bytes: open), secret: secret)
    }

    /// The key pair that a secret of 32 bytes always makes.
    init(seed: [UInt8]) {
        precondition(Sodium.isReady, "libsodium does not start")
        var open = [UInt8](repeating: 0, count: Int(crypto_box_PUBLICKEYBYTES))
        var secret = [UInt8](repeating: 0, count: Int(crypto_box_SECRETKEYBYTES))
        crypto_box_seed_keypair(&open, &secret, seed)
        recipient = Recipient(bytes: open)
        self.secret = secret
    }

    private init(recipient: Recipient, secret: [UInt8]) {
        self.recipient = recipient
        self.secret = secret
    }

    private static let label = "hub-recipient-key-1:"

    /// Reads a key file: one line, the secret key and the public one in base64.
    ///
    /// Refuses a file that others may read, and one that is damaged.
    public static func read(from path: String) throws(KeyError) -> Self {
        let text = String(decoding: try KeyFile.read(path), as: UTF8.self)
            .split(whereSeparator: \.isWhitespace)
        guard text.count == 1, text[0].hasPrefix(label),
            let content = Data(base64Encoded: String(text[0].dropFirst(label.count))),
            content.count == 64
        else { throw .damaged(path) }
        precondition(Sodium.isReady, "libsodium does not start")
        let secret = Array(content.prefix(32))
        var derived = [UInt8](repeating: 0, count: 32)
        guard crypto_scalarmult_base(&derived, secret) == 0, derived == Array(content.suffix(32))
        else { throw .damaged(path) }
        return Self(recipient: Recipient(bytes: derived), secret: secret)
    }

    /// Writes a new key file that only its owner may read; never over one that is there.
    public func write(to path: String) throws(KeyError) {
        let content = Data(secret + recipient.bytes)
        try KeyFile.write("\(Self.label)\(content.base64EncodedString())", to: path)
    }

    /// What was sealed to this recipient.
    public func open(_ sealed: [UInt8]) throws(KeyError) -> [UInt8] {
        precondition(Sodium.isReady, "libsodium does not start")
        let overhead = crypto_box_sealbytes()
        guard sealed.count >= overhead else { throw .doesNotOpen }
        var content = [UInt8](repeating: 0, count: sealed.count - overhead)
        guard
            crypto_box_seal_open(
                &content, sealed, UInt64(sealed.count), recipient.bytes, secret) == 0
        else { throw .doesNotOpen }
        return content
    }
}
