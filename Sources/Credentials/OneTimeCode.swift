import COath
public import FoundationEssentials
import Glibc

/// The secret of an authenticator app: codes by the time (TOTP, RFC 6238), six digits, 30 seconds,
/// SHA-1, which is what every app understands.
public struct OneTimeSecret: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    let bytes: [UInt8]
    private static let step = 30
    private static let isReady = oath_init() == Int32(OATH_OK.rawValue)

    /// A new one, of 160 bits as RFC 4226 recommends.
    public init() { bytes = Sodium.random(20) }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The code of a time step: seconds since 1970 divided by 30.
    func code(at step: Int64, digits: Int = 6) -> String? {
        precondition(Self.isReady, "liboath does not start")
        var output = [CChar](repeating: 0, count: digits + 1)
        let result = bytes.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer {
            oath_totp_generate(
                $0.baseAddress, $0.count, time_t(step * Int64(Self.step)), UInt32(Self.step), 0,
                UInt32(digits), &output)
        }
        guard result == Int32(OATH_OK.rawValue) else { return nil }
        return String(decoding: output.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The time step whose code this is: the present one, the one before or the next, if it is later
    /// than the last one used; nil when it is none of these.
    public func step(
        of code: String, at seconds: Int64 = Int64(Date.now.timeIntervalSince1970),
        after last: Int64
    ) -> Int64? {
        let digits = code.filter { !$0.isWhitespace }
        guard digits.utf8.count == 6 else { return nil }
        let now = seconds / Int64(Self.step)
        // All three are looked at, whichever it is.
        return (now - 1...now + 1).filter {
            $0 > last && Sodium.equal(Array((self.code(at: $0) ?? "").utf8), Array(digits.utf8))
        }.last
    }

    /// As a person types it into an app: base32.
    public var text: String {
        var output: UnsafeMutablePointer<CChar>?
        var count = 0
        let result = bytes.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer {
            oath_base32_encode($0.baseAddress, $0.count, &output, &count)
        }
        guard result == Int32(OATH_OK.rawValue), let output else { return "" }
        defer { free(output) }
        return String(cString: output).filter { $0 != "=" }
    }

    /// What an app reads from a QR code.
    public func address(account: String, issuer: String) -> String {
        func escaped(_ text: String) -> String {
            text.utf8.map { byte in
                let isPlain =
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
                return isPlain ? String(UnicodeScalar(byte)) : "%" + [byte].hexadecimal.uppercased()
            }.joined()
        }
        return "otpauth://totp/\(escaped(issuer)):\(escaped(account))?secret=\(text)"
            + "&issuer=\(escaped(issuer))&algorithm=SHA1&digits=6&period=30"
    }

    public var description: String { "OneTimeSecret(…)" }
    public var debugDescription: String { description }

    /// A recovery code, for whoever has lost the app: 50 bits, in two groups.
    public static func recoveryCode() -> String {
        let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        var generator = SystemRandomNumberGenerator()
        let code = (0..<10).compactMap { _ in letters.randomElement(using: &generator) }
        return String(code.prefix(5)) + "-" + String(code.suffix(5))
    }
}

extension Vault {
    /// Sealed under the master key, for one account.
    public func seal(_ secret: OneTimeSecret, account: UUID) throws(KeyError) -> [UInt8] {
        try seal(secret.bytes, context: SealContext(subject: account, field: .oneTimeSecret))
    }

    public func openSecret(_ sealed: [UInt8], account: UUID) throws(KeyError) -> OneTimeSecret {
        OneTimeSecret(
            bytes: try open(
                sealed, context: SealContext(subject: account, field: .oneTimeSecret)))
    }

    /// By what a recovery code is found: keyed, since the codes are short, and of one account, since
    /// they are anybody's.
    public func digest(ofRecoveryCode code: String, account: UUID) -> [UInt8] {
        let letters = code.uppercased().filter { $0.isLetter || $0.isNumber }
        return blindIndex.key(.recovery, "\(account.uuidString) \(letters)")
    }
}
