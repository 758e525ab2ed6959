import Casework
import HTTP
import OpenAPI
import Operations
import Postgres
import TestClient
import Testing

@testable import HubServer

/// A browser's session and a program's token over HTTP: how they begin, and that they end.
@Suite struct SessionRouteTests {
    private static let cookie = HubService.sessionCookie

    private static func enter(_ served: Served, _ name: String = "ana") async throws -> String {
        let entered = try await served.ask(
            "POST /api/v1/sessions",
            json: ["name": .string(name), "password": .string(Site.password)])
        #expect(entered.status == 201)
        return try #require(entered.cookie(cookie)).value
    }

    private static func status(
        _ served: Served, _ session: String, _ line: String = "GET /api/v1/account"
    ) async throws -> Int {
        try await served.ask(line, as: .session(session)).status
    }

    @Test("A session is in a cookie of ours alone, and no other site sends a change by it")
    func cookie() async throws {
        try await Served.with { served in
            try await served.site.add("ana", .manager, hub: Site.hubs[0])
            let entered = try await served.ask(
                "POST /api/v1/sessions",
                json: ["name": "ana", "password": .string(Site.password)])
            let found = try #require(entered.cookie(Self.cookie))
            for attribute in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/"] {
                #expect(found.attributes.contains(attribute), "\(attribute)")
            }
            #expect(!found.attributes.contains("Domain"))
            let sent = ["Cookie": "\(Self.cookie)=\(found.value)"]
            #expect(try await served.ask("GET /api/v1/account", as: .nobody, sent).status == 200)
            let foreign = try await served.ask(
                "PUT /api/v1/account/language", as: .nobody, sent, json: ["language": "en"])
            #expect(foreign.status == 403)
            // Signed out here, the cookie is taken away and good for nothing.
            let left = try await served.ask("DELETE /api/v1/session", as: .session(found.value))
            #expect(left.status == 204 && left.cookie(Self.cookie)?.value == "")
            #expect(try await Self.status(served, found.value) == 401)
        }
    }

    @Test("An old token is exchanged for a new one, which lasts no longer than the session")
    func rotation() async throws {
        try await Served.with { served in
            try await served.site.add("ana", .manager, hub: Site.hubs[0])
            let first = try await Self.enter(served)
            let ends = Query<String>("SELECT max(expires_at)::text FROM session")
            let end = try await served.site.owner.one(ends)
            #expect(
                try await served.ask("GET /api/v1/account", as: .session(first)).cookie(Self.cookie)
                    == nil)
            try await served.site.owner.run(
                "UPDATE session SET created_at = created_at - interval '2 hours'")
            let renewed = try await served.ask("GET /api/v1/account", as: .session(first))
            let second = try #require(renewed.cookie(Self.cookie)).value
            #expect(second != first)
            #expect(try await Self.status(served, second) == 200)
            // What was under way by the old one is let through, for a minute.
            #expect(try await Self.status(served, first) == 200)
            #expect(try await served.site.owner.one(ends) == end)
            try await served.site.owner.run(
                """
                UPDATE session SET expires_at = now() - interval '1 second'
                WHERE replaced_by IS NOT NULL
                """)
            #expect(try await Self.status(served, first) == 401)
            #expect(try await Self.status(served, second) == 200)
        }
    }

    @Test("A session ends unused, at its limit, and when it is revoked: there the device forgets")
    func ends() async throws {
        try await Served.with { served in
            try await served.site.add("ana", .manager, hub: Site.hubs[0])
            let here = try await Self.enter(served)
            for change in [
                "seen_at = now() - idle - interval '1 second'",
                "expires_at = now() - interval '1 second'",
            ] {
                let session = try await Self.enter(served)
                #expect(try await Self.status(served, session) == 200)
                try await served.site.owner.run(
                    """
                    UPDATE session SET \(raw: change)
                    WHERE session_id = (SELECT session_id FROM session
                        ORDER BY created_at DESC LIMIT 1)
                    """)
                #expect(try await Self.status(served, session) == 401, "\(change)")
                let page = try await served.ask("GET /settings", as: .session(session))
                #expect(page.status == 303)
                #expect(page.headers["Location"]?.hasPrefix("/sign-in") == true)
            }
            let lost = try await Self.enter(served)
            let list = try await served.ask("GET /api/v1/account/sessions", as: .session(here))
            let sessions = try #require(list.json.array)
            #expect(sessions.count == 2)
            let other = try #require(sessions.first?["id"]?.string)
            #expect(
                try await Self.status(served, here, "DELETE /api/v1/account/sessions/\(other)")
                    == 204)
            let revoked = try await served.ask("GET /api/v1/account", as: .session(lost))
            #expect(revoked.status == 401 && revoked.headers["X-Hub-Session"] == "revoked")
            #expect(try await Self.status(served, here) == 200)
        }
    }

    @Test("A token does no more than it is for, on any route, and no more once it is over")
    func scopes() async throws {
        try await Served.with { served in
            try await served.site.add("ana", .manager, hub: Site.hubs[0])
            // For what a manager may not do at all: it is for nothing.
            let none = try await served.token(of: "ana", scopes: [.readAudit])
            for endpoint in API.endpoints {
                guard case .inside = endpoint.work else { continue }
                let operation = endpoint.operation
                let answer = try await served.ask(
                    "\(operation.method) \(operation.examplePath)", as: none,
                    ["If-Match": "\"1\""], json: operation.body.first?.example)
                let label: Testing.Comment = "\(operation.name): \(answer.status)"
                if endpoint.permission != nil {
                    #expect(answer.status == 403, label)
                } else if operation.method != "GET" {
                    #expect(answer.status >= 400, label)
                }
            }
            // One scope opens what it is for, and nothing beside it.
            let reading = try await served.token(of: "ana", scopes: [.readEvents])
            let path = "/api/v1/hubs/\(Site.hubs[0])"
            let events = "GET \(path)/quarters/2021-Q1/events"
            #expect(try await served.ask(events, as: reading).status == 200)
            #expect(try await served.ask("GET \(path)/today", as: reading).status == 403)
        }
    }

    @Test("A token ends on its day, when it is revoked, and with its account")
    func tokensEnd() async throws {
        try await Served.with { served in
            try await served.site.add("ana", .manager, hub: Site.hubs[0])
            func status(_ token: Served.Caller) async throws -> Int {
                try await served.ask("GET /api/v1/account", as: token).status
            }
            let over = try await served.token(of: "ana")
            #expect(try await status(over) == 200)
            try await served.site.owner.run(
                "UPDATE api_token SET expires_at = now() - interval '1 second'")
            #expect(try await status(over) == 401)
            let revoked = try await served.token(of: "ana")
            let all = try await served.ask("GET /api/v1/account/tokens", as: revoked)
            let id = try #require(all.json.array?.last?["id"]?.string)
            #expect(
                try await served.ask("DELETE /api/v1/account/tokens/\(id)", as: revoked).status
                    == 204)
            #expect(try await status(revoked) == 401)
            let shut = try await served.token(of: "ana")
            try await served.site.operation.setDisabled("ana", true)
            #expect(try await status(shut) == 401)
            #expect(try await status(.token("hub_nobody")) == 401)
        }
    }
}

extension APIOperation {
    /// Its path with the examples of its parameters.
    var examplePath: String {
        let query = parameters.filter { $0.place == .query && $0.isRequired }.map {
            "\($0.name)=\($0.example.string ?? "\($0.example.integer ?? 0)")"
        }
        let path = parameters.filter { $0.place == .path }.reduce(path) { path, parameter in
            let example = parameter.example
            return path.replacing(
                "{\(parameter.name)}", with: example.string ?? "\(example.integer ?? 0)")
        }
        return query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))"
    }
}
