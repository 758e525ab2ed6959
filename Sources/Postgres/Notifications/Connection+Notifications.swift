import CLibPQ

extension Connection {
    /// Notifications kept for a listener that does not keep up; then the oldest are dropped.
    private static var notificationsKept: Int { 4096 }

    /// Receives what is sent to `channel` from now on, until the connection returns to its pool.
    public func listen(_ channel: String) async throws {
        // Before the statement: it may succeed there and its answer be lost here.
        isListening = true
        try await run(Statement(raw: "LISTEN \(quoted(channel))"))
    }

    public func unlisten(_ channel: String) async throws {
        try await run(Statement(raw: "UNLISTEN \(quoted(channel))"))
    }

    /// Sends `payload`, of less than 8,000 bytes, to all who listen on `channel` when the
    /// transaction commits.
    public func notify(_ channel: String, _ payload: String = "") async throws {
        try await run("SELECT pg_notify(\(channel), \(payload))")
    }

    /// What arrives from now on at the channels listened to.
    ///
    /// Ends when the connection is lost or returns to its pool.
    public var notifications: AsyncStream<Notification> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Notification.self, bufferingPolicy: .bufferingNewest(Self.notificationsKept))
        if isBroken {
            continuation.finish()
            return stream
        }
        setTidy(false)
        lastListener += 1
        let listener = lastListener
        listeners[listener] = continuation
        continuation.onTermination = { [weak self] _ in
            Task { await self?.remove(listener) }
        }
        return stream
    }

    /// Hands on what libpq has received.
    func deliverNotifications() {
        while let notification = PQnotifies(handle) {
            defer { PQfreemem(notification) }
            let received = Notification(
                channel: String(cString: notification.pointee.relname),
                payload: String(cString: notification.pointee.extra),
                sender: notification.pointee.be_pid)
            for listener in listeners.values { listener.yield(received) }
        }
    }

    func endNotifications() {
        for listener in listeners.values { listener.finish() }
        listeners = [:]
    }

    func stopListening() async {
        try? await shielded {
            _ = try await simple("UNLISTEN *")
            isListening = false
        }
    }

    private func remove(_ listener: UInt64) { listeners[listener] = nil }

    private func quoted(_ identifier: String) -> String {
        "\"\(identifier.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }
}
