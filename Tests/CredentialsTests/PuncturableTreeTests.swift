import FoundationEssentials
import Glibc
import Testing

@testable import Credentials

/// A destroyed key is gone and no other changes, whatever is destroyed and in whichever order.
@Suite struct PuncturableTreeTests {
    @Test("Every key stays what it was until it is destroyed, and is none from then on")
    func keys() {
        var tree = PuncturableTree.generate()
        let subjects = (0..<300).map { _ in UUID() }
        let keys = subjects.map { tree.key(of: $0) }
        #expect(Set(keys.map { $0?.bytes }).count == subjects.count && !keys.contains(nil))
        var gone: Set<UUID> = []
        for subject in subjects.shuffled().prefix(200) {
            tree.puncture([subject])
            gone.insert(subject)
            if gone.count.isMultiple(of: 20) {
                for (other, key) in zip(subjects, keys) {
                    #expect(tree.key(of: other) == (gone.contains(other) ? nil : key))
                }
            }
        }
        let before = tree
        tree.puncture(gone)
        #expect(tree == before)
        #expect(zip(tree.nodes, tree.nodes.dropFirst()).allSatisfy { $0.start < $1.start })
        #expect(tree.nodes.count < 200 * 60)
    }

    @Test("Neighbours, the first and the last leaf are destroyed alone")
    func edges() {
        var tree = PuncturableTree.generate()
        let places: [UInt64] = [0, 1, 2, 3, .max, .max - 1, 1 << 63, 1 << 63 - 1]
        let keys = places.map { tree.key(at: $0) }
        for (index, place) in places.enumerated() where index.isMultiple(of: 2) {
            tree.puncture(at: place)
        }
        for (index, place) in places.enumerated() {
            #expect(tree.key(at: place) == (index.isMultiple(of: 2) ? nil : keys[index]))
        }
    }

    @Test("No kept node is one that a destroyed key follows from")
    func nodes() {
        var tree = PuncturableTree.generate()
        let subjects = (0..<50).map { _ in UUID() }
        tree.puncture(subjects)
        for subject in subjects {
            let place = PuncturableTree.place(of: subject)
            for node in tree.nodes {
                let shift = UInt64(PuncturableTree.depth - node.depth)
                #expect(place >> shift != node.start >> shift)
            }
        }
    }
}

/// The file of a keyring, and what several processes see of it.
@Suite struct KeyringTests {
    private let folder: String
    private let person = UUID()

    init() throws {
        folder = "/tmp/keyring-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
    }

