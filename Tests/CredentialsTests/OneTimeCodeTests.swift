import Foundation
import Testing

@testable import Credentials

@Suite struct OneTimeCodeTests {
    /// RFC 6238, appendix B, SHA-1: the time in seconds and the eight digits.
    private static let vectors: [(Int64, String)] = [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ]
    private let secret = OneTimeSecret(bytes: Array("12345678901234567890".utf8))

    @Test("The codes of RFC 6238, appendix B")
    func vectors() {
        for (seconds, code) in Self.vectors {
            #expect(secret.code(at: seconds / 30, digits: 8) == code)
            #expect(secret.code(at: seconds / 30) == String(code.suffix(6)))
        }
    }

    @Test("A code is good one step early and one late, and no further")
    func window() throws {
        let now: Int64 = 1_111_111_109
        let step = now / 30
        for (offset, isGood) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let code = try #require(secret.code(at: step + Int64(offset)))
            let found = secret.step(of: code, at: now, after: 0)
            #expect(found == (isGood ? step + Int64(offset) : nil), "\(offset)")
        }
        #expect(secret.step(of: "081 804", at: now, after: 0) == step)
        for wrong in ["", "81804", "0081804", "081805", "abcdef"] {
            #expect(secret.step(of: wrong, at: now, after: 0) == nil)
        }
    }

    @Test("A code of a step that was used, or of one before it, is good no more")
    func replay() throws {
        let now: Int64 = 1_111_111_109
        let code = try #require(secret.code(at: now / 30))
        #expect(secret.step(of: code, at: now, after: now / 30 - 1) == now / 30)
        #expect(secret.step(of: code, at: now, after: now / 30) == nil)
        #expect(secret.step(of: code, at: now, after: now / 30 + 1) == nil)
    }

    @Test("The address holds the secret as RFC 4648 writes it")
    func address() {
        #expect(secret.text == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        #expect(
            secret.address(account: "ana maría", issuer: "Hubs") == """
                otpauth://totp/Hubs:ana%20mar%C3%ADa?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
                &issuer=Hubs&algorithm=SHA1&digits=6&period=30
                """)
        #expect(!"\(secret)".contains("GEZ"))
    }

    @Test("A sealed secret opens for its account only")
    func sealing() throws {
        let vault = Vault(master: .generate())
        let account = UUID()
        let sealed = try vault.seal(secret, account: account)
        #expect(try vault.openSecret(sealed, account: account).text == secret.text)
        #expect(throws: KeyError.doesNotOpen) {
            try vault.openSecret(sealed, account: UUID())
        }
    }

    @Test("A recovery code is found however it is typed, by its own account only")
    func recovery() {
        let vault = Vault(master: .generate())
        let account = UUID()
        let code = OneTimeSecret.recoveryCode()
        let digest = vault.digest(ofRecoveryCode: code, account: account)
        let typed = " " + code.lowercased().filter { $0 != "-" }
        #expect(vault.digest(ofRecoveryCode: typed, account: account) == digest)
        #expect(vault.digest(ofRecoveryCode: code, account: UUID()) != digest)
    }
}
