import Credentials
import Foundation
import Testing

@Suite struct MasterKeyTests {
    private func permissions(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func setPermissions(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    /// Writes a file that only its owner may read.
    private func write(_ content: [UInt8], to path: String) throws {
        try Data(content).write(to: URL(filePath: path))
        try setPermissions(0o600, path)
    }

    @Test("A key read back is the same, and its file is its owner's alone")
    func roundTrip() throws {
        try withFolder { folder in
            let path = "\(folder)/key"
            let key = MasterKey.generate()
            try key.write(to: path)
            #expect(try permissions(path) == 0o600)
            let read = try MasterKey.read(from: path)
            #expect(read.keyIdentifier == key.keyIdentifier)
            let context = SealContext(subject: UUID(), field: .note)
            let sealed = try Vault(master: key).seal([1], context: context)
            #expect(try Vault(master: read).open(sealed, context: context) == [1])
            // As somebody may keep it who has made it read-only, or edited it on another system.
            try setPermissions(0o400, path)
            #expect(try MasterKey.read(from: path).keyIdentifier == key.keyIdentifier)
            try setPermissions(0o600, path)
            try write(
                Array("\n \(String(contentsOfFile: path, encoding: .utf8))\r\n".utf8), to: path)
            #expect(try MasterKey.read(from: path).keyIdentifier == key.keyIdentifier)
        }
    }

    @Test("Every key has an identifier of its own, which says nothing about it")
    func identifiers() {
        let keys = (0..<100).map { _ in MasterKey.generate() }
        #expect(Set(keys.map(\.keyIdentifier)).count == 100)

        #expect(keys.allSatisfy { $0.keyIdentifier.count == 16 })
    }

    @Test("A key file is never written over")
    func existing() throws {
        try withFolder { folder in
            let path = "\(folder)/key"
            let key = MasterKey.generate()
            try key.write(to: path)
            #expect(throws: KeyError.unwritable(path)) { try MasterKey.generate().write(to: path) }
            #expect(try MasterKey.read(from: path).keyIdentifier == key.keyIdentifier)
            let nowhere = "\(folder)/none/key"
            #expect(throws: KeyError.unwritable(nowhere)) { try key.write(to: nowhere) }
        }
    }

    @Test("A file that others may read is refused", arguments: [0o640, 0o604, 0o660, 0o601, 0o644])
    func permissions(mode: Int) throws {
        try withFolder { folder in
            let path = "\(folder)/key"
            try MasterKey.generate().write(to: path)
            try setPermissions(mode, path)
            #expect(throws: KeyError.readableByOthers(path)) { try MasterKey.read(from: path) }
        }
    }

    @Test func absent() throws {
        try withFolder { folder in
            let path = "\(folder)/key"
            #expect(throws: KeyError.unreadable(path)) { try MasterKey.read(from: path) }
            #expect(throws: KeyError.unreadable(folder)) { try MasterKey.read(from: folder) }
        }
    }

    @Test("A change of any character is noticed, and so is any other length")
    func damage() throws {
        try withFolder { folder in
            let path = "\(folder)/key"
            try MasterKey.generate().write(to: path)
            let line = Array(try Data(contentsOf: URL(filePath: path)).dropLast())
            for index in line.indices {
                var changed = line
                changed[index] =
                    line[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
                try write(changed, to: path)
                #expect(throws: KeyError.damaged(path)) { try MasterKey.read(from: path) }
                try write(Array(line.prefix(index)), to: path)
                #expect(throws: KeyError.damaged(path)) { try MasterKey.read(from: path) }
            }
            for content in [
                line + line, line + [10] + line, line + Array("AAAA".utf8), [0xFF, 0, 0xFE],
                [UInt8](repeating: UInt8(ascii: "A"), count: 1 << 20),
            ] {
                try write(content, to: path)
                #expect(throws: KeyError.damaged(path)) { try MasterKey.read(from: path) }
            }
        }
    }

    @Test("Errors name the file and say what to do")
    func descriptions() {
        #expect("\(KeyError.readableByOthers("/x/key"))".contains("chmod 600 /x/key"))
        #expect("\(KeyError.damaged("/x/key"))".hasPrefix("/x/key: "))
    }
}
