import Credentials
import FoundationEssentials
import HTTP
import OpenAPI
import Operations
import TestClient
import Testing

@testable import HubServer

/// The service of a site, asked over HTTP by whoever has an account.
struct Desk: Sendable {
    struct Answer: Sendable {
        let status: Int
        let body: JSONValue
        let text: String
    }

    private let site: Site
    private let port: UInt16

    /// Serves a site for as long as `body` runs.
    static func with(_ site: Site, _ body: @Sendable (Desk) async throws -> Void) async throws {
        try await withService(HubService(site.signIn).start) { server in
            try await body(Desk(site: site, port: UInt16(server.port)))
        }
    }

    func ask(
        _ name: String, _ line: String, _ content: JSONValue? = nil
    ) async throws -> Answer {
        let token = try await site.operation.issueToken(
            for: name, label: UUID().uuidString, scopes: nil, days: 1)
        let body = try content.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        var headers = "Authorization: Bearer \(token.text)\r\n"
        if let body {
            headers += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
        }
        let (sent, port) = (headers, port)
        let answer = try await offPool {
            try RawClient(port: port).ask(line, sent, body: body ?? "")
        }
        let document = answer.body.isEmpty ? JSONValue.null : try JSONValue(parsing: answer.body)
        return Answer(status: answer.status, body: document, text: answer.text)
    }

    /// A page, as somebody who signed in reads it.
    func page(_ name: String, _ path: String) async throws -> String {
        let session = try await site.enter(name).text
        let (cookie, port) = ("Cookie: \(HubService.sessionCookie)=\(session)\r\n", port)
        let answer = try await offPool { try RawClient(port: port).ask("GET \(path)", cookie) }
        try #require(answer.status == 200, "\(path): \(answer.status)")
        return answer.text
    }

    /// A device that keeps up with what changes at its hub, used by one account.
    struct Device: Sendable {
        let desk: Desk
        let name: String
        private(set) var cursor: String

        /// What changed since it last asked, by what it is, once there is something of this kind.
        ///
        /// A change is told when no transaction of before it runs any more, of other tests either.
        mutating func changes(
            with kind: String
        ) async throws -> [(kind: String, entry: JSONValue)] {
            var told: [(kind: String, entry: JSONValue)] = []
            for _ in 0..<1_200 {
                told += try await changes()
                if told.contains(where: { $0.kind == kind }) { return told }
                try await Task.sleep(for: .milliseconds(50))
            }
            return told
        }

        /// What changed since it last asked, by what it is; each record once.
        mutating func changes() async throws -> [(kind: String, entry: JSONValue)] {
            let answer = try await desk.ask(name, "GET /api/v1/changes?after=\(cursor)&limit=200")
            try #require(answer.status == 200, "\(answer.text)")
            cursor = try #require(answer.body["next"]?.string)
            return (answer.body["changes"]?.array ?? []).compactMap { entry in
                entry["kind"]?.string.map { ($0, entry) }
            }
        }

        init(_ desk: Desk, of name: String) async throws {
            self.desk = desk
            self.name = name
            let answer = try await desk.ask(name, "GET /api/v1/changes?after=now")
            cursor = try #require(answer.body["next"]?.string, "\(answer.text)")
        }
    }
}
