import HTTP
import Synchronization
import TestClient
import Testing

/// Starts a server with `routes` at a free port, lets `body` use it, and stops it.
func withServer(
    _ routes: [Route<String>], configure: (inout ServerConfiguration) -> Void = { _ in },
    hooks: Hooks = .quiet, metrics: Metrics = Metrics(),
    _ body: (Server) async throws -> Void
) async throws {
    var configuration = ServerConfiguration()
    configure(&configuration)
    let server = try Server(
        on: ListeningSocket(port: 0), router: Router(routes), configuration: configuration,
        hooks: hooks, metrics: metrics)
    let result = await Result { try await body(server) }
    await server.stop(limit: .seconds(5))
    #expect(metrics.connections == 0 && metrics.requestsInFlight == 0)
    try result.get()
}

extension Hooks {
    /// Without a log on the test's terminal.
    static var quiet: Hooks {
        var hooks = Hooks()
        hooks.log = { _ in }
        return hooks
    }
}

/// A route under a name made of method and path.
func route(
    _ method: Method, _ path: String, body: BodyRule = .none, timeLimit: Duration = .seconds(30),
    admit: (@Sendable (Request) async throws -> Void)? = nil, handler: @escaping Handler
) throws -> Route<String> {
    Route(
        method, try #require(PathTemplate(path)), name: "\(method.rawValue) \(path)",
        description: "", body: body, timeLimit: timeLimit, admit: admit, handler: handler)
}

/// Answers with its path parameters, method and body.
func echo(_ method: Method = .get, _ path: String = "/echo", body: BodyRule = .none) throws
    -> Route<String>
{
    try route(method, path, body: body) { request in
        Response(
            text: "\(request.method.rawValue) \(String(decoding: request.bytes, as: UTF8.self))")
    }
}

/// Opens when told, once; those who wait before and after are let through.
final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>(
        (false, []))

    func open() {
        let waiting = state.withLock { state in
            defer { state = (true, []) }
            return state.waiting
        }
        for one in waiting { one.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }
}

/// Waits until something becomes true; a minute is for ever.
func eventually(_ what: Comment, _ condition: () async -> Bool) async throws {
    for _ in 0..<3000 {
        if await condition() { return }
        try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record(what)
}

/// A number that handlers change and tests read.
final class Counter: Sendable {
    private let number = Atomic<Int>(0)

    var value: Int { number.load(ordering: .acquiring) }
    func add(_ change: Int) { number.add(change, ordering: .acquiringAndReleasing) }
}
