import Casework
import Codelists
import Credentials
import FoundationEssentials
import HTTP
import OpenAPI
import Operations
import Postgres
import TestClient
import Testing

@testable import HubServer

/// Every route, of the API, the staff's pages and the public's, asked by every role and by nobody,
/// about the own hub's records, a neighbour's and another country's.
///
/// Made from the list of routes: a new one is asked like all others.
@Suite struct RouteMatrixTests {
    @Test("Nobody is answered with what is not theirs, or in a way that is not described")
    func matrix() async throws {
        try await Site.with { site in
            var readers = try await site.fill()
            for (name, role) in [("editor", Role.editor), ("moderator", .moderator)] {
                try await site.add(name, role)
                _ = try await site.operation.issueToken(
                    for: name, label: "x", scopes: nil, days: 1)
                readers.append(.init(role: role, name: name))
            }
            try await site.add("victim", .auditor)
            let fixture = try await RouteFixture.fill(site)
            let marks = try await PublicMarks.fill(site)
            let slugs = try await PageMatrix.slugs(site)
            try await checkTables(site, readers)
            let service = try HubService(site.signIn)
            let router = try Router(service.routes())
            try await withService(service.start) { server in
                var all: [(Asking, PageMatrix)] = []
                for reader in readers {
                    let token =
                        reader.role == nil
                        ? nil
                        : try await site.operation.issueToken(
                            for: reader.name, label: "matrix", scopes: nil, days: 1)
                    let asking = Asking(
                        reader: reader, token: token, port: UInt16(server.port), fixture: fixture)
                    let cookie = reader.role == nil ? nil : try await site.enter(reader.name).text
                    let pages = PageMatrix(
                        reader: reader, actor: asking.actor, cookie: cookie,
                        port: UInt16(server.port), fixture: fixture, publicMarks: marks,
                        slugs: slugs, router: router)
                    all.append((asking, pages))
                }
                // All read before anybody writes, who may close, void, merge and withdraw.
                for (asking, pages) in all {
                    try await offPool {
                        try asking.all(isReading: true)
                        try pages.all()
                    }
                }
                for (asking, _) in all { try await offPool { try asking.all(isReading: false) } }
            }
        }
    }

    /// The same records by SQL sent straight over the service's own role.
    private func checkTables(_ site: Site, _ readers: [Site.Reader]) async throws {
        let filled: Set = [
            "casework_case", "case_counter", "case_change", "case_note", "attachment",
            "attachment_piece", "consent", "referral", "referral_change", "person",
            "event_register",
        ]
        for table in try await site.tables() where filled.contains(table.name) {
            let count = try await site.owner.one(
                Query<Int64>("SELECT count(*) FROM \(raw: table.name)"))
            #expect(count > 0, "\(table.name) is empty")
            for reader in readers {
                let key = reader.role == nil ? nil : try await site.enter(reader.name).access
                try await site.check(table, reader, key)
            }
        }
    }
}

/// One reader's requests, and what may be answered to them.
private struct Asking: Sendable {
    let reader: Site.Reader
    let token: AccessToken?
    let port: UInt16
    let fixture: RouteFixture

    var actor: Actor? {
        guard let role = reader.role else { return nil }
        let hub = reader.hub.map { Site.hubs[Int($0) - 1] }
        return Actor(
            name: reader.name, role: role, hub: hub,
            country: reader.country.flatMap { Country(number: $0).alpha2 })
    }

