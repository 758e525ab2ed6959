import Synchronization

/// One request and its answer, through the engine's callbacks.
///
/// Unchecked: what is not under the lock belongs to the thread that calls back for the connection.
/// Others see `request` only while the connection is suspended, and then that thread is away.
final class Exchange: @unchecked Sendable {
    enum Stage {
        case head, admitting, body, answering, sending
    }

    /// What a suspended connection goes on with.
    enum Outcome {
        case proceed
        case respond(Response)
    }

    private struct Progress {
        var isSuspended = false
        var outcome: Outcome?
        var task: Task<Void, Never>?
        var channel: BodyChannel?
        var hasHungUp = false
    }

    let service: Service
    let connection: Connection
    let handle: ConnectionHandle
    let start: ContinuousClock.Instant
    let target: String

    var stage = Stage.head
    var request: Request
    var route: Route<Void>?
    /// Answered instead of the handler's answer, once the body has been read past.
    var refusal: Response?
    var received = 0
    var mustClose = false
    var status = 0
    var bytesToSend = 0

    private let progress = Mutex(Progress())

    init(
        _ target: String, on connection: Connection, _ handle: ConnectionHandle, of service: Service
    ) {
        self.service = service
        self.connection = connection
        self.handle = handle
        self.target = target
        start = .now
        request = Request(
            method: .get, target: target, headers: [:], remoteAddress: connection.address,
            isSecure: service.configuration.tls != nil, id: "", deadline: start)
        mustClose = connection.begin(self) >= service.configuration.maximumRequestsPerConnection
        connection.expect(by: start + service.configuration.headTime)
    }
}

// MARK: - Waiting

extension Exchange {
    /// Suspends the connection until `work` or `checkTimeLimit` has an outcome.
    func wait(limit: Duration, for work: @escaping @Sendable (Request) async -> Outcome) {
        request.deadline = .now + max(limit, service.configuration.leastTimeLimit)
        connection.expect(by: nil)
        // Before the task exists, or its answer could come before anybody waits for it.
        progress.withLock { $0.isSuspended = true }
        connection.setAside(for: service.still)
        handle.suspend()
        let request = request
        run { self.finish(with: await work(request)) }
    }

    /// Starts a task that is cancelled when the client leaves.
    private func run(_ work: @escaping @Sendable () async -> Void) {
        service.metrics.countTask(1)
        let task = Task(executorPreference: service.configuration.executor?()) { [service] in
            await work()
            service.metrics.countTask(-1)
        }
        let isLate = progress.withLock { progress in
            progress.task = task
            return progress.hasHungUp
        }
        if isLate { task.cancel() }
    }

    /// The first outcome counts.
    private func finish(with outcome: Outcome) {
        let isFirst = progress.withLock { progress in
            guard progress.isSuspended else { return false }
            progress.isSuspended = false
            progress.outcome = outcome
            return true
        }
        if isFirst { handle.resume() }
    }

    func takeOutcome() -> Outcome? {
        progress.withLock { progress in
            defer { progress.outcome = nil }
            return progress.outcome
        }
    }

    /// Whether a handler, or the next bytes of a stream, are waited for.
    var isSuspended: Bool {
        progress.withLock { $0.isSuspended || $0.channel?.isParked == true }
    }

    func checkTimeLimit(at now: ContinuousClock.Instant) {
        let late = progress.withLock { progress in
            progress.isSuspended && request.deadline < now
                ? progress.task.map { (task: $0, request: request) } : nil
        }
        guard let (task, request) = late else { return }
        // Before the handler learns of it, or its own last word could come first.
        finish(with: .respond(service.page(for: HTTPError(.timedOut), request)))
        task.cancel()
    }

    func hangUp() {
        let (task, channel) = progress.withLock { progress in
            progress.hasHungUp = true
            return (progress.task, progress.channel)
        }
        task?.cancel()
        channel?.abandon()
    }

    /// The server does not wait any longer.
    func abort() {
        hangUp()
        finish(with: .respond(Response(503)))
    }
}

// MARK: - Streaming

extension Exchange {
    /// Starts the writer of a streamed body.
    func stream(_ write: @escaping @Sendable (BodyWriter) async throws -> Void) -> BodyChannel {
        let channel = BodyChannel(handle)
        progress.withLock { $0.channel = channel }
        run {
            do {
                try await write(BodyWriter { try await channel.write($0) })
                channel.end(hasFailed: false)
            } catch {
                channel.end(hasFailed: true)
            }
        }
        return channel
    }

    func endStream() {
        progress.withLock { $0.channel }?.abandon()
        progress.withLock { $0.task }?.cancel()
    }

    /// Bytes of the answer's body that were sent, as far as known.
    var sent: Int { progress.withLock { $0.channel?.sent } ?? bytesToSend }

    /// Whether the client left while it was waited for.
    var hasHungUp: Bool { progress.withLock { $0.hasHungUp } }
}
