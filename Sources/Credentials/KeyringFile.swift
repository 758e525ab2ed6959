import CSodium

/// The file that a keyring is kept in, and who can open it.
///
/// Its content is sealed under a key of its own, new whenever it is written, which is sealed to one or
/// more master keys. It is replaced as a whole: what stood there before is overwritten, and whoever
/// reads meanwhile waits.
public struct KeyringFile: Sendable {
    public let path: String

    public init(path: String) { self.path = path }

    /// A master key that opens the file: its fingerprint, and to whom the content's key is sealed.
    struct Opener: Sendable, Equatable {
        let identifier: [UInt8]
        let recipient: [UInt8]

        init(identifier: [UInt8], recipient: [UInt8]) {
            self.identifier = identifier
            self.recipient = recipient
        }

        init(_ master: MasterKey) {
            self.init(
                identifier: master.keyIdentifier, recipient: master.boxKey.recipient.bytes)
        }
    }

    struct Content: Sendable {
        var ring: Keyring
        /// Oldest first.
        var openers: [Opener]
    }

    private static let label = Array("hub-keyring-1\n".utf8)
    private static let boxCount = 32 + 48

    public var exists: Bool { KeyFile.identity(of: path) != nil }

    /// Makes the file; never over one that is there.
    public func create(_ ring: Keyring, for master: MasterKey) throws(KeyError) {
        try KeyFile.alone(path) { () throws(KeyError) in
            guard !exists else { throw .unwritable(path) }
            try write(Content(ring: ring, openers: [Opener(master)]))
        }
    }

    func read(with master: MasterKey) throws(KeyError) -> Content {
        try KeyFile.alone(path, isShared: true) { () throws(KeyError) in
            try content(with: master)
        }
    }

    /// Changes what the file holds; one process at a time, and nothing where the change fails.
    @discardableResult
    func change<Result>(
        with master: MasterKey, _ change: (inout Content) throws(KeyError) -> Result
    ) throws(KeyError) -> Result {
        try KeyFile.alone(path) { () throws(KeyError) in
            var content = try content(with: master)
            let result = try change(&content)
            try write(content)
            return result
        }
    }

    private func content(with master: MasterKey) throws(KeyError) -> Content {
        let bytes = try KeyFile.read(path, most: 1 << 30)
        guard bytes.starts(with: Self.label), bytes.count > Self.label.count else {
            throw .damaged(path)
        }
        var reader = ByteReader(bytes: bytes.dropFirst(Self.label.count))
        guard let count = reader.number(UInt16.self) else { throw .damaged(path) }
        var openers: [Opener] = []
        var key: [UInt8]?
        for _ in 0..<count {
            guard let identifier = reader.take(16), let recipient = reader.take(32),
                let box = reader.take(Self.boxCount)
            else { throw .damaged(path) }
            openers.append(Opener(identifier: identifier, recipient: recipient))
            if identifier == master.keyIdentifier { key = try? master.boxKey.open(box) }
        }
        guard let key else { throw .otherKey }
        let head = Array(bytes.prefix(bytes.count - reader.bytes.count))
        guard let content = Sodium.open(reader.bytes, key: key, associated: head),
            let ring = Keyring(bytes: content)
        else { throw .damaged(path) }
        return Content(ring: ring, openers: openers)
    }

    private func write(_ content: Content) throws(KeyError) {
        let key = Sodium.random(32)
        var writer = ByteWriter()
        writer.write(Self.label)
        writer.write(UInt16(content.openers.count))
        for opener in content.openers {
            guard let box = Recipient(bytes: opener.recipient).seal(key) else {
                throw .damaged(path)
            }
            writer.write(opener.identifier + opener.recipient + box)
        }
        let sealed = Sodium.seal(content.ring.bytes, key: key, associated: writer.bytes)
        try KeyFile.replace(path, with: writer.bytes + sealed)
    }
}

extension MasterKey {
    /// What is sealed to this master key is opened with.
    var boxKey: RecipientKey { RecipientKey(seed: subkey("ring")) }
}
