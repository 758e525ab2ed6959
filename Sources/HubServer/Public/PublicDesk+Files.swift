import CaseStore
import Casework
import Codelists
import Documents
import Exports
import FoundationEssentials
import HTTP
import OpenAPI
import Operations
import Rendering
import Texts

extension PublicDesk {
    // MARK: The directory for programs

    /// `GET /api/public/places`: nearest first, with `distance_km` where something is near.
    func places(_ request: Request) async throws -> Response {
        let places = try await directory.places(try filter(of: request))
        return try open(places.map { PlaceDocument($0, site: site) }, "application/json")
    }

    func geojson(_ request: Request) async throws -> Response {
        let places = try await directory.places(try filter(of: request))
        return try open(PlaceCollection(places, site: site), "application/geo+json")
    }

    /// Reads a query strictly: what is not known is refused, by its name.
    private func filter(of request: Request) throws -> PlaceFilter {
        func value<T>(_ name: String, _ parse: (String) -> T?) throws(APIProblem) -> T? {
            guard let text = request.query.first(where: { $0.name == name })?.value else {
                return nil
            }
            guard let value = parse(text) else {
                throw APIProblem(.invalid, [.init(pointer: name, rule: .choice)])
            }
            return value
        }
        try refuseOthers(than: PlaceQuery.names + ["limit", "offset", "lang"], in: request)
        var filter = PlaceFilter()
        filter.near = try value("near") { Coordinates($0) }
        if let city = try value("place", { Gazetteer.city($0) }) { filter.near = city.position }
        filter.service = try value("service") { Service($0)?.number }
        filter.language = try value("language") { SpokenLanguage($0)?.number }
        filter.country = try value("country") { Country($0)?.number }
        filter.serves = try value("serves") { Country($0)?.number }
        filter.isOpenNow = try value("open") { $0 == "now" ? true : nil } ?? false
        filter.limit =
            try value("limit") { Int($0).flatMap { (1...1_000).contains($0) ? $0 : nil } } ?? 50
        filter.offset =
            try value("offset") { Int($0).flatMap { (0...1_000_000).contains($0) ? $0 : nil } } ?? 0
        return filter
    }

    /// Refuses a query with an item that is not known, by its name.
    func refuseOthers(than known: [String], in request: Request) throws(APIProblem) {
        if let other = request.query.first(where: { !known.contains($0.name) }) {
            throw APIProblem(.invalid, [.init(pointer: other.name, rule: .unknown)])
        }
    }

    private func open(_ document: some Encodable, _ type: String) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Self.open(Array(try encoder.encode(document)), type)
    }

    /// Data for everybody, from whatever page it is asked.
    static func open(_ bytes: [UInt8], _ type: String) -> Response {
        var response = Response(type: type, bytes: bytes)
        response.etag = ETag(of: bytes)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Cache-Control"] = "public, max-age=60"
        return response
    }

    // MARK: Feeds and documents

    func feed(_ request: Request, isJSON: Bool) async throws -> Response {
        let texts = request.publicTexts
        let feed = Feed(
            title: texts("bulletin.title"), author: texts("bulletin.author"),
            language: texts.language.rawValue, site: site,
            id: try await directory.installationID().uuidString.lowercased(),
            entries: try await directory.bulletin().compactMap { $0.feedEntry(texts) })
        return Self.open(
            Array((isJSON ? try feed.json() : feed.atom).utf8),
            isJSON ? "application/feed+json" : "application/atom+xml; charset=utf-8")
    }

    func issueText(_ request: Request) async throws -> Response {
        let texts = request.publicTexts
        guard let (issue, entries) = try await issue(try request.parameter("slug")) else {
            throw HTTPError(.notFound)
        }
        let body = ([issue.title + "\n"] + entries.map { $0.mail(texts) })
            .joined(separator: "\n")
        return Response(text: body)
    }

    func issuePDF(_ request: Request) async throws -> Response {
        let texts = request.publicTexts
        guard let (issue, entries) = try await issue(try request.parameter("slug")) else {
            throw HTTPError(.notFound)
        }
        var parts: [PrintedSheet.Part] = []
        for entry in entries {
            let item = entry.stored.record
            guard let text = item.text(in: texts.language.rawValue) else { continue }
            let words = BulletinWords(texts: texts)
            let body = BulletinBody(text.body, values: entry.figures, texts: texts)
            parts += [
                .heading(text.title), .quiet(words.about(item)), .paragraph(body.printedText),
            ]
            parts += entry.corrections.map {
                .quiet("\(texts("public.bulletin.correction")) \($0.at.prefix(10)): \($0.note)")
            }
            if let source = item.source {
                parts.append(.quiet("\(texts("field.source")): \(source)"))
            }
        }
        let address = "\(site)/bulletin/issues/\(issue.slug)"
        parts.append(.code(address, address))
        return try pdf(
            PrintedSheet(
                title: issue.title, parts: parts, foot: address, author: texts("bulletin.author"),
                language: texts.language.rawValue, made: "\(issue.dated)T00:00:00Z"),
            name: issue.slug)
    }

    func placePDF(_ request: Request) async throws -> Response {
        let texts = request.publicTexts
        guard let found = try await directory.place(try request.parameter("slug")) else {
            throw HTTPError(.notFound)
        }
        let place = found.place
        let words = PlaceWords(texts: texts, found: found)
        let hours = words.hours.map { "\($0.days): \($0.hours)" }.joined(separator: "\n")
        let facts: [(String, String?)] = [
            (texts("public.map.service"), words.services),
            (texts("public.map.language"), words.languages), (texts("public.serves"), words.serves),
            (texts("field.address"), place.address), (texts("public.hours"), hours),
            (texts("field.phone"), place.phone), (texts("field.email"), place.email),
            (texts("field.website"), place.website), (texts("field.note"), place.note),
        ]
        var parts: [PrintedSheet.Part] = [.paragraph(words.about)]
        if found.isStale { parts.append(.paragraph(texts("public.stale"))) }
        parts += facts.compactMap { name, value in
            value.flatMap { $0.isEmpty ? nil : .fact(name, $0) }
        }
        if let verified = words.verified { parts.append(.quiet(verified)) }
        let address = "\(site)/places/\(place.slug)"
        parts.append(.code(address, address))
        return try pdf(
            PrintedSheet(
                title: place.name, parts: parts, foot: texts("public.name"),
                author: texts("bulletin.author"), language: texts.language.rawValue,
                made: found.updatedAt), name: place.slug)
    }

    private func pdf(_ sheet: PrintedSheet, name: Slug) throws -> Response {
        var response = Response(type: "application/pdf", bytes: try sheet.pdf())
        response.headers["Content-Disposition"] = "inline; filename=\"\(name).pdf\""
        return response
    }
}
