public import FoundationEssentials
import Synchronization

/// The keyring that a process works with: what another process changes in the file is seen at the
/// next use.
public final class KeyStore: Sendable {
    private struct State {
        var ring: Keyring
        var openers: [KeyringFile.Opener]
        var identity: KeyFile.Identity?
    }

    private let file: KeyringFile?
    private let master: MasterKey
    private let state: Mutex<State>

    /// - Throws: `KeyError.otherKey` when the file belongs to another master key.
    public init(_ file: KeyringFile, master: MasterKey) throws(KeyError) {
        self.file = file
        self.master = master
        let identity = KeyFile.identity(of: file.path)
        let content = try file.read(with: master)
        state = Mutex(State(ring: content.ring, openers: content.openers, identity: identity))
    }

    /// What a master key does by itself: nothing can be destroyed of it.
    public init(master: MasterKey) {
        file = nil
        self.master = master
        state = Mutex(State(ring: .ofMasterKey(alone: master), openers: [], identity: nil))
    }

    /// The keyring as it stands in the file now.
    public func ring() throws(KeyError) -> Keyring { try read(\.self) }

    /// Reads from the keyring, without a copy of it.
    func read<Result: Sendable>(
        _ body: (borrowing Keyring) throws(KeyError) -> Result
    ) throws(KeyError) -> Result {
        try state.withLock { state throws(KeyError) in
            if let file {
                let identity = KeyFile.identity(of: file.path)
                if identity != state.identity {
                    let content = try file.read(with: master)
                    state = State(
                        ring: content.ring, openers: content.openers, identity: identity)
                }
            }
            return try body(state.ring)
        }
    }

    /// Whether keys of it can be destroyed, and it can be rotated.
    public var isKept: Bool { file != nil }

    /// How many master keys open the file.
    public var openerCount: Int { state.withLock { $0.openers.count } }

    /// Destroys keys for good: those of persons, and of what belongs to no person's key alone.
    ///
    /// When it returns, what was destroyed is on no disk of ours any more.
    public func destroy(persons: [UUID], subjects: [UUID]) throws(KeyError) {
        guard let file else { throw .unwritable("keyring") }
        try file.change(with: master) { content throws(KeyError) in
            content.ring.destroy(persons + subjects)
            let known = Set(content.ring.erased)
            content.ring.erased += persons.filter { !known.contains($0) }
        }
    }

    /// Begins a rotation, or goes on with one that was cut off: from here on, what is new is sealed
    /// under a new epoch. The new master key stands at `path`, where the one before is overwritten;
    /// both open the keyring until `forget`.
    public func beginRotation(keyAt path: String) throws(KeyError) {
        guard let file else { throw .unwritable("keyring") }
        let next = MasterKey.generate()
        let isBegun = try file.change(with: master) { content throws(KeyError) in
            let own = KeyringFile.Opener(master)
            if content.ring.isRotating, content.openers.last == own { return true }
            // Cut off before the new key was written down: nobody has that one.
            if content.ring.isRotating, content.openers.count > 1 { content.openers.removeLast() }
            if !content.ring.isRotating || content.ring.currentEpoch == 0 {
                content.ring.beginEpoch()
            }
            content.openers.append(KeyringFile.Opener(next))
            return false
        }
        if !isBegun { try next.replace(at: path) }
    }

    /// Nothing is sealed under an earlier epoch any more.
    public func finishRotation() throws(KeyError) {
        try file?.change(with: master) { content throws(KeyError) in
            content.ring.isRotating = false
        }
    }

    /// Forgets the master keys before this one, and with `earlierEpochs` what backups from before
    /// the last rotation are read with.
    public func forget(earlierEpochs: Bool) throws(KeyError) {
        try file?.change(with: master) { content throws(KeyError) in
            content.openers = [KeyringFile.Opener(master)]
            if earlierEpochs { content.ring.forgetEarlierEpochs() }
        }
    }
}
