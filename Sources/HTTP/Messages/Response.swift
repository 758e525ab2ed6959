/// An answer.
public struct Response: Sendable {
    public enum Body: Sendable {
        case bytes([UInt8])
        /// A plain file, sent without being read into memory.
        case file(path: String)
        /// Written while it is sent: `write` waits while the client is slower than the writer.
        case stream(@Sendable (BodyWriter) async throws -> Void)
    }

    public var status: Int
    public var headers: Headers
    public var body: Body
    /// Answers `If-None-Match` with 304.
    public var etag: ETag?
    /// Whether text may be compressed. False where a page shows a secret beside what a visitor
    /// chose: the length of such a page tells about the secret.
    public var mayCompress = true

    public init(_ status: Int = 200, headers: Headers = [:], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    public init(_ status: Int = 200, type: String, bytes: [UInt8]) {
        self.init(status, headers: ["Content-Type": type], body: .bytes(bytes))
    }

    public init(_ status: Int = 200, text: String) {
        self.init(status, type: "text/plain; charset=utf-8", bytes: Array(text.utf8))
    }

    public mutating func set(_ cookie: SetCookie) {
        headers.add("Set-Cookie", cookie.header)
    }

    /// Whether every header can be sent: no line end, no other control character.
    var isSound: Bool {
        headers.fields.allSatisfy { name, value in
            !name.isEmpty && name.utf8.allSatisfy(Framing.isTokenByte)
                && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }
        } && (200...599).contains(status)
    }
}
