import CLibPQ
import Dispatch
import Synchronization

/// Sends cancel requests for one connection, and only for the exchange that they were meant for.
///
/// `PQcancel` opens a connection of its own and blocks, so it runs on a Dispatch thread. An exchange
/// does not end before a request under way has been delivered: a late one would hit the statement
/// that follows.
final class CancelSwitch: Sendable {
    private struct State {
        var armed: UInt64?
        var lastTicket: UInt64 = 0
        var isSending = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    // A PGcancel never changes, and libpq documents PQcancel on it as safe from any thread.
    private nonisolated(unsafe) let handle: OpaquePointer
    private let state = Mutex(State())

    init?(of connection: OpaquePointer) {
        guard let handle = PQgetCancel(connection) else { return nil }
        self.handle = handle
    }

    deinit { PQfreeCancel(handle) }

    /// Opens an exchange; its ticket is what `cancel` needs.
    func arm() -> UInt64 {
        state.withLock { state in
            state.lastTicket += 1
            state.armed = state.lastTicket
            return state.lastTicket
        }
    }

    /// Ends the exchange, after any request that is being sent.
    func disarm() async {
        let isSending = state.withLock { state in
            state.armed = nil
            return state.isSending
        }
        guard isSending else { return }
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.isSending { state.waiter = continuation }
                return !state.isSending
            }
            if isDone { continuation.resume() }
        }
    }

    /// Asks the server to cancel the exchange with this ticket, if it still runs.
    ///
    /// The request can overtake the statement it is meant for, and the server then forgets it. So
    /// it is repeated, ever more slowly, until the exchange ends.
    func cancel(_ ticket: UInt64) { send(for: ticket, repeatingAfter: .milliseconds(20)) }

    private func send(for ticket: UInt64, repeatingAfter delay: DispatchTimeInterval) {
        let mustSend = state.withLock { state in
            guard state.armed == ticket, !state.isSending else { return false }
            state.isSending = true
            return true
        }
        guard mustSend else { return }
        DispatchQueue.global().async {
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { text in
                _ = PQcancel(self.handle, text.baseAddress, Int32(text.count))
            }
            let waiter = self.state.withLock { state in
                state.isSending = false
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume()
            DispatchQueue.global().asyncAfter(deadline: .now() + delay) {
                self.send(for: ticket, repeatingAfter: .milliseconds(500))
            }
        }
    }
}
