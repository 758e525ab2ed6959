/// A request's method, such as `GET`; case-sensitive, as the standard has it.
public struct Method: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let get = Method(rawValue: "GET")
    public static let head = Method(rawValue: "HEAD")
    public static let post = Method(rawValue: "POST")
    public static let put = Method(rawValue: "PUT")
    public static let patch = Method(rawValue: "PATCH")
    public static let delete = Method(rawValue: "DELETE")

    /// The methods that routes are made of. Others are logged and counted as one.
    public static let known: [Method] = [.get, .head, .post, .put, .patch, .delete]
}
