import CLibPQ

extension Connection {
    var isUsable: Bool { PQstatus(handle) == CONNECTION_OK }

    /// The loss of the connection, in libpq's words.
    var lossError: PostgresError {
        PostgresError(.connectionFailure, message: String(cString: PQerrorMessage(handle)))
    }

    /// Suspends until the socket has brought what is awaited, or the connection is lost.
    ///
    /// Calling an asynchronous function may take a turn of the loop, even on the same executor: when
    /// the task prefers none, or another loop. What came in that turn finds nobody waiting, so
    /// whether there is anything to wait for is decided here, in the step that registers the waiter.
    ///
    /// An unchecked continuation, since this is on the path of every statement: it is stored here
    /// and nowhere else, and `wake` both takes and resumes it.
    func wait(for awaited: Awaited) async {
        await withUnsafeContinuation { continuation in
            precondition(waiter == nil, "two wait for one connection")
            waiter = continuation
            self.awaited = awaited
            if isBroken { return wake() }
            if PQsocket(handle) < 0 { return breakDown() }
            // TLS may hold bytes that the socket no longer shows.
            if PQsslInUse(handle) != 0, !consumeInput() { return breakDown() }
            if isSatisfied(awaited) { return wake() }
            watch(awaited == .flush ? EventLoop.read | EventLoop.write : EventLoop.read)
        }
    }

    private func consumeInput() -> Bool {
        hasNewInput = true
        return PQconsumeInput(handle) != 0
    }

    func wake() {
        guard let waiter else { return }
        self.waiter = nil
        awaited = .nothing
        hasNewInput = false
        waiter.resume()
    }

    func watch(_ events: UInt32) {
        let descriptor = PQsocket(handle)
        guard descriptor >= 0, !isBroken else { return }
        if let watched, watched.descriptor == descriptor {
            if watchedEvents != events { loop.rewatch(watched, events) }
        } else {
            unwatch()
            watched = loop.watch(descriptor, events) { [weak self] events in
                self?.assumeIsolated { $0.handle(events) }
            }
            setDescriptor(descriptor)
        }
        watchedEvents = events
    }

    func unwatch() {
        guard let watched else { return }
        loop.unwatch(watched)
        self.watched = nil
    }

    /// The connection is lost: nobody is to wait for it any more.
    func breakDown() {
        guard markBroken() else { return }
        unwatch()
        endNotifications()
        wake()
    }

    private func handle(_ events: UInt32) {
        if awaited == .connecting { return wake() }
        if waiter == nil, isPaced {
            // Nobody takes what arrives: leave it to the socket, which slows the server.
            return unwatch()
        }
        if events & ~EventLoop.write != 0, !consumeInput() { return breakDown() }
        deliverNotifications()
        if waiter == nil {
            if isDismissed { breakDown() }
        } else if isSatisfied(awaited) {
            wake()
        }
    }

    private func isSatisfied(_ awaited: Awaited) -> Bool {
        switch awaited {
        case .nothing: false
        case .connecting: false
        case .input: hasNewInput
        case .result: PQisBusy(handle) == 0
        case .flush: PQflush(handle) != 1
        }
    }
}

// MARK: - Sending and receiving

extension Connection {
    /// Checks that libpq accepted something to send.
    func require(_ status: Int32) throws {
        if status != 1 { throw sendError }
    }

    private var sendError: PostgresError {
        if isUsable {
            return PostgresError(
                .programLimitExceeded, message: String(cString: PQerrorMessage(handle)))
        }
        breakDown()
        return lossError
    }

    /// Hands everything that is queued to the socket, without blocking.
    func flush() async throws {
        while true {
            let status = PQflush(handle)
            if status == 0 { return }
            if status < 0 || isBroken { throw sendError }
            await wait(for: .flush)
        }
    }

    /// The next result; nil ends those of one statement.
    func nextResult() async -> ResultSet? {
        while PQisBusy(handle) != 0, !isBroken {
            await wait(for: .result)
        }
        // With its socket open, libpq would block for a result that nobody waits for any more.
        if isBroken, isUsable { return nil }
        return PQgetResult(handle).map(ResultSet.init)
    }

    /// Reads one statement's results to their end and gives the last one.
    ///
    /// - Throws: the first error among them.
    func outcome() async throws -> ResultSet {
        var last: ResultSet?
        var failure: PostgresError?
        while let result = await nextResult() {
            switch result.status {
            case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE:
                failure = failure ?? result.error
            case PGRES_COPY_IN:
                _ = PQputCopyEnd(handle, "this call has no data to copy")
                try await flush()
            case PGRES_COPY_OUT:
                await discardCopy()
            default:
                last = result
            }
        }
        if let failure {
            note(failure)
            throw failure
        }
        guard let last else { throw lossError }
        return last
    }

    /// Remembers what running the transaction again may mend.
    func note(_ failure: PostgresError) {
        if failure.code.isRetryable { mustReplay = true }
    }
}
