/// A cookie as the server sets it; not readable by scripts and only sent encrypted unless said so.
public struct SetCookie: Sendable {
    public enum SameSite: String, Sendable {
        case strict = "Strict"
        case lax = "Lax"
    }

    public let name: String
    public let value: String
    public var path = "/"
    /// Nil: until the browser is closed. Zero removes the cookie.
    public var maxAge: Duration?
    public var isSecure = true
    public var isHTTPOnly = true
    public var sameSite = SameSite.lax

    /// Nil where the name or the value holds what a cookie cannot (RFC 6265, section 4.1.1), or
    /// where the name is empty.
    public init?(_ name: String, _ value: String) {
        guard !name.isEmpty, name.utf8.allSatisfy(Framing.isTokenByte),
            value.utf8.allSatisfy({
                (0x21...0x7e).contains($0) && ![0x22, 0x2c, 0x3b, 0x5c].contains($0)
            })
        else { return nil }
        self.name = name
        self.value = value
    }

    /// The value of the `Set-Cookie` header.
    public var header: String {
        var text = "\(name)=\(value); Path=\(path)"
        if let maxAge { text += "; Max-Age=\(maxAge.components.seconds)" }
        if isSecure { text += "; Secure" }
        if isHTTPOnly { text += "; HttpOnly" }
        return text + "; SameSite=\(sameSite.rawValue)"
    }
}
