/// What a service adds to every exchange.
public struct Hooks: Sendable {
    /// Makes the answer for an error: one of ours (`HTTPError`) or whatever a handler threw.
    ///
    /// Runs on threads that must not block. What is set of the request depends on how far it came.
    public var errorPage: @Sendable (any Error, Request) -> Response = Hooks.plainPage
    /// Sees every answer before it is sent: security headers.
    public var finish: @Sendable (inout Response, Request) -> Void = { _, _ in }
    /// Takes the access log.
    public var log: @Sendable (AccessRecord) -> Void = AccessRecord.log

    public init() {}

    @Sendable static func plainPage(_ error: any Error, _: Request) -> Response {
        let code = (error as? HTTPError)?.code ?? .internalError
        return Response(code.status, text: "\(code.rawValue)\n")
    }
}
