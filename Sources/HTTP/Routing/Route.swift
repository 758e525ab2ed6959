/// Answers a request. An error that it throws becomes a page by the error page hook.
public typealias Handler = @Sendable (Request) async throws -> Response

/// What is done with a request's body.
public enum BodyRule: Hashable, Sendable {
    /// There must be none.
    case none
    /// Kept in memory, up to so many bytes; the client has to say that it sends one.
    case bytes(limit: Int)
    /// Kept in a file, up to so many bytes.
    case file(limit: Int)

    var limit: Int {
        switch self {
        case .none: 0
        case .bytes(let limit), .file(let limit): limit
        }
    }
}

/// One operation of the service, as data: what is asked how, its limits, and who answers.
///
/// `Description` is the user's: what a document of the interface or a table of rights is made from.
public struct Route<Description: Sendable>: Sendable {
    public let method: Method
    public let path: PathTemplate
    /// Unique among the routes.
    public let name: String
    public let description: Description
    public let body: BodyRule
    /// How long the handler has. Then the client is answered `timedOut` and the handler cancelled.
    public let timeLimit: Duration
    /// Asked before the body is read; throws to refuse it. For big uploads, so that nobody without
    /// a right to them fills the disk.
    public let admit: (@Sendable (Request) async throws -> Void)?
    public let handler: Handler

    public init(
        _ method: Method, _ path: PathTemplate, name: String, description: Description,
        body: BodyRule = .none, timeLimit: Duration = .seconds(30),
        admit: (@Sendable (Request) async throws -> Void)? = nil, handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.name = name
        self.description = description
        self.body = body
        self.timeLimit = timeLimit
        self.admit = admit
        self.handler = handler
    }

    /// The same without its description, for the table that requests are looked up in.
    var undescribed: Route<Void> {
        Route<Void>(
            method, path, name: name, description: (), body: body, timeLimit: timeLimit,
            admit: admit, handler: handler)
    }
}
