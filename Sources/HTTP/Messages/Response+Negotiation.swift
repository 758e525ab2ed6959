extension Response {
    /// Bodies smaller than this do not get shorter on the wire.
    private static let smallestCompressed = 1024
    /// Kinds of content, beside `text/`, that compress.
    private static let compressible: Set<Substring> = [
        "application/json", "application/problem+json", "application/javascript",
        "application/xml", "application/manifest+json", "application/geo+json", "image/svg+xml",
    ]

    /// As this client wants it: 304 where it has the same already, compressed where it may be.
    func negotiated(with request: Request) -> Response {
        var response = self
        let isGet = request.method == .get || request.method == .head
        let isSame = etag.map { etag in request.ifNoneMatch?.contains(where: etag.matches) ?? false
        }
        let isUnchanged = isGet && status == 200 && isSame == true
        if isUnchanged {
            response.status = 304
            response.body = .bytes([])
            response.headers["Content-Type"] = nil
        }
        let isCompressed = isCompressible && response.compress(for: request, unless: isUnchanged)
        if let etag { response.headers["ETag"] = etag.header(isWeak: isCompressed) }
        return response
    }

    private var isCompressible: Bool {
        guard mayCompress, headers["Content-Encoding"] == nil,
            let type = headers["Content-Type"]?.split(separator: ";").first?.trimmingSpaces()
        else { return false }
        // An event stream has to arrive event by event.
        return type.hasPrefix("text/") && type != "text/event-stream"
            || Self.compressible.contains(type)
    }

    private mutating func compress(for request: Request, unless isUnchanged: Bool) -> Bool {
        headers.add("Vary", "Accept-Encoding")
        guard !isUnchanged, request.acceptsGzip else { return false }
        switch body {
        case .file:
            return false
        case .bytes(let bytes):
            guard bytes.count >= Self.smallestCompressed else { return false }
            body = .bytes(Gzip().compress(bytes, isLast: true))
        case .stream(let write):
            body = .stream { writer in try await writer.compressing(write) }
        }
        headers["Content-Encoding"] = "gzip"
        return true
    }
}

extension Request {
    /// Whether `gzip` is named in Accept-Encoding and not with a weight of zero.
    var acceptsGzip: Bool {
        headers.list("Accept-Encoding").contains { coding in
            let parts = coding.split(separator: ";").map { $0.trimmingSpaces() }
            let isRefused = parts.dropFirst().contains { $0.wholeMatch(of: /[qQ]=0(\.0*)?/) != nil }
            return parts.first.map { $0.lowercased() == "gzip" } == true && !isRefused
        }
    }
}
