import HTTP
import TestClient
import Testing

@Suite struct RouterTests {
    private static func answering(_ text: String, _ method: Method, _ path: String) throws
        -> Route<String>
    {
        try route(method, path) { request in
            Response(text: "\(text) \(request.parameters.sorted { $0.key < $1.key }.map(\.value))")
        }
    }

    @Test("A literal goes before a parameter, and a dead end is left again")
    func precedence() async throws {
        let routes = [
            try Self.answering("root", .get, "/"),
            try Self.answering("one", .get, "/cases/{id}"),
            try Self.answering("new", .get, "/cases/new"),
            try Self.answering("notes", .get, "/cases/{id}/notes/{note}"),
            try Self.answering("remove", .delete, "/cases/{case}"),
        ]
        try await withServer(routes) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                #expect(try client.ask("GET /").text == "root []")
                #expect(try client.ask("GET /cases/new").text == "new []")
                #expect(try client.ask("GET /cases/7").text == "one [\"7\"]")
                #expect(try client.ask("GET /cases/new/notes/2").text == "notes [\"new\", \"2\"]")
                #expect(try client.ask("DELETE /cases/7").text == "remove [\"7\"]")
                for missing in ["/cases", "/cases//notes/1", "//", "/Cases/7", "/cases/7/notes"] {
                    #expect(try client.ask("GET \(missing)").status == 404, "\(missing)")
                }
            }
        }
    }

    @Test func wrongMethodsAreToldTheRightOnes() async throws {
        let routes = [
            try Self.answering("a", .get, "/cases/{id}"),
            try Self.answering("b", .put, "/cases/{id}"),
        ]
        try await withServer(routes) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                for method in ["POST", "TRACE", "OPTIONS", "get"] {
                    let answer = try client.ask("\(method) /cases/7")
                    #expect(answer.status == 405 && answer.headers["Allow"] == "GET, HEAD, PUT")
                }
            }
        }
    }

    @Test("A trailing slash leads to the path without it, and never to another host")
    func trailingSlash() async throws {
        try await withServer([try Self.answering("a", .get, "/cases/{id}")]) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                let answer = try client.ask("GET /cases/%C3%B1/?a=%20b")
                #expect(
                    answer.status == 308 && answer.headers["Location"] == "/cases/%C3%B1?a=%20b")
                #expect(try client.ask("GET //evil.example/").status == 404)
                #expect(try client.ask("GET /other/").status == 404)
            }
        }
    }

    @Test func routesAreData() throws {
        let router = try Router([
            Route(
                .get, try #require(PathTemplate("/cases/{id}/notes/{note}")), name: "note",
                description: 42, handler: { _ in Response() })
        ])
        #expect(router.routes.map(\.description) == [42])
        #expect(router.routes.map(\.path.parameters) == [["id", "note"]])
        #expect(router.routes.map(\.path.description) == ["/cases/{id}/notes/{note}"])
    }

    @Test func routesThatCannotBeToldApartAreRefused() throws {
        #expect(throws: RouteClash(names: ["GET /a/{x}", "GET /a/{y}"])) {
            try Router([
                try Self.answering("", .get, "/a/{x}"), try Self.answering("", .get, "/a/{y}"),
            ])
        }
        let one = try Self.answering("", .get, "/a")
        #expect(throws: RouteClash(names: ["GET /a", "GET /a"])) { try Router([one, one]) }
    }

    @Test(arguments: [
        "", "a", "/a/", "//", "/{a", "/{a}{b}", "/{a}/{a}", "/a b", "/..", "/\"", "/{1}",
    ])
    func refusesTemplates(text: String) {
        #expect(PathTemplate(text) == nil)
    }
}
