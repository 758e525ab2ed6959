import CLibPQ
import Glibc
import Synchronization

/// One thread that waits in epoll for sockets and runs Swift jobs.
///
/// It is the serial executor of the connections bound to it, and a task executor for the work that
/// uses them: a query issued from a task that prefers this loop never changes threads. Jobs must not
/// block, because every connection of the loop waits with them.
final class EventLoop: SerialExecutor, TaskExecutor {
    /// Called on the loop's thread with the epoll events of the watched descriptor.
    typealias Handler = @Sendable (_ events: UInt32) -> Void

    /// One watching of a descriptor.
    ///
    /// libpq closes a socket by itself when the server is lost, and the next socket gets its number;
    /// so whoever ends a watch has to say which one.
    struct Watch {
        let descriptor: Int32
        fileprivate let id: UInt64
    }

    static let read = EPOLLIN.rawValue | EPOLLRDHUP.rawValue
    static let write = EPOLLOUT.rawValue

    private struct State {
        var jobs: [UnownedJob] = []
        var isAsleep = false
        var handlers: [Int32: (id: UInt64, call: Handler)] = [:]
        var lastWatch: UInt64 = 0
    }

    private static let running = Mutex<[EventLoop]>([])
    /// Batches of jobs run before sockets are looked at again, so that jobs that enqueue further
    /// jobs cannot starve the sockets.
    private static let batchesBetweenPolls = 16

    private let state = Mutex(State())
    private let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    private let alarm = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    private let thread = Atomic<UInt>(0)

    /// The first `count` loops of the process, started when first asked for.
    ///
    /// All pools share them, and they run as long as the process: a task may prefer a loop for
    /// longer than the pool that named it lives.
    static func shared(count: Int) -> [EventLoop] {
        running.withLock { loops in
            while loops.count < count { loops.append(EventLoop()) }
            return Array(loops.prefix(count))
        }
    }

    private init() {
        precondition(epoll >= 0 && alarm >= 0, "no descriptors left for an event loop")
        control(EPOLL_CTL_ADD, alarm, EPOLLIN.rawValue)
        var handle = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let status = pthread_create(
            &handle, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<EventLoop>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context)
        precondition(status == 0, "no thread left for an event loop")
    }

    /// Whether the caller runs on this loop's thread.
    var isCurrent: Bool { thread.load(ordering: .relaxed) == UInt(pthread_self()) }
}

// MARK: - Executor

extension EventLoop {
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let mustWake = state.withLock { state in
            state.jobs.append(job)
            defer { state.isAsleep = false }
            return state.isAsleep
        }
        if mustWake {
            var one: UInt64 = 1
            _ = Glibc.write(alarm, &one, 8)
        }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    /// An epoll handler runs outside any task, so the runtime has to ask the loop itself.
    func checkIsolated() {
        precondition(isCurrent, "not on the event loop of this connection")
    }

    func isIsolatingCurrentContext() -> Bool? { isCurrent }
}

// MARK: - Sockets

extension EventLoop {
    /// Starts calling `handler` for `events` on `descriptor`.
    func watch(_ descriptor: Int32, _ events: UInt32, _ handler: @escaping Handler) -> Watch {
        let id = state.withLock { state in
            state.lastWatch += 1
            state.handlers[descriptor] = (state.lastWatch, handler)
            return state.lastWatch
        }
        control(EPOLL_CTL_ADD, descriptor, events)
        return Watch(descriptor: descriptor, id: id)
    }

    /// Changes the events for which a descriptor is watched.
    func rewatch(_ watch: Watch, _ events: UInt32) {
        guard isCurrent(watch) else { return }
        control(EPOLL_CTL_MOD, watch.descriptor, events)
    }

    func unwatch(_ watch: Watch) {
        guard isCurrent(watch) else { return }
        control(EPOLL_CTL_DEL, watch.descriptor, 0)
        state.withLock { $0.handlers[watch.descriptor] = nil }
    }

    private func isCurrent(_ watch: Watch) -> Bool {
        state.withLock { $0.handlers[watch.descriptor]?.id == watch.id }
    }

    private func control(_ operation: Int32, _ descriptor: Int32, _ events: UInt32) {
        var event = epoll_event(events: events, data: epoll_data_t(fd: descriptor))
        _ = epoll_ctl(epoll, operation, descriptor, &event)
    }
}

// MARK: - Thread

extension EventLoop {
    private func run() {
        thread.store(UInt(pthread_self()), ordering: .relaxed)
        var events = [epoll_event](repeating: epoll_event(), count: 64)
        while true {
            let mayHaveJobs = runJobs()
            let count = epoll_wait(epoll, &events, Int32(events.count), mayHaveJobs ? 0 : -1)
            state.withLock { $0.isAsleep = false }
            guard count > 0 else { continue }
            for event in events.prefix(Int(count)) { dispatch(event) }
        }
    }

    /// Runs what is queued. False means that the queue is empty and the loop is marked asleep.
    private func runJobs() -> Bool {
        let serial = asUnownedSerialExecutor()
        let task = asUnownedTaskExecutor()
        for _ in 0..<Self.batchesBetweenPolls {
            let batch = state.withLock { state in
                let batch = state.jobs
                state.jobs = []
                state.isAsleep = batch.isEmpty
                return batch
            }
            if batch.isEmpty { return false }
            for job in batch { job.runSynchronously(isolatedTo: serial, taskExecutor: task) }
        }
        return true
    }

    private func dispatch(_ event: epoll_event) {
        let descriptor = event.data.fd
        if descriptor == alarm {
            var count: UInt64 = 0
            _ = Glibc.read(alarm, &count, 8)
            return
        }
        let handler = state.withLock { $0.handlers[descriptor]?.call }
        handler?(event.events)
    }
}
