/// Keyed hashes of normalised text: the database can match them, and nobody can guess them
/// without the master key.
public struct BlindIndex: Sendable {
    /// What a hash is of; each has a key of its own, so that equal text never matches across.
    public enum Kind: String, Sendable, CaseIterable {
        case identity, content, name, phonetic, phone, recovery
    }

    private let identity: [UInt8]
    private let content: [UInt8]
    private let name: [UInt8]
    private let phonetic: [UInt8]
    private let phone: [UInt8]
    private let recovery: [UInt8]

    init(_ ring: Keyring) {
        identity = ring.subkey("index/identity")
        content = ring.subkey("index/content")
        name = ring.subkey("index/name")
        phonetic = ring.subkey("index/phonetic")
        phone = ring.subkey("index/phone")
        recovery = ring.subkey("index/recovery")
    }

    /// 128 bits, for what decides that two are one.
    public func key(_ kind: Kind, _ text: String) -> [UInt8] {
        Sodium.hash(Array(text.utf8), key: subkey(kind), count: 16)
    }

    /// 64 bits, for searching: a chance match costs a look, never a merge.
    public func token(_ kind: Kind, _ text: String) -> Int64 {
        Int64(
            truncatingIfNeeded: key(kind, text).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        )
    }

    private func subkey(_ kind: Kind) -> [UInt8] {
        switch kind {
        case .identity: identity
        case .content: content
        case .name: name
        case .phonetic: phonetic
        case .phone: phone
        case .recovery: recovery
        }
    }
}
