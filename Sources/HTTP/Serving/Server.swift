import Glibc
import Synchronization

/// An HTTP server. It runs from its making until `stop`, whoever holds it.
public final class Server: Sendable {
    /// The port it listens at; zero for a local socket.
    public let port: UInt16

    private let service: Service
    private let daemon: Daemon
    private let watchdog: Watchdog
    private let stopping = Mutex<Task<Bool, Never>?>(nil)

    /// Starts serving. `metrics` may belong to this server only.
    public init<Description>(
        on socket: ListeningSocket, router: Router<Description>,
        configuration: ServerConfiguration = ServerConfiguration(), hooks: Hooks = Hooks(),
        metrics: Metrics = Metrics()
    ) throws(ServerError) {
        port = socket.port
        service = try Service(configuration, router.table, hooks, metrics)
        daemon = try Daemon(on: socket, for: service)
        watchdog = Watchdog(of: service)
    }

    /// Takes no more connections or requests, waits for those in flight, at most for `limit`, then
    /// cuts off what is left. Returns whether all were finished; a second call waits for the first.
    @discardableResult
    public func stop(limit: Duration = .seconds(25)) async -> Bool {
        await stopping.withLock { stopping in
            let task = stopping ?? Task { await drain(.now + limit) }
            stopping = task
            return task
        }.value
    }

    private func drain(_ end: ContinuousClock.Instant) async -> Bool {
        service.beginDraining()
        daemon.quiesce()
        for connection in service.connections { connection.closeIfIdle() }
        while !isIdle && .now < end { try? await Task.sleep(for: .milliseconds(10)) }
        let isFinished = isIdle
        // The engine ends the process when it is stopped with a connection suspended.
        while service.metrics.requestsInFlight > 0 {
            for connection in service.connections { connection.abort() }
            try? await Task.sleep(for: .milliseconds(10))
        }
        daemon.stop()
        watchdog.stop()
        return isFinished
    }

    private var isIdle: Bool {
        service.metrics.requestsInFlight == 0 && service.metrics.tasks == 0
    }
}
