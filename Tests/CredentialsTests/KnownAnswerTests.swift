import Foundation
import Testing

@testable import Credentials

/// Published vectors, and values that Python's hashlib and libsodium called from Python gave for the
/// same inputs: what was sealed and indexed once must open and match for ever.
@Suite struct KnownAnswerTests {
    private let master = MasterKey(bytes: Array(0..<32))
    private let personKey = PersonKey(bytes: Array(100..<132))
    private let person = UUID(
        uuid: (16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31))

    @Test("BLAKE2b: RFC 7693, appendix A, and the keyed vector of its reference implementation")
    func blake2b() {
        #expect(
            hex(Sodium.hash(Array("abc".utf8), key: [], count: 64)) == """
                ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1\
                7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923
                """)
        #expect(
            hex(Sodium.hash([], key: Array(0..<64), count: 64)) == """
                10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786\
                b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568
                """)
    }

    @Test("XChaCha20-Poly1305: draft-irtf-cfrg-xchacha-03, appendix A.3.1")
    func xchacha20() throws {
        let sealed =
            Array(0x40..<0x58)
            + bytes(
                """
                bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb\
                731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452\
                2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
                21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49
                """)
        let opened = try #require(
            Sodium.open(
                sealed[...], key: Array(0x80..<0xa0),
                associated: bytes("50515253c0c1c2c3c4c5c6c7")))
        #expect(
            String(decoding: opened, as: UTF8.self) == """
                Ladies and Gentlemen of the class of '99: If I could offer you only one tip for \
                the future, sunscreen would be it.
                """)
    }

    @Test func sealedOnceOpensForEver() throws {
        let vault = Vault(master: master)
        let wrapped = bytes(
            """
            01000102030405060708090a0b0c0d0e0f1011121314151617665628c2f080f335c78e57c771c0a192\
            233e9254ea019de464858f9e4d6f4984b77f7fea37e47ea3ca293e22cec875ea
            """)
        let key = try vault.unwrap(wrapped, person: person)
        #expect(key.bytes == personKey.bytes)
        let sealed = bytes(
            """
            01000102030405060708090a0b0c0d0e0f1011121314151617b7bd02d8c7110dac13a9f25b53dd29\
            24f7cf175429
            """)
        let opened = try key.open(sealed, context: SealContext(subject: person, field: .identity))
        #expect(String(decoding: opened, as: UTF8.self) == "niño")
    }

    @Test(
        arguments: [
            (
                BlindIndex.Kind.identity, "95e2f0560a51cd3ddc8881231ce8feae",
                -7_646_284_964_990_694_083
            ),
            (.content, "086726563da3d71752855aadb512fafe", 605_494_826_747_811_607),
            (.name, "38adb2060bce1cec58ef7dfd1f1a8bc2", 4_084_116_176_132_513_004),
            (.phonetic, "251f078fc23e4dca3605afc3b0ac5862", 2_674_865_017_701_944_778),
            (.phone, "230f37b4287ca71710aaeaf68a86e014", 2_526_299_162_891_036_439),
        ] as [(BlindIndex.Kind, String, Int64)])
    func indexedOnceMatchesForEver(kind: BlindIndex.Kind, key: String, token: Int64) {
        let index = Vault(master: master).blindIndex
        #expect(hex(index.key(kind, "muñoz")) == key)
        #expect(index.token(kind, "muñoz") == token)
    }

    @Test func keyFile() throws {
        #expect(hex(master.keyIdentifier) == "5e793b194e58367e35b00fe8ed5ff637")
        try withFolder { folder in
            let path = "\(folder)/key"
            try master.write(to: path)
            #expect(
                try String(contentsOfFile: path, encoding: .utf8)
                    == "hub-master-key-1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh+QhYgn\n")
        }
    }
}

func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}

/// The bytes that hexadecimal digits stand for.
func bytes(_ digits: String) -> [UInt8] {
    let values = digits.compactMap { $0.hexDigitValue }.map { UInt8($0) }
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
}

/// Calls `body` with a folder of its own, removed afterwards.
func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID())").path
    try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
}
