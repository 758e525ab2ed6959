import Casework
import Credentials
import Foundation
import HTTP
import OpenAPI
import Operations
import TestClient

@testable import HubServer

/// A site with its service running, as clients reach it.
struct Served: Sendable {
    let site: Site
    let port: UInt16

    static func with(
        limits: SignIn.Limits = SignIn.Limits(), _ body: @Sendable (Served) async throws -> Void
    ) async throws {
        try await Site.with { site in
            let signIn = SignIn(
                database: site.service, vault: site.vault, limits: limits, cost: Site.cost)
            try await withService(HubService(signIn).start) { server in
                try await body(Served(site: site, port: UInt16(server.port)))
            }
        }
    }

    /// Who asks.
    enum Caller: Sendable {
        case nobody
        /// A program, by its token.
        case token(String)
        /// A browser, by its session's token.
        case session(String)

        fileprivate var headers: String {
            switch self {
            case .nobody: ""
            case .token(let text): "Authorization: Bearer \(text)\r\n"
            case .session(let text):
                "Cookie: \(HubService.sessionCookie)=\(text)\r\nX-Hub-Request: 1\r\n"
            }
        }
    }

    /// Sends one request on a connection of its own.
    func ask(
        _ line: String, as caller: Caller = .nobody, _ headers: [String: String] = [:],
        json: JSONValue? = nil, bytes: [UInt8]? = nil
    ) async throws -> RawClient.Answer {
        var body = bytes ?? []
        var head = caller.headers
        if let json {
            body = Array(try JSONEncoder().encode(json))
            head += "Content-Type: application/json\r\n"
        }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if !line.hasPrefix("GET "), !line.hasPrefix("HEAD ") {
            head += "Content-Length: \(body.count)\r\n"
        }
        let (sentHead, sentBody) = (head, body)
        return try await offPool {
            let client = try RawClient(port: port)
            client.send("\(line) HTTP/1.1\r\nHost: test\r\n\(sentHead)\r\n")
            client.send(sentBody)
            return try client.answer(isHead: line.hasPrefix("HEAD "))
        }
    }

    /// A token for a program of an account that was added before.
    func token(
        of name: String, scopes: Set<Permission>? = nil, days: Int = 1
    ) async throws -> Caller {
        .token(
            try await site.operation.issueToken(
                for: name, label: "test", scopes: scopes, days: days
            ).text)
    }
}

extension RawClient.Answer {
    var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }

    /// The value of a cookie that it sets, with what is said of it.
    func cookie(_ name: String) -> (value: String, attributes: String)? {
        for header in headers.all("Set-Cookie") where header.hasPrefix("\(name)=") {
            let parts = header.dropFirst(name.count + 1).split(
                separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
        return nil
    }
}
