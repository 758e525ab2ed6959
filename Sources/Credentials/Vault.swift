public import FoundationEssentials

/// Seals and opens with the keys of the keyring: person keys, and text that belongs to no person.
public struct Vault: Sendable {
    public let blindIndex: BlindIndex
    public let signing: SigningKey
    public let places: PlaceKey
    public let links: LinkKey
    /// By what the database knows the keyring.
    public let keyIdentifier: [UInt8]
    public let store: KeyStore

    /// What a master key does by itself, without a keyring.
    public init(master: MasterKey) {
        self.init(KeyStore(master: master), ring: .ofMasterKey(alone: master))
    }

    public init(_ store: KeyStore) throws(KeyError) { self.init(store, ring: try store.ring()) }

    private init(_ store: KeyStore, ring: Keyring) {
        self.store = store
        blindIndex = BlindIndex(ring)
        signing = SigningKey(ring)
        places = PlaceKey(ring)
        links = LinkKey(ring)
        keyIdentifier = ring.identifier
    }

    public func newPersonKey() -> PersonKey { PersonKey(bytes: Sodium.random(32)) }

    /// The person's key, readable only with the keyring, for this person, and until they are erased.
    ///
    /// - Throws: `KeyError.destroyed`.
    public func wrap(_ key: PersonKey, person: UUID) throws(KeyError) -> [UInt8] {
        try seal(
            key.bytes, context: SealContext(subject: person, field: .key), isWrapping: true)
    }

    public func unwrap(_ wrapped: [UInt8], person: UUID) throws(KeyError) -> PersonKey {
        PersonKey(
            bytes: try open(
                wrapped, context: SealContext(subject: person, field: .key), isWrapping: true))
    }

    /// - Throws: `KeyError.destroyed`.
    public func seal(_ plaintext: [UInt8], context: SealContext) throws(KeyError) -> [UInt8] {
        try seal(plaintext, context: context, isWrapping: false)
    }

    /// - Throws: `KeyError.destroyed`, `KeyError.doesNotOpen`, `KeyError.epochUnknown`.
    public func open(_ sealed: [UInt8], context: SealContext) throws(KeyError) -> [UInt8] {
        try open(sealed, context: context, isWrapping: false)
    }

    private func seal(
        _ plaintext: [UInt8], context: SealContext, isWrapping: Bool
    ) throws(KeyError) -> [UInt8] {
        let (header, key) = try store.read { ring throws(KeyError) -> ([UInt8], [UInt8]) in
            if let epoch = ring.epochs.last?.number {
                let key = try ring.key(
                    of: context.subject, epoch: epoch, isWrapping: isWrapping)
                return (Self.header(epoch), key)
            }
            return ([Self.former], try ring.formerKey(isWrapping: isWrapping))
        }
        return header + Sodium.seal(plaintext, key: key, associated: context.bytes)
    }

    private func open(
        _ sealed: [UInt8], context: SealContext, isWrapping: Bool
    ) throws(KeyError) -> [UInt8] {
        let (count, key) = try store.read { ring throws(KeyError) -> (Int, [UInt8]) in
            if sealed.first == Self.former {
                return (1, try ring.formerKey(isWrapping: isWrapping))
            }
            guard sealed.first == Self.ofEpoch, sealed.count > 3 else { throw .doesNotOpen }
            let epoch = UInt16(sealed[1]) << 8 | UInt16(sealed[2])
            return (3, try ring.key(of: context.subject, epoch: epoch, isWrapping: isWrapping))
        }
        guard
            let plaintext = Sodium.open(
                sealed.dropFirst(count), key: key, associated: context.bytes)
        else { throw .doesNotOpen }
        return plaintext
    }

    /// The same, sealed under the current epoch; nil where it is already.
    public func renewed(_ sealed: [UInt8], context: SealContext) throws(KeyError) -> [UInt8]? {
        if sealed.starts(with: try header()) { return nil }
        let isWrapping = context.isKey
        return try seal(
            open(sealed, context: context, isWrapping: isWrapping), context: context,
            isWrapping: isWrapping)
    }

    /// What everything sealed under the current epoch begins with.
    public func header() throws(KeyError) -> [UInt8] {
        try store.read { ring throws(KeyError) in
            ring.currentEpoch == 0 ? [Self.former] : Self.header(UInt16(ring.currentEpoch))
        }
    }

    /// Sealed with what the master key derived, and with a key of its own of an epoch.
    private static let former: UInt8 = 1
    private static let ofEpoch: UInt8 = 2

    private static func header(_ epoch: UInt16) -> [UInt8] {
        [ofEpoch, UInt8(epoch >> 8), UInt8(epoch & 0xFF)]
    }
}

/// The key of one person: what is sealed with it can be read for as long as its wrapped form can.
public struct PersonKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    static let version: UInt8 = 1
    let bytes: [UInt8]

    public var description: String { "PersonKey(…)" }
    public var debugDescription: String { description }

    public func seal(_ plaintext: [UInt8], context: SealContext) -> [UInt8] {
        [Self.version] + Sodium.seal(plaintext, key: bytes, associated: context.bytes)
    }

    public func open(_ sealed: [UInt8], context: SealContext) throws(KeyError) -> [UInt8] {
        guard sealed.first == Self.version,
            let plaintext = Sodium.open(
                sealed.dropFirst(), key: bytes, associated: context.bytes)
        else { throw .doesNotOpen }
        return plaintext
    }
}

/// Whose and which field a ciphertext is, authenticated with it: it cannot stand in another row.
public struct SealContext: Sendable, Hashable {
    public enum Field: UInt8, Sendable, CaseIterable {
        case key = 1
        case identity = 2
        case note = 3
        case document = 4
        case oneTimeSecret = 16
        case caseTexts = 32
        case caseNote = 33
        case attachmentName = 34
        case attachmentPiece = 35
        case shared = 36
    }

    let subject: UUID
    let bytes: [UInt8]
    let isKey: Bool

    public init(subject: UUID, field: Field) {
        self.subject = subject
        isKey = field == .key
        bytes = withUnsafeBytes(of: subject.uuid) { Array($0) } + [field.rawValue]
    }

    /// Of something sealed in pieces: which of how many this is, so that none can be left out,
    /// doubled or moved.
    public init(subject: UUID, field: Field, piece: Int, of count: Int) {
        let places = [piece, count].flatMap { number in
            (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        self.subject = subject
        isKey = field == .key
        bytes = withUnsafeBytes(of: subject.uuid) { Array($0) } + [field.rawValue] + places
    }
}
