import CaseStore
import Casework
import HTTP
import Operations
import Texts

/// Answers the public's requests for pages: in their language, from what is public.
struct PublicDesk: Sendable {
    let directory: PublicDirectory
    /// Where the pages are, without a slash at the end.
    let site: String
    let tiles: String?

    /// A page's frame; `path` is its own with its query, without the language.
    func frame(
        for request: Request, path: String, isEmbedded: Bool = false
    ) async throws -> PublicFrame {
        PublicFrame(
            texts: request.publicTexts, path: path,
            isDemonstration: try await directory.isDemonstration(), isEmbedded: isEmbedded,
            tiles: tiles)
    }

    func answer(_ page: Markup, in frame: PublicFrame, status: Int = 200, isKept: Bool = true)
        -> Response
    {
        let bytes = Array(page.html.utf8)
        var response = Response(status, type: "text/html; charset=utf-8", bytes: bytes)
        response.headers["Content-Security-Policy"] = frame.contentSecurityPolicy
        response.headers["Content-Language"] = frame.texts.language.rawValue
        response.headers["Vary"] = "Accept-Language"
        // What holds a form's name is made for one reader.
        response.headers["Cache-Control"] = isKept ? "public, no-cache" : "no-store"
        if isKept { response.etag = ETag(of: bytes) }
        return response
    }

    // MARK: Reading

    func start(_ request: Request) async throws -> Response {
        let frame = try await frame(for: request, path: "/")
        return answer(StartPage(frame: frame).markup, in: frame)
    }

    func map(_ request: Request, isEmbedded: Bool) async throws -> Response {
        let asked = PlaceQuery(request.query, at: isEmbedded ? "/map/embed" : "/map")
        let frame = try await frame(for: request, path: asked.path(), isEmbedded: isEmbedded)
        let places = try await directory.places(asked.filter)
        return answer(MapPage(frame: frame, asked: asked, places: places).markup, in: frame)
    }

    func place(_ request: Request) async throws -> Response {
        let slug: Slug = try request.parameter("slug")
        let frame = try await frame(for: request, path: "/places/\(slug)")
        guard let found = try await directory.place(slug) else { return missing(frame) }
        return answer(PlacePage(frame: frame, found: found).markup, in: frame)
    }

    func bulletin(_ request: Request) async throws -> Response {
        let frame = try await frame(for: request, path: "/bulletin")
        let page = BulletinPage(
            frame: frame, entries: try await directory.bulletin(),
            issues: try await directory.issues())
        return answer(page.markup, in: frame)
    }

    func item(_ request: Request) async throws -> Response {
        let slug: Slug = try request.parameter("slug")
        let path = "/bulletin/\(slug)"
        let frame = try await frame(for: request, path: path)
        guard let entry = try await directory.bulletin().first(where: { $0.slug == slug }) else {
            return missing(frame)
        }
        let item = entry.stored.record
        // A text may be there in languages that pages are not.
        let asked = request.query.first { $0.name == "text" }?.value
        guard let text = item.text(in: asked ?? frame.texts.language.rawValue) else {
            return missing(frame)
        }
        let others = item.texts.map(\.language).filter { $0 != text.language }
        let page = BulletinTextPage(
            frame: frame, title: text.title, language: text.language, entries: [entry],
            others: others.map { other in
                let isPage = Language(rawValue: other) != nil
                let way = isPage ? "\(path)?lang=\(other)" : "\(frame.link(path))&text=\(other)"
                return (other, way)
            })
        return answer(page.markup, in: frame)
    }

    func issue(_ request: Request) async throws -> Response {
        let slug: Slug = try request.parameter("slug")
        let frame = try await frame(for: request, path: "/bulletin/issues/\(slug)")
        guard let (issue, entries) = try await issue(slug) else { return missing(frame) }
        let page = BulletinTextPage(
            frame: frame, title: issue.title, entries: entries, issue: slug)
        return answer(page.markup, in: frame)
    }

    /// An issue with its items in their order.
    func issue(_ slug: Slug) async throws -> (BulletinIssue, [BulletinEntry])? {
        guard let issue = try await directory.issues().first(where: { $0.slug == slug }) else {
            return nil
        }
        let entries = try await directory.bulletin()
        return (issue, issue.items.compactMap { item in entries.first { $0.slug == item } })
    }

    func missing(_ frame: PublicFrame) -> Response {
        let note = PublicNote(
            frame: frame, title: "web.error.404.title", text: frame.texts("public.missing"))
        return answer(note.markup, in: frame, status: 404, isKept: false)
    }
}

extension BulletinEntry {
    var slug: Slug { stored.record.slug }
}

extension Request {
    /// The language that the address names, or the browser prefers.
    var publicTexts: Texts {
        let named = query.first { $0.name == "lang" }.flatMap { Language(rawValue: $0.value) }
        return Texts(named ?? language(of: Language.ofPublic))
    }
}
