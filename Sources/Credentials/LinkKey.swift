import FoundationEssentials

/// Signs links and forms that are handed out to people without an account: whoever shows one was
/// given it, and nobody has to remember it.
public struct LinkKey: Sendable {
    private let key: [UInt8]

    init(_ ring: Keyring) { key = ring.subkey("links") }

    /// What a signed text is good for; one is never taken for another.
    public enum Purpose: String, Sendable {
        /// A form that was shown.
        case form
        /// Confirms that an address is the sender's.
        case confirm
        /// Changes an entry of the public directory.
        case change
        /// Says that somebody came to a session of an activity.
        case checkIn
    }

    /// A text that says until when it is good, in seconds since 1970, signed. The subject is of
    /// letters, digits and hyphens.
    public func signed(_ purpose: Purpose, _ subject: String, until: Int) -> String {
        let text = "\(subject).\(until)"
        return "\(text).\(tag(purpose, text))"
    }

    /// The subject of a text that was signed here for this purpose and is still good, and until
    /// when it is.
    public func subject(
        of signed: String, _ purpose: Purpose, now: Int
    ) -> (subject: String, until: Int)? {
        let parts = signed.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let until = Int(parts[1]), until >= now,
            Sodium.equal(
                Array(tag(purpose, "\(parts[0]).\(parts[1])").utf8), Array(parts[2].utf8))
        else { return nil }
        return (String(parts[0]), until)
    }

    /// A name that nobody can guess, for a form.
    public static func newName() -> String { Sodium.random(16).hexadecimal }

    /// A keyed hash of where something came from: it can be counted by, and not be told.
    public func source(_ address: String) -> [UInt8] {
        Sodium.hash(Array("source/\(address)".utf8), key: key, count: 16)
    }

    private func tag(_ purpose: Purpose, _ text: String) -> String {
        Sodium.hash(Array("\(purpose.rawValue)/\(text)".utf8), key: key, count: 16).hexadecimal
    }
}

/// A little work that a browser does before it sends a form: cheap once, dear a thousand times.
public enum WorkProof {
    /// So many leading bits of SHA-256 over the form's name, a colon and a number must be zero.
    public static let bits = 16

    public static func isRight(_ number: String, for form: String) -> Bool {
        guard !number.isEmpty, number.utf8.count <= 20 else { return false }
        let digest = Sodium.sha256(Array("\(form):\(number)".utf8))
        return digest.prefix(bits / 8).allSatisfy { $0 == 0 }
    }
}
