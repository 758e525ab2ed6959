/// One request, complete with its body.
public struct Request: Sendable {
    public enum Body: Sendable {
        case bytes([UInt8])
        case file(UploadedFile)
    }

    public let method: Method
    /// Path and query as they came. May hold personal data: not for logs.
    public let target: String
    /// Decoded, without slashes; empty for `/`.
    public internal(set) var segments: [String] = []
    public internal(set) var query: [QueryItem] = []
    public let headers: Headers
    public internal(set) var body = Body.bytes([])
    /// The client's address in numbers, from a trusted proxy's word where there is one; `unix` for
    /// a local socket.
    public internal(set) var remoteAddress: String
    /// Whether the client's own connection is encrypted, as far as we or a trusted proxy know.
    public internal(set) var isSecure: Bool
    /// Names the request in logs and answers: letters, digits, `-` and `_`.
    public internal(set) var id: String
    /// The template of the route, such as `/api/v1/events/{id}`; nil where none was found.
    public internal(set) var route: String?
    public internal(set) var parameters: [String: String] = [:]
    /// When the answer is given up.
    public internal(set) var deadline: ContinuousClock.Instant

    /// The bytes of a body that was not kept in a file.
    public var bytes: [UInt8] {
        if case .bytes(let bytes) = body { bytes } else { [] }
    }

    /// A path parameter. What does not read as a `Value` names nothing: `notFound`.
    public func parameter<Value: LosslessStringConvertible>(
        _ name: String, as type: Value.Type = Value.self
    ) throws(HTTPError) -> Value {
        guard let value = parameters[name].flatMap(Value.init) else { throw HTTPError(.notFound) }
        return value
    }

    /// The first query item of that name; nil where there is none, `badQuery` where it does not
    /// read as a `Value`.
    public func queryValue<Value: LosslessStringConvertible>(
        _ name: String, as type: Value.Type = Value.self
    ) throws(HTTPError) -> Value? {
        guard let text = query.first(where: { $0.name == name })?.value else { return nil }
        guard let value = Value(text) else { throw HTTPError(.badQuery, field: name) }
        return value
    }

    /// The fields of an `application/x-www-form-urlencoded` body.
    public func form() throws(HTTPError) -> [QueryItem] {
        let type = headers["Content-Type"]?.split(separator: ";").first?.trimmingSpaces() ?? ""
        guard Headers.isSame(String(type), "application/x-www-form-urlencoded") else {
            throw HTTPError(.unsupportedMediaType)
        }
        guard let text = String(validating: bytes, as: UTF8.self), let items = QueryItem.parse(text)
        else { throw HTTPError(.badForm) }
        return items
    }

    /// The value of a cookie; the first where a client sends several of that name.
    public func cookie(_ name: String) -> String? {
        for pair in headers.all("Cookie").flatMap({ $0.split(separator: ";") }) {
            let pieces = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pieces.count == 2, pieces[0].trimmingSpaces() == name {
                return String(pieces[1].trimmingSpaces())
            }
        }
        return nil
    }

    /// The tags of `If-Match`; nil where there is no such header.
    public var ifMatch: [ETag]? { tags("If-Match") }

    var ifNoneMatch: [ETag]? { tags("If-None-Match") }

    private func tags(_ name: String) -> [ETag]? {
        headers[name] == nil ? nil : headers.list(name).compactMap { ETag(header: $0) }
    }
}
