/// Who has which connection: the bookkeeping of a pool, without any waiting of its own.
struct PoolState {
    typealias Grant = CheckedContinuation<Connection, any Error>

    struct Waiter {
        let id: UInt64
        let deadline: ContinuousClock.Instant
        let grant: Grant
    }

    let maximumSize: Int
    var isClosed = false
    /// Unused connections, the most recently used last.
    private(set) var idle: [Connection] = []
    /// In order of arrival, so also of deadlines.
    private(set) var waiters: [Waiter] = []
    /// Connections in use, unused, and being opened.
    private(set) var size = 0
    private(set) var opening = 0
    var closers: [CheckedContinuation<Void, Never>] = []
    var hasReaper = false
    private var lastID: UInt64 = 0
    private var cancelledEarly: Set<UInt64> = []

    init(maximumSize: Int) { self.maximumSize = maximumSize }

    mutating func nextID() -> UInt64 {
        lastID += 1
        return lastID
    }

    /// Takes an unused connection, one of `loop` if there is any.
    ///
    /// Those who wait come first, so there is none while anybody does.
    mutating func takeIdle(preferring loop: EventLoop?) -> Connection? {
        guard waiters.isEmpty, !isClosed else { return nil }
        if let loop, let index = idle.lastIndex(where: { $0.loop === loop }) {
            return idle.remove(at: index)
        }
        return idle.popLast()
    }

    /// Adds a waiter unless it was cancelled before it came here.
    mutating func add(_ waiter: Waiter) -> Bool {
        if cancelledEarly.remove(waiter.id) != nil { return false }
        // Somebody back in the queue, after a dead connection, is older than others there.
        let place = waiters.lastIndex { $0.deadline <= waiter.deadline }.map { $0 + 1 } ?? 0
        waiters.insert(waiter, at: place)
        return true
    }

    /// Removes a waiter that was cancelled.
    mutating func cancel(_ id: UInt64) -> Grant? {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else {
            cancelledEarly.insert(id)
            return nil
        }
        return waiters.remove(at: index).grant
    }

    /// Forgets a cancellation that came too late to matter.
    mutating func forget(_ id: UInt64) { cancelledEarly.remove(id) }

    mutating func popWaiter() -> Waiter? { waiters.isEmpty ? nil : waiters.removeFirst() }

    mutating func popWaiters(dueBy now: ContinuousClock.Instant) -> [Waiter] {
        let due = waiters.prefix { $0.deadline <= now }
        waiters.removeFirst(due.count)
        return Array(due)
    }

    mutating func popAllWaiters() -> [Waiter] {
        defer { waiters = [] }
        return waiters
    }

    mutating func popAllIdle() -> [Connection] {
        defer { idle = [] }
        size -= idle.count
        return idle
    }

    /// Gives a connection to whoever waits longest, or keeps it unused.
    mutating func put(_ connection: Connection) -> Grant? {
        if let waiter = popWaiter() { return waiter.grant }
        idle.append(connection)
        return nil
    }

    /// Whether another connection should be opened; if so it is counted.
    mutating func shouldOpen() -> Bool {
        guard !isClosed, size < maximumSize, opening < waiters.count else { return false }
        size += 1
        opening += 1
        return true
    }

    mutating func opened() { opening -= 1 }

    mutating func dropped() { size -= 1 }

    /// Those who wait for the pool to be empty, if it is.
    mutating func popClosersIfEmpty() -> [CheckedContinuation<Void, Never>] {
        guard isClosed, size == 0 else { return [] }
        defer { closers = [] }
        return closers
    }
}
