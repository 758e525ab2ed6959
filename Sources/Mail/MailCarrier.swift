/// Whoever takes letters from us.
public protocol MailCarrier: Sendable {
    /// Hands a letter over; blocks until it was taken.
    func send(_ message: MailMessage) throws(MailProblem)
}

/// Why a letter was not taken, in words and numbers that name no address.
public struct MailProblem: Error, Equatable, Sendable {
    public let reason: String
    /// Whether the next letter would fare no better.
    public let isOfCarrier: Bool

    public init(reason: String, isOfCarrier: Bool) {
        self.reason = reason
        self.isOfCarrier = isOfCarrier
    }
}
