public import HTTP

/// Serves for as long as `body` runs, at a free port if none is given, on a machine where many tests
/// run at once.
public func withService<Value>(
    _ start: (ListeningSocket, ServerConfiguration) throws -> Server,
    on socket: ListeningSocket? = nil, _ body: (Server) async throws -> Value
) async throws -> Value {
    // What takes a second alone may take half a minute then, and a test of what is answered does not
    // ask how soon.
    var configuration = ServerConfiguration()
    configuration.leastTimeLimit = .seconds(300)
    let server = try start(try socket ?? ListeningSocket(port: 0), configuration)
    let result = await Result { try await body(server) }
    await server.stop(limit: .seconds(5))
    return try result.get()
}

extension Result where Failure == any Error {
    /// What came of `body`, for whoever has to clean up before it is told.
    public init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