    func all(isReading: Bool) throws {
        let client = try RawClient(port: port)
        var shown = 0
        for endpoint in API.endpoints where (endpoint.operation.method == "GET") == isReading {
            for place in fixture.places {
                let answer = try ask(endpoint, about: place, client)
                if place.hub == actor?.hub, answer.contains(place.mark) { shown += 1 }
            }
        }
        // The marks are there to be seen, or nothing would say that others do not see them.
        if isReading { #expect(mayKnowPeople ? shown >= 6 : shown == 0, "\(reader): \(shown)") }
    }

    private func ask(
        _ endpoint: Endpoint, about place: RouteFixture.Place, _ client: RawClient
    ) throws -> String {
        let operation = endpoint.operation
        let (target, isPlaced) = target(of: operation, place)
        var headers = token.map { "Authorization: Bearer \($0.text)\r\n" } ?? ""
        var body = ""
        var namesHub = isPlaced
        if let content = operation.body.first, let example = content.example {
            if content.mediaType == "application/json" {
                let sent = place.body(example)
                namesHub = namesHub || sent != example || place.hub.description == "MX-TAP"
                body = String(decoding: try JSONEncoder().encode(sent), as: UTF8.self)
            } else {
                body = example.string ?? ""
            }
            headers += "Content-Type: \(content.mediaType)\r\n"
        }
        if operation.method != "GET" { headers += "Content-Length: \(body.utf8.count)\r\n" }
        for parameter in operation.parameters where parameter.place == .header {
            headers += "\(parameter.name): \(parameter.example.string ?? "")\r\n"
        }
        let answer = try client.ask("\(operation.method) \(target)", headers, body: body)
        let label: Testing.Comment =
            "\(reader) asks \(operation.method) \(target): \(answer.status)"
        #expect(answer.status < 500, label)
        #expect(operation.answers.contains { $0.status == answer.status }, label)
        check(answer, endpoint, place, namesHub: namesHub, label)
        for other in fixture.places where other.hub != actor?.hub || !mayKnowPeople {
            if breaksGlass(endpoint), other.hub == place.hub { continue }
            #expect(!answer.text.contains(other.mark), label)
        }
        return answer.text
    }

    /// Only clerks and managers see who people are, and only those of their own hub.
    private var mayKnowPeople: Bool { reader.role == .clerk || reader.role == .manager }

    private func check(
        _ answer: RawClient.Answer, _ endpoint: Endpoint, _ place: RouteFixture.Place,
        namesHub: Bool, _ label: Testing.Comment
    ) {
        let isDone = answer.status < 300
        if case .atTheDoor = endpoint.work {
            if reader.role == nil { #expect(!isDone, label) }
            return
        }
        guard let actor else {
            #expect(answer.status == 401, label)
            return
        }
        guard let permission = endpoint.permission else { return }
        if actor.reach(of: permission) == .nothing {
            #expect(answer.status == 403, label)
        } else if namesHub, !actor.may(permission, at: place.hub), !mayConcernAll(endpoint),
            !breaksGlass(endpoint)
        {
            #expect(!isDone, label)
        } else if endpoint.operation.method == "GET", actor.hub == place.hub,
            actor.may(permission, at: place.hub), namesHub
        {
            #expect(isDone, label)
        }
    }

    /// A search names nobody's record: what it finds is checked by the marks.
    private func mayConcernAll(_ endpoint: Endpoint) -> Bool {
        endpoint.operation.path.hasSuffix("/search") || endpoint.operation.path.hasSuffix("/match")
    }

    /// Whoever works with people may look at somebody of another hub in an emergency: one person, for
    /// a reason, and their manager is told. That nobody else may is asked as of every route.
    private func breaksGlass(_ endpoint: Endpoint) -> Bool {
        endpoint.operation.path.hasSuffix("/people/{id}/glass") && mayKnowPeople
    }

    private func target(
        of operation: APIOperation, _ place: RouteFixture.Place
    ) -> (String, isPlaced: Bool) {
        var isPlaced = false
        var path = operation.path
        for parameter in operation.parameters where parameter.place == .path {
            var value = place.value(of: parameter.name, in: operation.path)
            if value != nil, parameter.name != "quarter" { isPlaced = true }
            if parameter.name == "name", operation.tag == "accounts" { value = "victim" }
            let example =
                parameter.example.string ?? parameter.example.integer.map { String($0) } ?? ""
            path = path.replacing("{\(parameter.name)}", with: value ?? example)
        }
        let query = operation.parameters.filter { $0.place == .query && $0.isRequired }
            .map { "\($0.name)=\($0.example.string ?? "\($0.example.integer ?? 0)")" }
        return (query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))", isPlaced)
    }
}
