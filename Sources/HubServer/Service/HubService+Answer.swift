import Casework
import HTTP
import OpenAPI
import Operations
import Texts

extension HubService {
    /// Checks a call against its endpoint's description, acts for whoever calls, and answers.
    func answer(_ endpoint: Endpoint, to request: Request) async throws -> Response {
        do {
            return try await checked(endpoint, request)
        } catch SignInProblem.notSignedIn {
            var response = Self.answer(to: APIProblem(.unauthenticated), for: request)
            // A device that was signed out from elsewhere clears what it keeps.
            if let cookie = request.cookie(Self.sessionCookie),
                try await signIn.whoseDeviceIsRevoked(cookie) != nil
            {
                response.headers["X-Hub-Session"] = "revoked"
            }
            return response
        }
    }

    private func checked(_ endpoint: Endpoint, _ request: Request) async throws -> Response {
        guard endpoint.canAnswer(request) else { throw APIProblem(.notAcceptable) }
        var sent = Sent(path: request.parameters, query: try query(of: request))
        let texts = Texts(request.language)
        switch endpoint.work {
        case .atTheDoor(let perform):
            var visit = try visit(request)
            try read(request, into: &sent, for: endpoint)
            try endpoint.check(sent)
            visit.body = sent.body
            return try await perform(visit).response
        case .inside(let perform):
            let caller = try await admitted(to: endpoint, request)
            let application = caller.application
            try read(request, into: &sent, for: endpoint)
            let call = APICall(
                application: application, sent: sent, texts: texts, site: site)
            let answer =
                if endpoint.isKept {
                    // What is kept was checked before.
                    try await answers.answer(AnswerCache.Key(request, application.actor)) {
                        try await application.standing()
                    } make: {
                        try await fresh(endpoint, call, perform).tagged
                    }
                } else {
                    try await fresh(endpoint, call, perform)
                }
            var response = answer.response
            await renew(caller, in: &response)
            return response
        }
    }

    private func fresh(
        _ endpoint: Endpoint, _ call: APICall,
        _ perform: @Sendable (APICall) async throws -> APIAnswer
    ) async throws -> APIAnswer {
        try endpoint.check(call.sent)
        return try await perform(call)
    }

    /// Whoever calls, if they may do anywhere what an endpoint is for; where exactly it may be done
    /// is for the operation to say.
    func admitted(to endpoint: Endpoint, _ request: Request) async throws -> Caller {
        let caller = try await caller(of: request)
        if let permission = endpoint.permission,
            caller.application.actor.reach(of: permission) == .nothing
        {
            throw APIProblem(.notPermitted)
        }
        return caller
    }

    private func query(of request: Request) throws(APIProblem) -> [String: String] {
        var query: [String: String] = [:]
        for item in request.query {
            guard query.updateValue(item.value, forKey: item.name) == nil else {
                throw APIProblem(.invalid, [.init(pointer: item.name, rule: .tooLong)])
            }
        }
        return query
    }

    private func read(
        _ request: Request, into sent: inout Sent, for endpoint: Endpoint
    ) throws(APIProblem) {
        for parameter in endpoint.operation.parameters where parameter.isOwnHeader {
            sent.headers[parameter.name] = request.headers[parameter.name]
        }
        sent.version = request.ifMatch?.first.flatMap { Int($0.value) }
        if endpoint.takesFile {
            guard let type = request.mediaType,
                endpoint.operation.body.contains(where: { $0.mediaType == type })
            else { throw APIProblem(.unsupportedMediaType) }
            if case .file(let file) = request.body { sent.upload = file }
        } else if !endpoint.operation.body.isEmpty {
            sent.body = try body(of: request)
        }
    }

    private func body(of request: Request) throws(APIProblem) -> JSONValue {
        guard request.mediaType == "application/json" else {
            throw APIProblem(.unsupportedMediaType)
        }
        do {
            return try JSONValue(parsing: request.bytes)
        } catch {
            throw APIProblem(
                .malformed,
                error.line > 0
                    ? [.init(pointer: "line \(error.line), column \(error.column)", rule: .format)]
                    : [])
        }
    }
}

extension Endpoint {
    /// Whether it takes other bytes than JSON, which are kept in a file.
    var takesFile: Bool { operation.body.contains { $0.mediaType != "application/json" } }

    /// Whether it has a form of answer that the client takes.
    func canAnswer(_ request: Request) -> Bool {
        let forms = operation.answers.filter { $0.status < 300 }.flatMap(\.contents)
        return forms.isEmpty || forms.contains { request.accepts($0.mediaType) }
    }
}

extension APIAnswer {
    /// With a tag of its content, so that whoever has it is not sent it again.
    fileprivate var tagged: Self {
        guard case .json(let bytes) = body, headers["ETag"] == nil else { return self }
        var answer = self
        answer.headers["ETag"] = ETag(of: bytes).value
        return answer
    }

    var response: Response {
        var response = Response(status)
        switch body {
        case .none: break
        case .json(let bytes): response = Response(status, type: "application/json", bytes: bytes)
        case .bytes(let bytes, let type): response = Response(status, type: type, bytes: bytes)
        }
        for (name, value) in headers {
            // As a tag, so that an unchanged thing is not sent again.
            if name == "ETag" {
                response.etag = ETag(value.filter { $0 != "\"" })
            } else {
                response.headers[name] = value
            }
        }
        for cookie in cookies { response.set(cookie) }
        return response
    }
}

extension Request {
    /// Of the body, without its parameters, in lower case.
    var mediaType: String? {
        headers["Content-Type"]?.split(separator: ";").first
            .map { $0.lowercased().filter { $0 != " " } }
    }

    /// The language that the caller prefers of ours; Spanish where it does not say.
    var language: Language { language(of: Language.whole) }

    func language(of languages: [Language]) -> Language {
        for entry in headers.list("Accept-Language") {
            let tag = entry.split(separator: ";").first.map { $0.lowercased() } ?? ""
            if let language = languages.first(where: { tag.hasPrefix($0.rawValue) }) {
                return language
            }
        }
        return .spanish
    }

    /// Whether the caller takes a kind of content (RFC 9110, section 12.5.1).
    func accepts(_ mediaType: String) -> Bool {
        guard headers["Accept"] != nil else { return true }
        let family = mediaType.split(separator: "/").first.map { "\($0)/*" } ?? ""
        return headers.list("Accept").contains { entry in
            let parts = entry.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            let isRefused = parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00"].contains($0) }
            return !isRefused && ["*/*", family, mediaType].contains(parts.first ?? "")
        }
    }
}