    private func with(_ body: (KeyringFile, MasterKey) throws -> Void) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = KeyringFile(path: "\(folder)/keyring")
        let master = MasterKey.generate()
        try file.create(.generate(), for: master)
        try body(file, master)
    }

    @Test("What is written is read; another master key opens nothing")
    func reading() throws {
        try with { file, master in
            let first = try Vault(KeyStore(file, master: master))
            let second = try Vault(KeyStore(file, master: master))
            let key = first.newPersonKey()
            let wrapped = try first.wrap(key, person: person)
            #expect(try second.unwrap(wrapped, person: person).bytes == key.bytes)
            #expect(first.keyIdentifier == second.keyIdentifier)
            #expect(first.signing.publicKey == second.signing.publicKey)
            #expect(throws: KeyError.otherKey) { try KeyStore(file, master: .generate()) }
            #expect(throws: KeyError.unwritable(file.path)) {
                try file.create(.generate(), for: master)
            }
            var bytes = [UInt8](try Data(contentsOf: URL(filePath: file.path)))
            bytes[bytes.count - 1] ^= 1
            try Data(bytes).write(to: URL(filePath: file.path))
            chmod(file.path, 0o600)
            #expect(throws: KeyError.damaged(file.path)) { try KeyStore(file, master: master) }
        }
    }

    @Test("What one process destroys no other can open, nor whoever has what was wrapped before")
    func destroying() throws {
        try with { file, master in
            let first = try Vault(KeyStore(file, master: master))
            let second = try Vault(KeyStore(file, master: master))
            let other = UUID()
            let wrapped = try first.wrap(first.newPersonKey(), person: person)
            let kept = try first.wrap(first.newPersonKey(), person: other)
            let note = try first.seal([1, 2], context: .init(subject: person, field: .note))
            let formerNodes = try first.store.ring().epochs[0].tree.nodes
            try first.store.destroy(persons: [person], subjects: [])
            for vault in [first, second, try Vault(KeyStore(file, master: master))] {
                #expect(throws: KeyError.destroyed) { try vault.unwrap(wrapped, person: person) }
                #expect(throws: KeyError.destroyed) {
                    try vault.open(note, context: .init(subject: person, field: .note))
                }
                _ = try vault.unwrap(kept, person: other)
            }
            #expect(try second.store.ring().erased == [person])
            // The node that it all came from is in no file of the folder any more.
            let root = try #require(formerNodes.first).key.bytes
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
                #expect(!bytes.hexadecimal.contains(root.hexadecimal))
            }
            #expect(!FileManager.default.fileExists(atPath: "\(file.path).old"))
        }
    }

    @Test("A rotation keeps all readable, is taken up where it was cut off, and can be forgotten")
    func rotating() throws {
        try with { file, master in
            let path = "\(folder)/master.key"
            try master.write(to: path)
            let old = try Vault(KeyStore(file, master: master))
            let key = old.newPersonKey()
            let wrapped = try old.wrap(key, person: person)
            try old.store.beginRotation(keyAt: path)
            let next = try MasterKey.read(from: path)
            #expect(next.keyIdentifier != master.keyIdentifier)
            // Taken up with the new key: nothing new is made.
            let new = try Vault(KeyStore(file, master: next))
            try new.store.beginRotation(keyAt: path)
            #expect(try MasterKey.read(from: path).keyIdentifier == next.keyIdentifier)
            #expect(new.keyIdentifier == old.keyIdentifier)
            // Cut off before the new key was written down: another takes its place.
            try old.store.beginRotation(keyAt: path)
            let last = try MasterKey.read(from: path)
            #expect(throws: KeyError.otherKey) { try KeyStore(file, master: next) }

            let vault = try Vault(KeyStore(file, master: last))
            #expect(try vault.store.ring().currentEpoch == 2)
            let renewed = try #require(
                try vault.renewed(wrapped, context: .init(subject: person, field: .key)))
            #expect(try vault.unwrap(renewed, person: person).bytes == key.bytes)
            #expect(try old.unwrap(renewed, person: person).bytes == key.bytes)
            #expect(try vault.renewed(renewed, context: .init(subject: person, field: .key)) == nil)
            try vault.store.finishRotation()
            try vault.store.forget(earlierEpochs: false)
            #expect(throws: KeyError.otherKey) { try KeyStore(file, master: master) }
            #expect(try vault.unwrap(wrapped, person: person).bytes == key.bytes)
            try vault.store.forget(earlierEpochs: true)
            #expect(throws: KeyError.epochUnknown(1)) { try vault.unwrap(wrapped, person: person) }
            #expect(try vault.unwrap(renewed, person: person).bytes == key.bytes)
        }
    }

    @Test("What a master key sealed by itself opens with the keyring that succeeds it")
    func succeeding() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = KeyringFile(path: "\(folder)/keyring")
        let master = MasterKey.generate()
        let alone = Vault(master: master)
        let wrapped = try alone.wrap(alone.newPersonKey(), person: person)
        let note = try alone.seal([9], context: .init(subject: person, field: .note))
        try file.create(.succeeding(master), for: master)
        let vault = try Vault(KeyStore(file, master: master))
        #expect(vault.keyIdentifier == master.keyIdentifier)
        #expect(vault.signing.publicKey == alone.signing.publicKey)
        #expect(vault.blindIndex.key(.name, "ana") == alone.blindIndex.key(.name, "ana"))
        _ = try vault.unwrap(wrapped, person: person)
        #expect(try vault.open(note, context: .init(subject: person, field: .note)) == [9])
        #expect(try vault.renewed(wrapped, context: .init(subject: person, field: .key)) != nil)
    }

    @Test("So many parts of a key make it, fewer and others do not")
    func splitting() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let master = MasterKey.generate()
        let shares = try #require(KeyShare.split(master, into: 5, threshold: 3))
        for part in shares { try part.write(to: "\(folder)/\(part.number)") }
        let read = try (1...5).map { try KeyShare.read(from: "\(folder)/\($0)") }
        for choice in [[0, 1, 2], [4, 2, 0], [1, 3, 4], [0, 1, 2, 3, 4]] {
            let joined = try KeyShare.join(choice.map { read[$0] })
            #expect(joined.keyIdentifier == master.keyIdentifier)
        }
        #expect(throws: KeyShare.Problem.tooFew(3)) { try KeyShare.join([read[0], read[1]]) }
        #expect(throws: KeyShare.Problem.tooFew(3)) {
            try KeyShare.join([read[0], read[1], read[1]])
        }
        let others = try #require(KeyShare.split(master, into: 3, threshold: 2))
        #expect(throws: KeyShare.Problem.ofDifferentKeys) {
            try KeyShare.join([read[0], read[1], others[2]])
        }
        #expect(KeyShare.split(master, into: 3, threshold: 4) == nil)
        #expect(KeyShare.split(master, into: 1, threshold: 1) == nil)
    }
}
