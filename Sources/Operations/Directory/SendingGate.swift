import Synchronization

/// Remembers for a moment from where too much came: what more comes from there is refused without
/// asking the database, so that a flood of forms takes nothing from those who work.
final class SendingGate: Sendable {
    /// A sender's network, and whether a form of theirs had its proof.
    private struct Sender: Hashable {
        let source: [UInt8]
        let hasWorked: Bool
    }

    /// How long a sender is refused at once, in seconds.
    private static let pause = 20
    /// So many senders are remembered; with more, all are forgotten.
    private static let most = 10_000

    private let refused = Mutex<[Sender: Int]>([:])

    func isShut(for source: [UInt8], hasWorked: Bool, now: Int) -> Bool {
        let sender = Sender(source: source, hasWorked: hasWorked)
        return refused.withLock { $0[sender].map { $0 > now } ?? false }
    }

    func shut(for source: [UInt8], hasWorked: Bool, now: Int) {
        let sender = Sender(source: source, hasWorked: hasWorked)
        refused.withLock { refused in
            if refused.count >= Self.most { refused.removeAll() }
            refused[sender] = now + Self.pause
        }
    }
}
