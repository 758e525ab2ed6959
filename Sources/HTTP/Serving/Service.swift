import Glibc
import Synchronization

/// What the engine's callbacks work with.
final class Service: Sendable {
    let configuration: ServerConfiguration
    let table: RouteTable
    let hooks: Hooks
    let metrics: Metrics
    /// Shown to the engine in place of clients who wait for their answer.
    let still: StillSocket

    private let open = Mutex<[ObjectIdentifier: Connection]>([:])
    private let draining = Atomic<Bool>(false)

    init(
        _ configuration: ServerConfiguration, _ table: RouteTable, _ hooks: Hooks,
        _ metrics: Metrics
    ) throws(ServerError) {
        guard let still = StillSocket() else { throw .engineFailed }
        self.still = still
        self.configuration = configuration
        self.table = table
        self.hooks = hooks
        self.metrics = metrics
    }

    /// Whether requests that come now are refused.
    var isDraining: Bool { draining.load(ordering: .acquiring) }

    func beginDraining() { draining.store(true, ordering: .releasing) }

    var connections: [Connection] { open.withLock { Array($0.values) } }

    func add(_ connection: Connection) {
        open.withLock { $0[ObjectIdentifier(connection)] = connection }
        metrics.countConnection(1)
    }

    func remove(_ connection: Connection) {
        connection.close()
        open.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(connection)) }
        metrics.countConnection(-1)
    }

    /// The page for an error, ready to be sent.
    func page(for error: any Error, _ request: Request) -> Response {
        var page = hooks.errorPage(error, request)
        if let error = error as? HTTPError, !error.allowed.isEmpty {
            page.headers["Allow"] = error.allowed.map(\.rawValue).joined(separator: ", ")
        }
        return finished(page, request)
    }

    /// An answer as this client gets it.
    func finished(_ response: Response, _ request: Request) -> Response {
        var response = response
        hooks.finish(&response, request)
        response.headers["X-Request-Id"] = request.id
        response = response.negotiated(with: request)
        return response.isSound ? response : Response(500, headers: ["X-Request-Id": request.id])
    }

    func record(_ record: AccessRecord) {
        metrics.count(record)
        hooks.log(record)
    }
}

/// Seconds since 1970.
func wallClock() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
