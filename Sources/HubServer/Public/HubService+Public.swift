import HTTP
import Operations

extension HubService {
    /// What is there for everybody, without an account.
    func publicRoutes() throws -> [Route<RouteDescription>] {
        let desk = PublicDesk(
            directory: PublicDirectory(signIn, site: site, clock: clock, patience: patience),
            site: site, tiles: tiles)
        let pages: [(String, String, Handler)] = [
            ("/", "public.start", { try await home(desk, $0) }),
            ("/map", "public.map", { try await desk.map($0, isEmbedded: false) }),
            ("/map/embed", "public.map.embed", { try await desk.map($0, isEmbedded: true) }),
            ("/places/{slug}", "public.place", desk.place),
            ("/places/{slug}/pdf", "public.place.pdf", desk.placePDF),
            ("/map/register", "public.register.form", desk.registerForm),
            ("/map/confirm", "public.confirmation", desk.confirmation),
            ("/map/change", "public.change.form", desk.changeForm),
            ("/map/edit", "public.edit.form", desk.editForm),
            ("/check-in", "public.checkin.form", desk.checkInForm),
            ("/bulletin", "public.bulletin", desk.bulletin),
            ("/bulletin/feed.atom", "public.atom", { try await desk.feed($0, isJSON: false) }),
            ("/bulletin/feed.json", "public.jsonfeed", { try await desk.feed($0, isJSON: true) }),
            ("/bulletin/{slug}", "public.item", desk.item),
            ("/bulletin/issues/{slug}", "public.issue", desk.issue),
            ("/bulletin/issues/{slug}/pdf", "public.issue.pdf", desk.issuePDF),
            ("/bulletin/issues/{slug}/text", "public.issue.text", desk.issueText),
            ("/api/public/places", "public.api.places", desk.places),
            ("/api/public/places.geojson", "public.api.geojson", desk.geojson),
            ("/api/public/hsds", "public.api.hsds", desk.hsds),
            ("/api/public/hsds/{kind}", "public.api.hsds.list", desk.hsdsList),
            ("/api/public/hsds/{kind}/{id}", "public.api.hsds.record", desk.hsdsRecord),
            ("/public/{file}", "public.file", Self.publicFile),
            ("/robots.txt", "public.robots", Self.robots),
        ]
        let forms: [(String, String, Handler)] = [
            ("/map/register", "public.register", desk.register),
            ("/map/confirm", "public.confirm", desk.confirm),
            ("/map/change", "public.change", desk.change),
            ("/map/edit", "public.edit", desk.edit),
            ("/map/verify", "public.verify", desk.verify),
            ("/check-in", "public.checkin", desk.checkIn),
        ]
        return try pages.map { path, name, handler in
            try system(path, name, handler: handler)
        }
            + forms.map { path, name, handler in
                try open(.post, path, name, handler: handler)
            }
    }

    /// Staff go to their own first page from here, everybody else gets the public's.
    private func home(_ desk: PublicDesk, _ request: Request) async throws -> Response {
        guard request.cookie(Self.sessionCookie) == nil else { return Self.redirect(to: "/home") }
        return try await desk.start(request)
    }

    @Sendable
    private static func publicFile(_ request: Request) async throws -> Response {
        guard let name = request.parameters["file"], let file = PublicAssets.byName[name] else {
            throw HTTPError(.notFound)
        }
        var response = Response(type: file.mediaType, bytes: file.bytes)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
    }

    @Sendable
    private static func robots(_ request: Request) async throws -> Response {
        Response(
            text: """
                User-agent: *
                Allow: /$
                Allow: /map
                Allow: /places/
                Allow: /bulletin
                Allow: /public/
                Disallow: /

                """)
    }
}
