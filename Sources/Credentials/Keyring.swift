public import FoundationEssentials

/// Every key of an installation: kept in a file of its own beside the database, sealed under the
/// master key.
///
/// It is not in the database and so in no backup of it: what is destroyed here is destroyed for every
/// backup that was ever made.
public struct Keyring: Sendable {
    /// The keys from one rotation to the next.
    struct Epoch: Sendable {
        let number: UInt16
        /// Seconds since 1970.
        let madeAt: UInt64
        var tree: PuncturableTree
    }

    /// What stays the same whatever is rotated is derived from it: keyed hashes, signatures, places.
    var root: [UInt8]
    /// The same of an installation from before there were keyrings, as its master key derived it.
    var kept: [String: [UInt8]] = [:]
    /// What that master key wrapped and sealed with; nil once nothing needs it.
    var former: FormerKeys?
    /// Oldest first: what is new is sealed under the last.
    var epochs: [Epoch]
    /// Whether something may still be sealed under an earlier epoch.
    public internal(set) var isRotating = false
    /// The persons whose keys were destroyed: a backup that is restored is told of them.
    public internal(set) var erased: [UUID] = []

    struct FormerKeys: Sendable {
        let wrapping: [UInt8]
        let sealing: [UInt8]
    }

    /// The keys of a new installation.
    public static func generate() -> Self {
        Self(root: Sodium.random(32), epochs: [.new(number: 1)])
    }

    /// The keys of an installation whose master key did all by itself.
    public static func succeeding(_ master: MasterKey) -> Self {
        var ring = generate()
        for use in Self.keptUses { ring.kept[use] = master.subkey(use) }
        // It was never longer than this.
        ring.kept["identifier"] = master.keyIdentifier + [UInt8](repeating: 0, count: 16)
        ring.former = FormerKeys(wrapping: master.subkey("wrap"), sealing: master.subkey("seal"))
        ring.isRotating = true
        return ring
    }

    /// Only what a master key does by itself, without a file: nothing of it can be destroyed.
    static func ofMasterKey(alone master: MasterKey) -> Self {
        var ring = succeeding(master)
        ring.epochs = []
        ring.isRotating = false
        return ring
    }

    private static let keptUses =
        ["sign", "audit/place", "links"]
        + BlindIndex.Kind.allCases.map { "index/\($0.rawValue)" }

    public var currentEpoch: Int { epochs.last.map { Int($0.number) } ?? 0 }

    /// The epochs that something can still be opened of; 0 is the time before keyrings.
    public var readableEpochs: [Int] {
        (former == nil ? [] : [0]) + epochs.map { Int($0.number) }
    }

    /// When the current epoch began.
    public var currentSince: Date? {
        epochs.last.map { Date(timeIntervalSince1970: TimeInterval($0.madeAt)) }
    }

    /// By what the database knows this keyring and every later state of it.
    public var identifier: [UInt8] { subkey("identifier", count: 16) }

    /// A key of its own for each use that no rotation changes.
    func subkey(_ use: String, count: Int = 32) -> [UInt8] {
        if let key = kept[use] { return Array(key.prefix(count)) }
        return Sodium.hash(Array("hub/\(use)".utf8), key: root, count: count)
    }

    /// What wraps a key is another key than what seals text of the same subject.
    func key(
        of subject: UUID, epoch: UInt16, isWrapping: Bool
    ) throws(KeyError) -> [UInt8] {
        guard let kept = epochs.last(where: { $0.number == epoch }) else {
            throw .epochUnknown(Int(epoch))
        }
        guard let leaf = kept.tree.key(of: subject) else {
            throw .destroyed
        }
        return leaf.child(isWrapping ? 2 : 3).bytes
    }

    func formerKey(isWrapping: Bool) throws(KeyError) -> [UInt8] {
        guard let former else { throw .epochUnknown(0) }
        return isWrapping ? former.wrapping : former.sealing
    }

    mutating func destroy(_ subjects: [UUID]) {
        for index in epochs.indices { epochs[index].tree.puncture(subjects) }
    }

    mutating func beginEpoch() {
        epochs.append(.new(number: UInt16(currentEpoch + 1)))
        isRotating = true
    }

    /// Forgets what is of no use but for backups from before the current epoch.
    mutating func forgetEarlierEpochs() {
        former = nil
        epochs.removeFirst(max(0, epochs.count - 1))
    }
}

extension Keyring.Epoch {
    static func new(number: UInt16) -> Self {
        Self(
            number: number, madeAt: UInt64(max(0, Date.now.timeIntervalSince1970)),
            tree: .generate())
    }
}
