import CSodium
import FoundationEssentials

/// How a password becomes a proof: argon2id (RFC 9106) with its costs and a salt.
///
/// The proof is shown to the database, which keeps a digest of it and opens no session without it.
/// Neither the password nor the proof is ever stored.
public struct PasswordParameters: Sendable, Equatable {
    /// What a proof costs whoever computes it, and whoever guesses.
    public struct Cost: Sendable, Equatable {
        /// Passes over the memory.
        public let passes: Int
        /// In mebibytes.
        public let memory: Int

        /// Never below the floor: OWASP's least, 19 MiB and two passes.
        public init(passes: Int, memory: Int) {
            self.passes = min(max(passes, Self.floor.passes), 16)
            self.memory = min(max(memory, Self.floor.memory), 1_024)
        }

        private init(unchecked passes: Int, _ memory: Int) {
            self.passes = passes
            self.memory = memory
        }

        public static let floor = Self(unchecked: 2, 19)
        /// About a tenth of a second on a small machine.
        public static let standard = Self(unchecked: 3, 64)
    }

    public let cost: Cost
    /// 16 bytes.
    let salt: [UInt8]

    /// New parameters with a salt of their own.
    public init(_ cost: Cost = .standard) {
        self.cost = cost
        salt = Sodium.random(Int(crypto_pwhash_SALTBYTES))
    }

    /// The proof of a password, 32 bytes. Takes the time and the memory of its cost: see
    /// `PasswordQueue`.
    func proof(of password: String) throws(PasswordProblem) -> [UInt8] {
        precondition(Sodium.isReady, "libsodium does not start")
        var proof = [UInt8](repeating: 0, count: 32)
        let text = Array(password.utf8).map { CChar(bitPattern: $0) }
        let result = crypto_pwhash(
            &proof, UInt64(proof.count), text, UInt64(text.count), salt, UInt64(cost.passes),
            cost.memory << 20, crypto_pwhash_ALG_ARGON2ID13)
        guard result == 0 else { throw .busy }
        return proof
    }
}

extension PasswordParameters: LosslessStringConvertible {
    /// As in the PHC string format, without the hash.
    public var description: String {
        "$argon2id$v=19$m=\(cost.memory << 10),t=\(cost.passes),p=1$\(Self.base64(salt))"
    }

    public init?(_ description: String) {
        guard
            let match = description.wholeMatch(
                of: /\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=1\$([A-Za-z0-9+\/]{22})/),
            let memory = Int(match.1), let passes = Int(match.2),
            let salt = Data(base64Encoded: "\(match.3)=="), salt.count == 16
        else { return nil }
        cost = Cost(passes: passes, memory: memory >> 10)
        self.salt = Array(salt)
    }

    static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().filter { $0 != "=" }
    }
}

/// Why a password was not taken, or not looked at.
public enum PasswordProblem: Error, Equatable, Sendable {
    /// Shorter than `Password.minimumLength`, or longer than anybody types.
    case length
    /// The same as the name, or one character over and over.
    case guessable
    /// Too many are being checked at once: try again.
    case busy
}

/// What makes a password acceptable: length, as NIST SP 800-63B asks, not kinds of characters.
public enum Password {
    public static let minimumLength = 10
    static let maximumBytes = 1_024

    public static func check(_ password: String, name: String) throws(PasswordProblem) {
        guard password.count >= minimumLength, password.utf8.count <= maximumBytes else {
            throw .length
        }
        let folded = password.lowercased()
        guard Set(folded).count > 4, folded != name.lowercased() else { throw .guessable }
    }

    /// A password for one use: twelve letters and digits that are not taken for each other, 58 bits.
    public static func oneTime() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var generator = SystemRandomNumberGenerator()
        return (0..<3).map { _ in
            String((0..<4).compactMap { _ in letters.randomElement(using: &generator) })
        }.joined(separator: "-")
    }
}

extension PasswordParameters {
    /// What is kept of a proof: SHA-256.
    public static func verifier(of proof: [UInt8]) -> [UInt8] { Sodium.sha256(proof) }
}
