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
        /// The client's socket while the engine is shown another in its place.
        var aside: Int32?
        /// When the client of a suspended exchange was first seen to have closed its sending half.
        var ended: ContinuousClock.Instant?
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
        state.withLock { state in
            state.isClosed = true
            if let aside = state.aside { Glibc.close(aside) }
        }
    }

    /// Cuts off a client that is too slow, tells the exchange of one that has hung up.
    ///
    /// Who has closed the sending half may be reading still, or be gone: worked for for `patience`.
    func check(at now: ContinuousClock.Instant, patience: Duration) {
        let (exchange, hasHungUp) = state.withLock { state in
            guard !state.isClosed else { return (Exchange?.none, false) }
            if let deadline = state.deadline, deadline < now { cut(state) }
            guard let exchange = state.exchange, exchange.isSuspended else {
                state.ended = nil
                return (nil, false)
            }
            // POLLRDHUP, which the C library shows to GNU sources only.
            let ending: Int16 = 0x2000
            var asked = pollfd(fd: client(state), events: ending, revents: 0)
            guard poll(&asked, 1, 0) > 0 else { return (exchange, false) }
            let ended = state.ended ?? now
            state.ended = ended
            return (exchange, asked.revents != ending || ended + patience <= now)
        }
        if hasHungUp { exchange?.hangUp() }
        exchange?.checkTimeLimit(at: now)
    }

    /// Closes a connection between two requests. One that has not sent any may be about to, and
    /// learns from its answer that we stop.
    func closeIfIdle() {
        state.withLock { state in
            if !state.isClosed && state.exchange == nil && state.requests > 0 { cut(state) }
        }
    }

    /// Ends whatever goes on.
    func abort() {
        let exchange = state.withLock { state in
            if !state.isClosed { cut(state) }
            return state.exchange
        }
        exchange?.abort()
    }

    /// The engine sees the end of the stream and closes the descriptor itself.
    private func cut(_ state: State) {
        shutdown(client(state), Int32(SHUT_RDWR))
    }

    /// The client's socket, wherever it is.
    private func client(_ state: State) -> Int32 { state.aside ?? descriptor }
}

// MARK: - While nobody reads

extension Connection {
    /// Gives the engine's descriptor to a socket that stays still, until `takeBack`. To be called
    /// by the engine's thread, before it suspends the connection.
    func setAside(for still: StillSocket) {
        state.withLock { state in
            guard state.aside == nil else { return }
            let aside = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
            // Without a descriptor left, only who closes the sending half early goes unanswered.
            guard aside >= 0 else { return }
            state.aside = aside
            show(still.descriptor)
        }
    }

    /// Gives it back its client. To be called by the engine's thread, before it goes on.
    func takeBack() {
        state.withLock { state in
            guard let aside = state.aside else { return }
            state.aside = nil
            show(aside)
            Glibc.close(aside)
        }
    }

    /// Lets the engine's number stand for another socket.
    private func show(_ socket: Int32) {
        dup2(socket, descriptor)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
}
