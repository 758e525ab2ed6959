extension Exchange {
    /// Takes a piece of the body. False when the client sends so much past its refusal that it is
    /// not waited for.
    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        received += bytes.count
        let limits = service.configuration
        connection.expect(
            by: start + limits.transferTime + .seconds(received / limits.minimumRate))
        let limit = route?.body.limit ?? 0
        if refusal == nil {
            do {
                guard received <= limit else { throw HTTPError(.bodyTooLarge) }
                try keep(bytes)
            } catch {
                refuse(error)
            }
        }
        return received <= limit + Self.readPast
    }

    private func keep(_ bytes: UnsafeRawBufferPointer) throws(HTTPError) {
        switch request.body {
        case .file(let file):
            try file.append(bytes)
        case .bytes(var kept):
            // Or the append would copy what is kept each time.
            request.body = .bytes([])
            kept.append(contentsOf: bytes)
            request.body = .bytes(kept)
        }
    }

    /// Whether the route wants to be asked before the body is read.
    var wantsAdmission: Bool { route?.admit != nil && refusal == nil }

    func admit() {
        guard let route, let admit = route.admit else { return }
        stage = .admitting
        wait(limit: route.timeLimit) { [service] request in
            do {
                try await admit(request)
                return .proceed
            } catch {
                return .respond(service.page(for: error, request))
            }
        }
    }

    /// After the answer to `admit`. Returns a refusal that must be sent at once.
    func admitted() -> Response? {
        stage = .body
        connection.expect(by: .now + service.configuration.transferTime)
        if case .respond(let response) = takeOutcome() {
            request.body = .bytes([])
            refusal = response
        }
        return refusalAtOnce
    }

    /// The request is whole: its handler's turn. Nil where there is none to wait for.
    func answer() -> Response? {
        stage = .answering
        if let refusal { return refusal }
        guard let route else { return service.page(for: HTTPError(.notFound), request) }
        wait(limit: route.timeLimit) { [service] request in
            do {
                return .respond(service.finished(try await route.handler(request), request))
            } catch {
                return .respond(service.page(for: error, request))
            }
        }
        return nil
    }

    /// The request is done with, one way or the other.
    func complete(isSent: Bool) {
        endStream()
        connection.endExchange(nextBy: .now + service.configuration.idleTime)
        guard stage != .head else { return }
        service.metrics.countRequest(-1)
        let isKnown = Method.known.contains(request.method)
        service.record(
            AccessRecord(
                time: wallClock(), id: request.id,
                method: isKnown ? request.method.rawValue : "other", route: request.route,
                status: status == 0 || hasHungUp ? 499 : status, bytes: sent,
                duration: .now - start, isComplete: isSent && !hasHungUp))
    }
}
