import HTTP

extension Response {
    /// A page of ours: nothing but what this server serves is loaded for it.
    init(page: Markup, status: Int = 200) {
        self.init(status, type: "text/html; charset=utf-8", bytes: Array(page.html.utf8))
        headers["Content-Security-Policy"] = PageFrame.contentSecurityPolicy
    }

    /// A file that pages load: it never changes at its address, so it is asked for once.
    init(file: WebAsset) {
        self.init(200, type: file.mediaType, bytes: file.bytes)
        headers["Cache-Control"] = "public, max-age=31536000, immutable"
    }
}

extension HubService {
    /// What pages load, open to everybody: it holds nothing of anybody.
    func fileRoutes() throws -> [Route<RouteDescription>] {
        [
            try system("/assets/{file}", "asset") { request in
                guard let name = request.parameters["file"],
                    let file = WebAssets.byPath["/assets/\(name)"]
                else { throw APIProblem(.notFound) }
                return Response(file: file)
            },
            try system("/sw.js", "serviceWorker") { _ in
                let worker = WebAssets.serviceWorker
                var response = Response(200, type: worker.mediaType, bytes: worker.bytes)
                response.etag = ETag(of: worker.bytes)
                response.headers["Cache-Control"] = "no-cache"
                return response
            },
        ]
    }
}
