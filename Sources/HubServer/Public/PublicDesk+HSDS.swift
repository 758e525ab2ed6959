import CaseStore
import Casework
import Documents
import FoundationEssentials
import HTTP
import OpenAPI
import Operations
import Texts

/// The directory as Open Referral's API reference has it.
extension PublicDesk {
    /// `GET /api/public/hsds`: what it is.
    func hsds(_: Request) async throws -> Response { try data(HSDS.Root(site: site)) }

    /// `GET /api/public/hsds/{kind}`: the records of a kind, page by page.
    func hsdsList(_ request: Request) async throws -> Response {
        let kind = try kind(of: request)
        try refuseOthers(than: ["page", "lang"], in: request)
        let texts = try texts(for: request)
        let size = 100
        let page = try request.queryValue("page", as: Int.self) ?? 1
        guard (1...10_000).contains(page) else { throw HTTPError(.badQuery, field: "page") }
        var filter = PlaceFilter()
        filter.limit = size
        filter.offset = (page - 1) * size
        let places = try await directory.places(filter)
        let state = try await directory.state()
        let pages = max(1, (state.places + size - 1) / size)
        func list(_ contents: [some Encodable], of total: Int) throws -> Response {
            try data(HSDS.Page(contents, page: page, pages: pages, total: total))
        }
        switch kind {
        case .organizations:
            return try list(
                places.map { HSDS.organization($0, texts: texts) }, of: state.places)
        case .services: return try list(HSDS.services(places, texts: texts), of: state.services)
        case .locations:
            return try list(places.map { HSDS.location($0, texts: texts) }, of: state.places)
        case .servicesAtLocations:
            return try list(HSDS.servicesAtLocations(places), of: state.services)
        }
    }

    /// `GET /api/public/hsds/{kind}/{id}`: one record, with what belongs to it.
    func hsdsRecord(_ request: Request) async throws -> Response {
        let kind = try kind(of: request)
        try refuseOthers(than: ["lang"], in: request)
        guard let id = UUID(uuidString: try request.parameter("id")) else {
            throw HTTPError(.notFound)
        }
        let texts = try texts(for: request)
        let places = try await directory.places(HSDS.places(having: id, of: kind))
        guard
            let bytes = try HSDS.record(
                id.uuidString.lowercased(), of: kind, in: places, texts: texts)
        else { throw HTTPError(.notFound) }
        return Self.open(bytes, "application/json")
    }

    private func kind(of request: Request) throws -> HSDS.Kind {
        guard let kind = HSDS.Kind(rawValue: try request.parameter("kind")) else {
            throw HTTPError(.notFound)
        }
        return kind
    }

    private func texts(for request: Request) throws(APIProblem) -> Texts {
        let known = Language.ofPublic.map(\.rawValue)
        guard request.query.allSatisfy({ $0.name != "lang" || known.contains($0.value) }) else {
            throw APIProblem(.invalid, [.init(pointer: "lang", rule: .choice)])
        }
        return request.publicTexts
    }

    private func data(_ document: some Encodable) throws -> Response {
        Self.open(try HSDS.json(document), "application/json")
    }
}
