import CSodium
import Foundation
import Testing

@testable import Credentials

@Suite struct PasswordTests {
    @Test("A proof is what libsodium's own strings hold for the same password, costs and salt")
    func proofIsArgon2id() throws {
        let parameters = PasswordParameters(.floor)
        let proof = try parameters.proof(of: "contraseña secreta")
        let whole = "\(parameters)$\(PasswordParameters.base64(proof))"
        func verifies(_ password: String) -> Bool {
            crypto_pwhash_str_verify(whole, password, UInt64(password.utf8.count)) == 0
        }
        #expect(verifies("contraseña secreta"))
        #expect(!verifies("contraseña secretA"))
    }

    @Test("Parameters are read as they were written, and nothing else is")
    func parameters() throws {
        let parameters = PasswordParameters(.init(passes: 4, memory: 32))
        let text = parameters.description
        #expect(text.hasPrefix("$argon2id$v=19$m=32768,t=4,p=1$"))
        #expect(PasswordParameters(text) == parameters)
        #expect(PasswordParameters(.floor).salt != PasswordParameters(.floor).salt)
        for wrong in ["", "$argon2i$v=19$m=32768,t=4,p=1$AAAAAAAAAAAAAAAAAAAAAA", text + "A"] {
            #expect(PasswordParameters(wrong) == nil)
        }
    }

    @Test("No cost lies below the floor, whatever is configured")
    func floor() {
        let cost = PasswordParameters.Cost(passes: 1, memory: 1)
        #expect(cost == .floor)
        #expect(PasswordParameters.Cost.standard.memory >= 64)
    }

    @Test("The queue gives the same proofs, and refuses what nobody types")
    func queue() async throws {
        let parameters = PasswordParameters(.floor)
        let alone = try parameters.proof(of: "abcdefghijk")
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await PasswordQueue.shared.proof(of: "abcdefghijk", by: parameters)
                }
            }
            for try await proof in group { #expect(proof == alone) }
        }
        await #expect(throws: PasswordProblem.length) {
            try await PasswordQueue.shared.proof(
                of: String(repeating: "a", count: 2_000), by: parameters)
        }
    }

    @Test("A password is long, and not what anybody would try first")
    func rules() {
        #expect(throws: PasswordProblem.length) { try Password.check("short", name: "ana") }
        for guessable in ["aaaaaaaaaaaaa", "1212121212", "ana.maria.lopez"] {
            #expect(throws: PasswordProblem.guessable) {
                try Password.check(guessable, name: "Ana.Maria.Lopez")
            }
        }
        #expect(throws: Never.self) { try Password.check("tres tristes tigres", name: "ana") }
        #expect(throws: Never.self) { try Password.check(Password.oneTime(), name: "ana") }
        #expect(Password.oneTime() != Password.oneTime())
    }

    @Test("Tokens are read back, told apart by kind, and never printed")
    func tokens() throws {
        for kind in [AccessToken.Kind.session, .api, .device] {
            let token = AccessToken(kind)
            #expect(AccessToken(token.text, kind) == token)
            #expect(!"\(token) \(token.access)".contains(token.text.suffix(20)))
            #expect(token.digest.count == 32 && token.digest != token.access.digest)
            #expect(!token.text.contains(token.access.text))
        }
        #expect(AccessToken(AccessToken(.api).text, .session) == nil)
        for wrong in ["", "hub_", "a", String(repeating: "%", count: 43)] {
            #expect(AccessToken(wrong, .session) == nil)
        }
    }
}
