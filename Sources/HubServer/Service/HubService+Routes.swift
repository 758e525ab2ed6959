import CaseStore
import Casework
import HTTP
import OpenAPI
import Operations

/// What a route is for: of this the tests of who may call what are made.
enum RouteDescription: Sendable {
    case endpoint(Endpoint)
    /// A page of the staff app.
    case page(StaffPage)
    /// What runs the service, and what is there for everybody: open to whoever reaches the port.
    case system
}

extension HubService {
    func routes() throws -> [Route<RouteDescription>] {
        var routes: [Route<RouteDescription>] = []
        for endpoint in API.endpoints {
            routes.append(
                Route(
                    Method(rawValue: endpoint.operation.method),
                    try template(endpoint.operation.path), name: endpoint.operation.name,
                    description: .endpoint(endpoint), body: endpoint.bodyRule,
                    timeLimit: endpoint.timeLimit, admit: admission(to: endpoint),
                    handler: { request in try await answer(endpoint, to: request) }))
        }
        let document = document
        let database = signIn.database
        let metrics = metrics
        routes += [
            try system("/api/v1/openapi.json", "openapi") { _ in
                var response = Response(type: "application/json", bytes: document)
                response.etag = ETag(of: document)
                response.headers["Cache-Control"] = "no-cache"
                return response
            },
            try system("/health/live", "live") { _ in Response(text: "ok\n") },
            try system("/health/ready", "ready") { _ in
                // A database that does not answer makes us useless, not dead.
                do {
                    try await database.check()
                    return Response(text: "ok\n")
                } catch {
                    return Response(503, text: "no database\n")
                }
            },
            try system("/metrics", "metrics") { _ in
                Response(
                    type: "text/plain; version=0.0.4; charset=utf-8",
                    bytes: Array(metrics.text.utf8))
            },
        ]
        return try routes + fileRoutes() + pageRoutes() + publicRoutes()
    }

    /// For files: nobody without a right to send one fills the disk.
    private func admission(
        to endpoint: Endpoint
    ) -> (@Sendable (Request) async throws -> Void)? {
        guard endpoint.takesFile else { return nil }
        return { request in _ = try await admitted(to: endpoint, request) }
    }

    func system(
        _ path: String, _ name: String, handler: @escaping Handler
    ) throws -> Route<RouteDescription> {
        Route(
            .get, try template(path), name: name, description: .system, handler: handler)
    }

    /// A form of everybody's.
    func open(
        _ method: HTTP.Method, _ path: String, _ name: String, handler: @escaping Handler
    ) throws -> Route<RouteDescription> {
        Route(
            method, try template(path), name: name, description: .system,
            body: .bytes(limit: 1 << 16), handler: handler)
    }

    func template(_ path: String) throws -> PathTemplate {
        guard let template = PathTemplate(path) else { throw BadTemplate(path: path) }
        return template
    }

    struct BadTemplate: Error { let path: String }
}

extension Endpoint {
    var bodyRule: BodyRule {
        if operation.body.isEmpty { return .none }
        return takesFile ? .file(limit: mostBytes) : .bytes(limit: mostBytes)
    }
}
