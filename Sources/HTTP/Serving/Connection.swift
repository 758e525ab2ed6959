import Glibc
import Synchronization

/// One client's socket, as the watchdog sees it.
final class Connection: Sendable {
    private struct State {
        /// When the client is cut off; nil while it waits for us.
        var deadline: ContinuousClock.Instant?
        var exchange: Exchange?
        var requests = 0
        var isClosed = false
    }

    let descriptor: Int32
    let address: String
    private let state: Mutex<State>

    init(descriptor: Int32, address: String, deadline: ContinuousClock.Instant) {
        self.descriptor = descriptor
        self.address = address
        state = Mutex(State(deadline: deadline))
    }

    /// How many requests have come by it, this one included.
    func begin(_ exchange: Exchange) -> Int {
        state.withLock { state in
            state.exchange = exchange
            state.requests += 1
            return state.requests
        }
    }

    func expect(by deadline: ContinuousClock.Instant?) {
        state.withLock { $0.deadline = deadline }
    }

    func endExchange(nextBy deadline: ContinuousClock.Instant) {
        state.withLock { state in
            state.exchange = nil
            state.deadline = deadline
        }
    }

    /// Called before the descriptor's number is free for another.
    func close() {
        state.withLock { $0.isClosed = true }
    }

    /// Cuts off a client that is too slow, tells the exchange of one that has hung up.
    func check(at now: ContinuousClock.Instant) {
        let (exchange, hasHungUp) = state.withLock { state in
            guard !state.isClosed else { return (Exchange?.none, false) }
            if let deadline = state.deadline, deadline < now { cut() }
            guard let exchange = state.exchange, exchange.isSuspended else { return (nil, false) }
            // POLLRDHUP, which the C library shows to GNU sources only.
            var asked = pollfd(fd: descriptor, events: 0x2000, revents: 0)
            return (exchange, poll(&asked, 1, 0) > 0)
        }
        if hasHungUp { exchange?.hangUp() }
        exchange?.checkTimeLimit(at: now)
    }

    /// Closes a connection between two requests. One that has not sent any may be about to, and
    /// learns from its answer that we stop.
    func closeIfIdle() {
        state.withLock { state in
            if !state.isClosed && state.exchange == nil && state.requests > 0 { cut() }
        }
    }

    /// Ends whatever goes on.
    func abort() {
        let exchange = state.withLock { state in
            if !state.isClosed { cut() }
            return state.exchange
        }
        exchange?.abort()
    }

    /// The engine sees the end of the stream and closes the descriptor itself.
    private func cut() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}
