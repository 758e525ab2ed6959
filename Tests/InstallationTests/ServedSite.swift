import Casework
import FoundationEssentials
import Glibc
import OpenAPI
import TestClient
import Testing

/// A site with its service running, asked over HTTP by the manager of a hub.
struct ServedSite: Sendable {
    struct Answer: Sendable {
        let status: Int
        let body: JSONValue
        let text: String
    }

    let site: Site
    let service: Child
    let port: UInt16
    private let token: String

    /// Serves a site for as long as `body` runs; afterwards the service is told to stop.
    static func with<Output: Sendable>(
        _ site: Site, hub: String, _ body: @Sendable (ServedSite) async throws -> Output
    ) async throws -> Output {
        let name = "jefa-\(UUID().uuidString.prefix(8).lowercased())"
        try await site.hubctl("user", "add", name, "--role", "manager", "--hub", hub)
        let issued = try await site.json("user", "token", name, as: [String: String].self)
        let service = try site.start(["serve", "--port", "0"], ["SWIFT_BACKTRACE": "enable=yes"])
        let outcome: Result<Output, any Error>
        do {
            let served = ServedSite(
                site: site, service: service, port: try await port(of: service),
                token: try #require(issued["token"]))
            outcome = .success(try await body(served))
        } catch {
            outcome = .failure(error)
        }
        service.signal(SIGTERM)
        _ = try await service.end()
        return try outcome.get()
    }

    /// As it says itself, once it is ready.
    private static func port(of service: Child) async throws -> UInt16 {
        for _ in 0..<12_000 {
            let said = (try? String(contentsOfFile: service.errorPath, encoding: .utf8)) ?? ""
            if let found = said.firstMatch(of: /http:\/\/localhost:(\d+)\D/),
                let port = UInt16(found.1)
            {
                return port
            }
            if service.hasEnded { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Child.Failure(description: "hubctl serve does not begin")
    }

    func ask(_ line: String, _ content: JSONValue? = nil) async throws -> Answer {
        let body = try content.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        return try await send(line, body)
    }

    /// What is sent need not be JSON.
    func send(_ line: String, _ body: String?) async throws -> Answer {
        var headers = "Authorization: Bearer \(token)\r\n"
        if let body {
            headers += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
        }
        let (sent, port) = (headers, port)
        let answer = try await offPool {
            try RawClient(port: port).ask(line, sent, body: body ?? "")
        }
        let document = try? JSONValue(parsing: answer.body)
        return Answer(status: answer.status, body: document ?? .null, text: answer.text)
    }

    /// Somebody who can be searched for: nobody's name, number or date is like theirs.
    struct Subject: Sendable {
        let given: String
        let family: String
        let document: String
        let phone: String
        let born: CalendarDate
        let event = EventID.new()

        init(_ number: Int) {
            var random = SplitMix(state: UInt64(number) &* 7_919 &+ 17)
            func word() -> String {
                var letters = "Xo"
                for _ in 0..<4 {
                    letters.append("bcdfgklmnprstvz".randomElement(using: &random) ?? "z")
                    letters.append("aeiou".randomElement(using: &random) ?? "a")
                }
                return letters
            }
            given = word()
            family = word()
            document = "XD\(100_000_000 + Int.random(in: 0..<900_000_000, using: &random))"
            phone = "\(60_000_000 + Int.random(in: 0..<9_999_999, using: &random))"
            // Days on which no hub was open, each somebody's own.
            born = CalendarDate(dayNumber: -25_000 + Int32(number))
        }

        /// All that says who they are, in the ways it may be written.
        var secrets: Set<String> {
            let parts = born.description.split(separator: "-").map(String.init)
            let names = [given, family, document].flatMap {
                [$0, $0.lowercased(), $0.uppercased()]
            }
            let days = ["/", "-", ".", ""].map { parts.reversed().joined(separator: $0) }
            return Set(names + [phone, born.description, parts.joined()] + days)
        }

        func content(at hub: String, on day: String) -> JSONValue {
            [
                "id": .string(event.description), "hub": .string(hub),
                "occurred_on": .string(day), "channel": "in_person", "profile": "in_transit",
                "services": ["information"],
                "participants": [
                    [
                        "person": [
                            "given_names": .string(given), "family_names": .string(family),
                            "document": .string(document), "phone": .string(phone),
                            "birth_date": .string(born.description), "sex": "female",
                            "nationality": "HND",
                        ]
                    ]
                ],
                "notes": .string("\(given) \(family), nacida el \(born), \(document), \(phone)"),
            ]
        }
    }
}
