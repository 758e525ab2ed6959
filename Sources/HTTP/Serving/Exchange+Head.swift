extension Exchange {
    /// Bodies up to this size are read past before a refusal is sent: a client that is still
    /// writing when its connection is closed loses the answer.
    static let readPast = 1 << 20

    /// Judges a request by its head: finds the route, or what to refuse it with.
    ///
    /// Returns a refusal that must be sent at once, without reading the body.
    func begin(method: String, headers: Headers) -> Response? {
        service.metrics.countRequest(1)
        stage = .body
        request = Request(
            method: Method(rawValue: method), target: target, headers: headers,
            remoteAddress: connection.address, isSecure: request.isSecure,
            id: RequestID.random(), deadline: start)
        believeProxy()
        connection.expect(by: .now + service.configuration.transferTime)
        guard Framing.isSound(headers) else {
            mustClose = true
            return service.page(for: HTTPError(.badFraming), request)
        }
        do {
            try admitHead()
        } catch {
            refuse(error)
        }
        return refusalAtOnce
    }

    /// A refusal whose body is not worth reading past: the client waits for our leave to send it,
    /// or it is too long.
    var refusalAtOnce: Response? {
        guard let refusal, hasBody,
            request.headers["Expect"] != nil || (declaredLength ?? 0) > Self.readPast
        else { return nil }
        // What follows on this connection is not a request.
        mustClose = true
        return refusal
    }

    func refuse(_ error: any Error) {
        request.body = .bytes([])
        refusal = service.page(for: error, request)
    }

    private var declaredLength: Int? { request.headers["Content-Length"].flatMap { Int($0) } }

    private var hasBody: Bool {
        request.headers["Transfer-Encoding"] != nil || declaredLength.map { $0 > 0 } == true
    }

    private func admitHead() throws {
        let limits = service.configuration
        guard target.utf8.count <= limits.maximumTarget else { throw HTTPError(.targetTooLong) }
        let size = request.headers.fields.reduce(0) { sum, field in
            sum + field.name.utf8.count + field.value.utf8.count + 4
        }
        guard size <= limits.maximumHeaders else { throw HTTPError(.headersTooLarge) }
        guard !service.isDraining else { throw HTTPError(.stopping) }
        let target = try Target(target)
        request.segments = target.segments
        request.query = target.query
        switch service.table.match(request.method, target.segments) {
        case .found(let route, let parameters):
            request.route = route.path.description
            request.parameters = parameters
            try accept(route)
        case .wrongMethod(let allowed, let path):
            request.route = path.description
            throw HTTPError(.methodNotAllowed, allowed: allowed)
        case .trailingSlash:
            // A path of ours has no empty segment, so this cannot lead to another host.
            let query = target.rawQuery.map { "?\($0)" } ?? ""
            let response = Response(
                308, headers: ["Location": String(target.rawPath.dropLast()) + query])
            refusal = service.finished(response, request)
        case .nothing:
            throw HTTPError(.notFound)
        }
    }

    private func accept(_ route: Route<Void>) throws {
        self.route = route
        if let declaredLength, declaredLength > route.body.limit { throw HTTPError(.bodyTooLarge) }
        switch route.body {
        case .none:
            break
        case .bytes:
            guard declaredLength != nil || hasBody else { throw HTTPError(.lengthRequired) }
        case .file:
            guard declaredLength != nil || hasBody else { throw HTTPError(.lengthRequired) }
            request.body = .file(try UploadedFile(in: service.configuration.uploadFolder))
        }
    }

    private func believeProxy() {
        guard service.configuration.trustedProxies.contains(connection.address) else { return }
        if let client = request.headers.list("X-Forwarded-For").last, isAddress(String(client)) {
            request.remoteAddress = String(client)
        }
        if let scheme = request.headers["X-Forwarded-Proto"] {
            request.isSecure = scheme == "https"
        }
        if let id = request.headers["X-Request-Id"], RequestID.isSound(id) { request.id = id }
    }
}

/// Names of requests.
enum RequestID {
    static func random() -> String {
        let text = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - text.utf8.count) + text
    }

    static func isSound(_ id: String) -> Bool {
        (8...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f: true
                default: false
                }
            }
    }
}
