import Credentials
import Foundation
import Testing

@Suite struct VaultTests {
    private let vault = Vault(master: .generate())
    private let person = UUID()
    private static let texts = [
        "", "a", "Jérôme Ñandú 👩‍👩‍👧", String(repeating: "niño", count: 25_000),
    ].map { Array($0.utf8) }

    @Test("What a person's key seals it opens, after wrapping too", arguments: texts)
    func personRoundTrip(text: [UInt8]) throws {
        let key = vault.newPersonKey()
        let context = SealContext(subject: person, field: .identity)
        let sealed = key.seal(text, context: context)
        #expect(try key.open(sealed, context: context) == text)
        let unwrapped = try vault.unwrap(vault.wrap(key, person: person), person: person)
        #expect(try unwrapped.open(sealed, context: context) == text)
        // Longer by the version, the nonce and the tag, and nowhere readable.
        #expect(sealed.count == text.count + 41)
        if text.count > 3 {
            #expect(Data(sealed).range(of: Data(text.prefix(4))) == nil)
        }
    }

    @Test("What the vault seals it opens, and another installation's does not", arguments: texts)
    func vaultRoundTrip(text: [UInt8]) throws {
        let context = SealContext(subject: person, field: .note)
        let sealed = try vault.seal(text, context: context)
        #expect(try vault.open(sealed, context: context) == text)
        let other = Vault(master: .generate())
        #expect(throws: KeyError.doesNotOpen) { try other.open(sealed, context: context) }
    }

    @Test("Another person's key, person or field does not open it")
    func otherContexts() throws {
        let key = vault.newPersonKey()
        let context = SealContext(subject: person, field: .identity)
        let sealed = key.seal([1, 2, 3], context: context)
        #expect(throws: KeyError.doesNotOpen) {
            try vault.newPersonKey().open(sealed, context: context)
        }
        for wrong in [
            SealContext(subject: UUID(), field: .identity),
            SealContext(subject: person, field: .note), SealContext(subject: person, field: .key),
        ] {
            #expect(throws: KeyError.doesNotOpen) { try key.open(sealed, context: wrong) }
        }
    }

    @Test("A wrapped key opens for its person and under its master key only")
    func wrapping() throws {
        let wrapped = try vault.wrap(vault.newPersonKey(), person: person)
        #expect(throws: KeyError.doesNotOpen) { try vault.unwrap(wrapped, person: UUID()) }
        #expect(throws: KeyError.doesNotOpen) {
            try Vault(master: .generate()).unwrap(wrapped, person: person)
        }
        // The two keys of a vault are not the same: what one sealed the other does not open.
        let context = SealContext(subject: person, field: .key)
        #expect(throws: KeyError.doesNotOpen) { try vault.open(wrapped, context: context) }
        let sealed = try vault.seal([UInt8](repeating: 0, count: 32), context: context)
        #expect(throws: KeyError.doesNotOpen) { try vault.unwrap(sealed, person: person) }
    }

    @Test("A change of any bit is noticed, and so is any other length")
    func tampering() throws {
        let key = vault.newPersonKey()
        let context = SealContext(subject: person, field: .identity)
        let sealed = key.seal(Array("Ana".utf8), context: context)
        let wrapped = try vault.wrap(key, person: person)
        for index in sealed.indices {
            for bit in 0..<8 {
                var changed = sealed
                changed[index] ^= 1 << bit
                #expect(throws: KeyError.doesNotOpen) { try key.open(changed, context: context) }
            }
        }
        for index in wrapped.indices {
            var changed = wrapped
            changed[index] ^= 1
            #expect(throws: KeyError.doesNotOpen) { try vault.unwrap(changed, person: person) }
        }
        for count in sealed.indices {
            let shorter = Array(sealed.prefix(count))
            #expect(throws: KeyError.doesNotOpen) { try key.open(shorter, context: context) }
        }
        #expect(throws: KeyError.doesNotOpen) { try key.open(sealed + [0], context: context) }
    }

    @Test("No nonce is used twice, so that equal texts do not look equal")
    func nonces() {
        let key = vault.newPersonKey()
        let context = SealContext(subject: person, field: .identity)
        let sealed = (0..<10_000).map { _ in key.seal([7], context: context) }
        #expect(Set(sealed.map { $0[1..<25] }).count == sealed.count)
        #expect(Set(sealed.map { $0[25...] }).count > sealed.count - 10)
    }

    @Test func keysAreNotPrinted() {
        let key = vault.newPersonKey()
        let master = MasterKey.generate()
        #expect("\(key) \(master)" == "PersonKey(…) MasterKey(…)")
        #expect(String(reflecting: master) == "MasterKey(…)")
        #expect(String(reflecting: key) == "PersonKey(…)")
    }
}

@Suite struct BlindIndexTests {
    @Test("The same text has the same key under one master key, and only there")
    func keyed() {
        let master = MasterKey.generate()
        let index = Vault(master: master).blindIndex
        let again = Vault(master: master).blindIndex
        let other = Vault(master: .generate()).blindIndex
        for kind in BlindIndex.Kind.allCases {
            for text in ["", "muñoz", String(repeating: "x", count: 5000)] {
                #expect(index.key(kind, text) == again.key(kind, text))
                #expect(index.token(kind, text) == again.token(kind, text))
                #expect(index.key(kind, text) != other.key(kind, text))
                #expect(index.token(kind, text) != other.token(kind, text))
            }
            #expect(index.key(kind, "muñoz").count == 16)
        }
    }

    @Test("No two kinds and no two texts share a key")
    func distinct() {
        let index = Vault(master: .generate()).blindIndex
        let texts = (0..<2000).map { "name \($0)" }
        let keys = BlindIndex.Kind.allCases.flatMap { kind in texts.map { index.key(kind, $0) } }
        let tokens = BlindIndex.Kind.allCases.flatMap { kind in
            texts.map { index.token(kind, $0) }
        }
        #expect(Set(keys).count == 2000 * BlindIndex.Kind.allCases.count)
        #expect(Set(tokens).count == 2000 * BlindIndex.Kind.allCases.count)
    }
}
