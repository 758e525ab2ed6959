public import FoundationEssentials

/// Seals and opens under the master key: person keys, and free text that belongs to no person.
public struct Vault: Sendable {
    public let blindIndex: BlindIndex
    public let signing: SigningKey
    public let places: PlaceKey
    public let links: LinkKey
    private let wrapping: [UInt8]
    private let sealing: [UInt8]

    public init(master: MasterKey) {
        blindIndex = BlindIndex(master: master)
        signing = SigningKey(master: master)
        places = PlaceKey(master: master)
        links = LinkKey(master: master)
        wrapping = master.subkey("wrap")
        sealing = master.subkey("seal")
    }

    public func newPersonKey() -> PersonKey { PersonKey(bytes: Sodium.random(32)) }

    /// The person's key, readable only with the master key and for this person.
    public func wrap(_ key: PersonKey, person: UUID) -> [UInt8] {
        [PersonKey.version]
            + Sodium.seal(
                key.bytes, key: wrapping,
                associated: SealContext(subject: person, field: .key).bytes)
    }

    public func unwrap(_ wrapped: [UInt8], person: UUID) throws(KeyError) -> PersonKey {
        let context = SealContext(subject: person, field: .key)
        guard wrapped.first == PersonKey.version,
            let bytes = Sodium.open(
                wrapped.dropFirst(), key: wrapping, associated: context.bytes)
        else { throw .doesNotOpen }
        return PersonKey(bytes: bytes)
    }

    public func seal(_ plaintext: [UInt8], context: SealContext) -> [UInt8] {
        PersonKey(bytes: sealing).seal(plaintext, context: context)
    }

    public func open(_ sealed: [UInt8], context: SealContext) throws(KeyError) -> [UInt8] {
        try PersonKey(bytes: sealing).open(sealed, context: context)
    }
}

/// The key of one person. Destroying its only copy, the wrapped one, makes everything sealed
/// with it unreadable, in old backups too.
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
    public enum Field: UInt8, Sendable {
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

    let bytes: [UInt8]

    public init(subject: UUID, field: Field) {
        bytes = withUnsafeBytes(of: subject.uuid) { Array($0) } + [field.rawValue]
    }

    /// Of something sealed in pieces: which of how many this is, so that none can be left out,
    /// doubled or moved.
    public init(subject: UUID, field: Field, piece: Int, of count: Int) {
        let places = [piece, count].flatMap { number in
            (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        bytes = Self(subject: subject, field: field).bytes + places
    }
}
