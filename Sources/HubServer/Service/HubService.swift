import FoundationEssentials
public import HTTP
import OpenAPI
public import Operations
import Postgres
import Texts

/// The service: the API, the pages, and what those who run it look at, over one installation.
public struct HubService: Sendable {
    /// As nobody, until somebody shows who they are.
    let signIn: SignIn
    let metrics = Metrics()
    let answers = AnswerCache()
    let demonstration = ShownDemonstration()
    let document: [UInt8]
    /// Where the service is reached, without a slash at the end: for links in mail and feeds.
    public var site = "http://localhost:8080"
    /// The seconds since 1970 by which the public's forms and links grow old.
    public var clock: @Sendable () -> Int = PublicDirectory.systemClock
    /// How long a sender of too many forms waits to be told so again.
    public var patience: Duration = .seconds(1)
    /// The address of map tiles elsewhere, with places for `{z}`, `{x}` and `{y}`; nil for our own
    /// outlines alone.
    public var tiles: String?

    public init(_ signIn: SignIn) throws {
        self.signIn = signIn
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        document = Array(try encoder.encode(API.document.json))
    }

    /// Starts to serve; the server runs until it is stopped.
    public func start(
        on socket: ListeningSocket, configuration: ServerConfiguration
    ) throws -> Server {
        var configuration = configuration
        let database = signIn.database
        // Handlers run where their connections wait: no hand-over between threads.
        configuration.executor = { database.executor }
        var hooks = Hooks()
        hooks.errorPage = { [demonstration] error, request in
            request.wantsPage
                ? Self.page(
                    about: error, for: request, account: nil,
                    isDemonstration: demonstration.isKnown)
                : Self.answer(to: error, for: request)
        }
        hooks.finish = { response, request in Self.addSecurityHeaders(&response, request) }
        return try Server(
            on: socket, router: Router(try routes()), configuration: configuration, hooks: hooks,
            metrics: metrics)
    }

    /// Nothing but our own is loaded, nobody frames a page, and what is personal is kept nowhere.
    private static func addSecurityHeaders(_ response: inout Response, _ request: Request) {
        func add(_ name: String, _ value: String) {
            if response.headers[name] == nil { response.headers[name] = value }
        }
        add("X-Content-Type-Options", "nosniff")
        add("Referrer-Policy", "no-referrer")
        if response.headers["Content-Security-Policy"]?.contains("frame-ancestors *") != true {
            add("X-Frame-Options", "DENY")
        }
        add("Cache-Control", "no-store")
        add("Cross-Origin-Opener-Policy", "same-origin")
        add("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)")
        add(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
                + "object-src 'none'; img-src 'self' data:")
        if request.isSecure { add("Strict-Transport-Security", "max-age=31536000") }
        add("X-Request-Id", request.id)
    }
}

extension HubService {
    /// Tells the service manager that we are alive, as often as it wants to hear it, while the
    /// database answers.
    public func reportHealth(to systemd: SystemdNotice?) async {
        guard let systemd, let interval = systemd.watchdogInterval, interval > 0 else { return }
        while !Task.isCancelled {
            if (try? await signIn.database.check()) != nil { systemd.alive() }
            try? await Task.sleep(for: .microseconds(interval / 3))
        }
    }
}
