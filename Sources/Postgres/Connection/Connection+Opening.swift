import CLibPQ
import Dispatch
import Glibc

/// A PGconn on its way from the thread that starts it to the actor that owns it, and to no other.
struct ConnectionStart: @unchecked Sendable {
    let handle: OpaquePointer
}

extension Connection {
    /// Connects.
    ///
    /// - Throws: `PostgresError` with `cannotConnect`.
    static func open(_ configuration: PoolConfiguration, on loop: EventLoop) async throws
        -> Connection
    {
        let start = try await start(configuration)
        let connection = Connection(start, on: loop, configuration)
        try await connection.connect(within: configuration.connectTimeout)
        return connection
    }

    /// Begins to connect. libpq resolves host names meanwhile, which blocks: hence Dispatch.
    private static func start(_ configuration: PoolConfiguration) async throws -> ConnectionStart {
        let start: ConnectionStart? = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let handle = configuration.withParameters { PQconnectStartParams($0, $1, 1) }
                continuation.resume(returning: handle.map(ConnectionStart.init))
            }
        }
        guard let start else { throw PostgresError(.cannotConnect, message: "out of memory") }
        return start
    }

    private func connect(within limit: Duration) async throws {
        let deadline = Task {
            try await Task.sleep(for: limit)
            self.giveUpConnecting()
        }
        defer { deadline.cancel() }
        // libpq asks to behave as if the first poll had answered "writing".
        var next = PGRES_POLLING_WRITING
        while next != PGRES_POLLING_OK {
            guard PQstatus(handle) != CONNECTION_BAD, PQsocket(handle) >= 0,
                next != PGRES_POLLING_FAILED
            else { throw connectError }
            // The socket can change from one address to the next under the same number.
            let events = next == PGRES_POLLING_READING ? EventLoop.read : EventLoop.write
            await withUnsafeContinuation { continuation in
                unwatch()
                awaited = .connecting
                waiter = continuation
                if isBroken { wake() } else { watch(events) }
            }
            unwatch()
            if isBroken {
                throw PostgresError(.cannotConnect, message: "no answer within \(limit)")
            }
            next = PQconnectPoll(handle)
        }
        guard let handle, PQsetnonblocking(handle, 1) == 0,
            let canceller = CancelSwitch(of: handle)
        else { throw connectError }
        self.canceller = canceller
        watch(EventLoop.read)
    }

    private func giveUpConnecting() {
        if canceller == nil { breakDown() }
    }

    private var connectError: PostgresError {
        PostgresError(.cannotConnect, message: String(cString: PQerrorMessage(handle)))
    }

    /// Whether the connection answers for itself: lost ones are noticed even if the loop has not
    /// yet seen the socket close.
    nonisolated func isAlive() async -> Bool {
        if isBroken { return false }
        if !hasNews { return true }
        return await readNews()
    }

    /// Whether the socket of an idle connection has something to read.
    private nonisolated var hasNews: Bool {
        var entry = pollfd(
            fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) != 0
    }

    private func readNews() -> Bool {
        // The first read may bring the server's last words, and only the second the end.
        let isOpen = PQconsumeInput(handle) != 0 && PQconsumeInput(handle) != 0
        deliverNotifications()
        if !isOpen || !isUsable || isDismissed { breakDown() }
        return !isBroken
    }
}

extension PoolConfiguration {
    /// Calls `body` with keywords and values as `PQconnectStartParams` takes them.
    ///
    /// The connection string goes as `dbname`, which libpq expands; what follows overrides it.
    fileprivate func withParameters<Output>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) ->
            Output
    ) -> Output {
        var parameters = [("dbname", connectionString), ("client_encoding", "UTF8")]
        if let applicationName { parameters.append(("application_name", applicationName)) }
        if !settings.isEmpty { parameters.append(("options", options)) }
        let keywords = parameters.map { strdup($0.0) }
        let values = parameters.map { strdup($0.1) }
        defer { (keywords + values).forEach { free($0) } }
        return body(
            keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil])
    }

    /// The options of the connection string, or those that libpq would take from the environment,
    /// and our settings.
    ///
    /// As options of the session they come before the first statement, and `RESET` and
    /// `DISCARD ALL` come back to them.
    private var options: String {
        let parsed = PQconninfoParse(connectionString, nil)
        defer { PQconninfoFree(parsed) }
        var options = getenv("PGOPTIONS").map { String(cString: $0) }
        var entry = parsed
        while let option = entry, let keyword = option.pointee.keyword {
            if strcmp(keyword, "options") == 0, let value = option.pointee.val {
                options = String(cString: value)
            }
            entry = option + 1
        }
        let ours = settings.sorted { $0.key < $1.key }.map { name, value in
            "-c \(name)=\(String(value.flatMap { $0 == "\\" || $0.isWhitespace ? ["\\", $0] : [$0] }))"
        }
        return ([options].compactMap { $0 } + ours).joined(separator: " ")
    }
}
