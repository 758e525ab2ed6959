import Console
import FoundationEssentials
import Glibc
import HTTP
import HubServer
import Operations
import Postgres
import Texts

/// `hubctl serve`: the API and the pages, until it is told to stop.
struct Serve: Command {
    static let usage = Usage(
        "serve", summary: "command.serve", discussion: "command.serve.discussion",
        options: [
            .value("port", "number", help: "option.serve.port"),
            .value("address", "address", help: "option.serve.address"),
            .value("certificate", "file", values: .file, help: "option.serve.certificate"),
            .value("key", "file", values: .file, help: "option.serve.key"),
            .value("proxy", "addresses", help: "option.serve.proxy"),
            .value("site", "address", help: "option.serve.site"),
            .value("tiles", "address", help: "option.serve.tiles"),
        ],
        examples: [
            "hubctl serve", "hubctl serve --port 9000",
            "hubctl serve --address 0.0.0.0 --port 443 --certificate hub.pem --key hub.key",
            "hubctl serve --proxy 127.0.0.1",
        ])

    let port: UInt16
    let address: String
    let tls: (certificate: String, key: String)?
    let proxies: Set<String>
    let site: String?
    let tiles: String?

    init(_ arguments: inout Arguments) throws(UsageError) {
        port = try arguments.value("port") ?? 8080
        address = try arguments.value("address") ?? "127.0.0.1"
        let certificate: String? = try arguments.value("certificate")
        let key: String? = try arguments.value("key")
        guard (certificate == nil) == (key == nil) else { throw .rule("serve.rule.tls") }
        tls = certificate.flatMap { certificate in key.map { (certificate, $0) } }
        let names: String = try arguments.value("proxy") ?? ""
        proxies = Set(names.split(separator: ",").map(String.init))
        site = try arguments.value("site", parse: DirectorySite.address)
        tiles = try arguments.value("tiles", parse: DirectorySite.address)
    }

    func run(in session: Session) async throws {
        let workplace = session.workplace
        if !workplace.isInitialised { try await workplace.initialise() }
        try await workplace.start()
        let signIn = try await workplace.openService()
        // By it `hubctl down` finds us; a second one on another port goes without.
        let claim = ServiceClaim(home: workplace.home)
        defer { withExtendedLifetime(claim) {} }
        do {
            var service = try HubService(signIn)
            let scheme = tls == nil ? "http" : "https"
            service.site = site ?? "\(scheme)://\(address):\(port)"
            service.tiles = tiles
            try await serve(service, in: session)
            await signIn.database.close()
        } catch {
            await signIn.database.close()
            throw error
        }
    }

    private func serve(_ service: HubService, in session: Session) async throws {
        let environment = ProcessInfo.processInfo.environment
        let socket =
            environment["LISTEN_FDS"] == nil
            ? try ListeningSocket(address: address, port: port) : try .passedBySystemd()
        let server = try service.start(on: socket, configuration: try configuration())
        let scheme = tls == nil ? "http" : "https"
        // By its name, browsers take this machine for trustworthy without TLS.
        let host =
            address == "127.0.0.1" ? "localhost" : address.contains(":") ? "[\(address)]" : address
        session.terminal.writeError(
            session.texts("serve.ready", ["url": "\(scheme)://\(host):\(server.port)"]))
        let systemd = SystemdNotice(environment: environment)
        systemd?.ready()
        let watchdog = Task { await service.reportHealth(to: systemd) }
        await StopSignal.wait()
        watchdog.cancel()
        systemd?.stopping()
        session.terminal.writeError(session.texts("serve.stopping"))
        await server.stop()
    }

    private func configuration() throws -> ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.trustedProxies = proxies
        if let tls {
            configuration.tls = .init(
                certificate: try Self.text(of: tls.certificate), key: try Self.text(of: tls.key))
        }
        return configuration
    }

    private static func text(of path: String) throws -> String {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw ServeProblem.unreadable(path)
        }
        return String(decoding: data, as: UTF8.self)
    }
}

/// Why the service does not start.
enum ServeProblem: Error, Equatable {
    case unreadable(String)
}

extension ServerError {
    func text(_ texts: Texts) -> String {
        switch self {
        case .badAddress(let address): texts("serve.error.address", ["address": address])
        case .cannotListen(let number):
            texts("serve.error.listen", ["reason": String(cString: strerror(number))])
        case .noSocketPassed: texts("serve.error.socket")
        case .certificateRefused: texts("serve.error.certificate")
        case .engineFailed: texts("serve.error.engine")
        }
    }
}
