import Casework
import HTTP
import OpenAPI
import Operations
import Texts

extension HubService {
    /// Checks a call against its endpoint's description, acts for whoever calls, and answers.
    func answer(_ endpoint: Endpoint, to request: Request) async throws -> Response {
        let texts = Texts(request.language)
        guard request.accepts("application/json") else { throw APIProblem(.notAcceptable) }
        let caller = try await caller(of: request)
        let actor = caller.application.actor
        // Where exactly something may be done is for the operation to say.
        if let permission = endpoint.permission, actor.reach(of: permission) == .nothing {
            throw APIProblem(.notPermitted)
        }
        var query: [String: String] = [:]
        for item in request.query {
            guard query.updateValue(item.value, forKey: item.name) == nil else {
                throw APIProblem(.invalid, [.init(pointer: item.name, rule: .tooLong)])
            }
        }
        var call = APICall(
            application: caller.application, path: request.parameters, query: query, texts: texts)
        if !endpoint.operation.body.isEmpty { call.body = try body(of: request) }
        call.site = site
        call.version = request.ifMatch?.first.flatMap { Int($0.value) }
        try endpoint.check(call)
        return try await endpoint.perform(call).response
    }

    private func body(of request: Request) throws(APIProblem) -> JSONValue {
        let type = request.headers["Content-Type"]?.split(separator: ";").first
            .map { $0.lowercased().filter { $0 != " " } }
        guard type == "application/json" else { throw APIProblem(.unsupportedMediaType) }
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

extension APIAnswer {
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
        return response
    }
}

extension Request {
    /// The language that the caller prefers of ours; Spanish where it does not say.
    var language: Language {
        for entry in headers.list("Accept-Language") {
            let tag = entry.split(separator: ";").first.map { $0.lowercased() } ?? ""
            if tag.hasPrefix("es") { return .spanish }
            if tag.hasPrefix("en") { return .english }
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
