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

    /// So many of the refused wait at a time; more are answered at once, so that waiting takes nothing.
    static let mostHeld = 32

    private let refused = Mutex<[Sender: Int]>([:])
    private let held = Mutex(0)
    /// How long whoever is refused again waits for it.
    private let patience: Duration

    init(patience: Duration) { self.patience = patience }

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

    /// Lets somebody who is refused again wait: a program that sends one form after the other sends
    /// few. False where too many wait already.
    @discardableResult
    func hold() async -> Bool {
        let isHeld = held.withLock { held in
            guard held < Self.mostHeld else { return false }
            held += 1
            return true
        }
        guard isHeld else { return false }
        defer { held.withLock { $0 -= 1 } }
        // Who hangs up waits no longer.
        try? await Task.sleep(for: patience)
        return true
    }
}
