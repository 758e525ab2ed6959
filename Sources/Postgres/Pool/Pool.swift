import Synchronization

/// Connections to one database, opened as needed up to a bound and used again.
///
/// Whoever finds none free waits in a queue, first come first served, until the time-out. A
/// connection found lost is replaced, so that a restarted server is noticed by nobody who asks
/// afterwards.
public final class Pool: Sendable {
    let configuration: PoolConfiguration
    private let loops: [EventLoop]
    private let turn = Atomic(0)
    private let state: Mutex<PoolState>

    /// A pool without connections yet: the first is opened when it is needed.
    public init(_ configuration: PoolConfiguration) {
        self.configuration = configuration
        loops = EventLoop.shared(count: configuration.loops)
        state = Mutex(PoolState(maximumSize: configuration.maximumSize))
    }

    /// An executor for work that uses connections: one of the loops on which they live, in turn.
    ///
    /// A task that prefers it talks to the database without changing threads. Work there must not
    /// block, nor compute for long, as all connections of the loop wait meanwhile.
    public var executor: any TaskExecutor { nextLoop }

    private var nextLoop: EventLoop {
        loops[turn.wrappingAdd(1, ordering: .relaxed).oldValue % loops.count]
    }

    func withState<Output: Sendable>(_ body: (borrowing PoolState) -> Output) -> Output {
        state.withLock { body($0) }
    }

    private var currentLoop: EventLoop? { loops.first(where: \.isCurrent) }

    /// Closes the pool: waits until all connections have come back, and closes them.
    ///
    /// From the call on, whoever asks for one gets `PoolError.closed`.
    public func close() async {
        let (waiters, idle) = state.withLock { state in
            state.isClosed = true
            return (state.popAllWaiters(), state.popAllIdle())
        }
        for waiter in waiters { waiter.grant.resume(throwing: PoolError.closed) }
        for connection in idle { await connection.close() }
        await withCheckedContinuation { continuation in
            let closers = state.withLock { state in
                state.closers.append(continuation)
                return state.popClosersIfEmpty()
            }
            for closer in closers { closer.resume() }
        }
    }
}

// MARK: - Acquiring

extension Pool {
    /// Leases a connection that is alive.
    func acquire() async throws -> Connection {
        try Task.checkCancellation()
        let deadline = ContinuousClock.now + configuration.acquireTimeout
        while true {
            let connection: Connection
            if let idle = state.withLock({ $0.takeIdle(preferring: currentLoop) }) {
                connection = idle
            } else {
                connection = try await queue(until: deadline)
            }
            if await connection.isAlive() { return connection }
            await drop(connection)
        }
    }

    private func queue(until deadline: ContinuousClock.Instant) async throws -> Connection {
        let id = state.withLock { $0.nextID() }
        defer { state.withLock { $0.forget(id) } }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { grant in
                enqueue(PoolState.Waiter(id: id, deadline: deadline, grant: grant))
            }
        } onCancel: {
            let grant = state.withLock { $0.cancel(id) }
            grant?.resume(throwing: CancellationError())
        }
    }

    private func enqueue(_ waiter: PoolState.Waiter) {
        enum Answer { case cancelled, closed, granted(Connection), queued(needsReaper: Bool) }
        let answer: Answer = state.withLock { state in
            if state.isClosed { return .closed }
            if let idle = state.takeIdle(preferring: currentLoop) { return .granted(idle) }
            guard state.add(waiter) else { return .cancelled }
            defer { state.hasReaper = true }
            return .queued(needsReaper: !state.hasReaper)
        }
        switch answer {
        case .closed: waiter.grant.resume(throwing: PoolError.closed)
        case .cancelled: waiter.grant.resume(throwing: CancellationError())
        case .granted(let connection): waiter.grant.resume(returning: connection)
        case .queued(let needsReaper):
            if needsReaper { startReaper(at: waiter.deadline) }
            openIfNeeded()
        }
    }

    /// Ends the wait of those whose time is up, for as long as anybody waits.
    ///
    /// One task does for all, because who came first also has the first deadline.
    private func startReaper(at deadline: ContinuousClock.Instant) {
        Task { [weak self] in
            var next: ContinuousClock.Instant? = deadline
            while let deadline = next {
                try? await Task.sleep(until: deadline, clock: .continuous)
                next = self?.reap()
            }
        }
    }

    /// Returns when to look again; nil if nobody waits.
    private func reap() -> ContinuousClock.Instant? {
        let (due, next) = state.withLock { state in
            let due = state.popWaiters(dueBy: .now)
            state.hasReaper = !state.waiters.isEmpty
            return (due, state.waiters.first?.deadline)
        }
        for waiter in due {
            waiter.grant.resume(
                throwing: PoolError.timedOut(after: configuration.acquireTimeout))
        }
        return next
    }
}

// MARK: - Opening and releasing

extension Pool {
    private func openIfNeeded() {
        while state.withLock({ $0.shouldOpen() }) {
            let loop = currentLoop ?? nextLoop
            Task(executorPreference: loop) { await self.open(on: loop) }
        }
    }

    private func open(on loop: EventLoop) async {
        do {
            let connection = try await Connection.open(configuration, on: loop)
            state.withLock { $0.opened() }
            await put(connection)
        } catch {
            let (waiter, closers) = state.withLock { state in
                state.opened()
                state.dropped()
                return (state.popWaiter(), state.popClosersIfEmpty())
            }
            waiter?.grant.resume(throwing: error)
            for closer in closers { closer.resume() }
            openIfNeeded()
        }
    }

    /// Takes a connection back.
    func release(_ connection: Connection) async {
        if !connection.isTidy { await connection.tidyUp() }
        if connection.isBroken || !connection.isTidy {
            await drop(connection)
        } else {
            await put(connection)
        }
    }

    private func put(_ connection: Connection) async {
        let (isClosed, grant) = state.withLock { state in
            (state.isClosed, state.isClosed ? nil : state.put(connection))
        }
        if isClosed { return await drop(connection) }
        grant?.resume(returning: connection)
    }

    /// Gives a connection up and makes room for another.
    private func drop(_ connection: Connection) async {
        await connection.close()
        let closers = state.withLock { state in
            state.dropped()
            return state.popClosersIfEmpty()
        }
        for closer in closers { closer.resume() }
        openIfNeeded()
    }
}
