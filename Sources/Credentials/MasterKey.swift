import FoundationEssentials

/// The key that wraps every other: kept outside the database, and never printed.
public struct MasterKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    let bytes: [UInt8]

    public static func generate() -> MasterKey { MasterKey(bytes: Sodium.random(32)) }

    /// A fingerprint that the database keeps, by which a wrong key is noticed at start.
    public var keyIdentifier: [UInt8] { subkey("identifier", count: 16) }

    public var description: String { "MasterKey(…)" }
    public var debugDescription: String { description }

    /// A key of its own for each use.
    func subkey(_ use: String, count: Int = 32) -> [UInt8] {
        Sodium.hash(Array("hub/\(use)".utf8), key: bytes, count: count)
    }

    private static let label = "hub-master-key-1:"

    /// Reads a key file: one line, the key in base64 and a checksum of it.
    ///
    /// Refuses a file that others may read, and one that is damaged. Of a `credential`, which systemd
    /// keeps in a folder that only the service can enter, the file's group may read it as well.
    public static func read(
        from path: String, isCredential: Bool = false
    ) throws(KeyError) -> MasterKey {
        let content = try KeyFile.read(path, withheld: isCredential ? 0o037 : 0o077)
        let text = String(decoding: content, as: UTF8.self)
            .split(whereSeparator: \.isWhitespace)
        guard text.count == 1, text[0].hasPrefix(label),
            let content = Data(base64Encoded: String(text[0].dropFirst(label.count))),
            content.count == 36
        else { throw .damaged(path) }
        let key = MasterKey(bytes: Array(content.prefix(32)))
        guard key.subkey("checksum", count: 16).prefix(4) == ArraySlice(content.suffix(4)) else {
            throw .damaged(path)
        }
        return key
    }

    /// Writes a new key file that only its owner may read; never over one that is there.
    public func write(to path: String) throws(KeyError) { try KeyFile.write(line, to: path) }

    /// Puts the key into the place of another, which is overwritten.
    func replace(at path: String) throws(KeyError) {
        try KeyFile.replace(path, with: Array("\(line)\n".utf8))
    }

    private var line: String {
        let content = Data(bytes + subkey("checksum", count: 16).prefix(4))
        return "\(Self.label)\(content.base64EncodedString())"
    }
}

/// What is wrong with a key, or with what it should open; never holds a secret.
public enum KeyError: Error, Equatable, Sendable {
    case unreadable(String)
    case readableByOthers(String)
    case damaged(String)
    case unwritable(String)
    /// The ciphertext, its context or the key is not the one it was sealed with.
    case doesNotOpen
    /// The keyring is not sealed to this master key.
    case otherKey
    /// A part of the keyring that was forgotten, or that this copy of it never had.
    case epochUnknown(Int)
    /// The key of this subject was destroyed: it was erased.
    case destroyed
}

extension KeyError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let path): "\(path): the key file cannot be read"
        case .readableByOthers(let path):
            "\(path): others may read the key file; run: chmod 600 \(path)"
        case .damaged(let path): "\(path): the key file is damaged; bring back a copy"
        case .unwritable(let path): "\(path): the key file cannot be written, or is there already"
        case .doesNotOpen: "what was sealed does not open with this key"
        case .otherKey: "the keyring belongs to another master key; nothing was changed"
        case .epochUnknown(let number):
            "the keyring does not hold the keys of epoch \(number); bring back its newest copy"
        case .destroyed: "the key was destroyed when the person was erased"
        }
    }
}
