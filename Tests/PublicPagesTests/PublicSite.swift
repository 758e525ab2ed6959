import CaseStore
import Casework
import Codelists
import Credentials
import Foundation
import FoundationNetworking
import Glibc
import HTTP
import HubServer
import Operations
import Postgres
import Reporting
import Synchronization
import TestClient
import TestDatabase

/// A running service as the public reaches it, and the operator beside it.
struct PublicSite: Sendable {
    let operation: Application
    let signIn: SignIn
    let address: String
    /// By which forms and links grow old; it stands until a test moves it.
    let clock: StandingClock

    /// What everybody may see and send in, as the running service has it.
    var directory: PublicDirectory {
        PublicDirectory(signIn, site: address, clock: clock.read, patience: .zero)
    }

    static let password = "correct horse battery"

    static func with(_ body: @Sendable (PublicSite) async throws -> Void) async throws {
        try await TestDatabase.withConnectionString { connection in
            func pool(_ connection: String) -> Pool {
                Pool(
                    PoolConfiguration(
                        connection, maximumSize: 3, acquireTimeout: .seconds(300),
                        connectTimeout: .seconds(300)))
            }
            let owner = pool(connection)
            let service = pool("\(connection) user=hub_service")
            let master = MasterKey.generate()
            let vault = Vault(master: master)
            let operation = Application(
                database: owner, vault: vault, actor: .machine("test"))
            let signIn = SignIn(database: service, vault: vault, cost: .floor)
            var hubService = try HubService(signIn)
            let port = try freePort()
            let socket = try ListeningSocket(address: "127.0.0.1", port: port)
            // Links in mail name the port, before the service is there.
            let address = "http://localhost:\(port)"
            hubService.site = address
            let clock = StandingClock()
            hubService.clock = clock.read
            hubService.patience = .zero
            let result = await Result {
                try await withService(hubService.start, on: socket) { _ in
                    try await operation.check(master)
                    try await body(
                        PublicSite(
                            operation: operation, signIn: signIn, address: address, clock: clock))
                }
            }
            await service.close()
            await owner.close()
            try result.get()
        }
    }

    /// A port that nobody listened on a moment ago.
    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw URLError(.cannotConnectToHost) }
        return UInt16(bigEndian: name.sin_port)
    }

    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let body: Data

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await answer(path, form: nil, headers: headers)
    }

    func post(_ path: String, _ fields: [(String, String)]) async throws -> Answer {
        try await answer(path, form: fields, headers: [:])
    }

    private func answer(
        _ path: String, form: [(String, String)]?, headers: [String: String]
    ) async throws -> Answer {
        guard let url = URL(string: path.hasPrefix("http") ? path : address + path) else {
            throw URLError(.badURL)
        }
        var request = URLRequest(url: url, timeoutInterval: 300)
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        if let form {
            request.httpMethod = "POST"
            request.setValue(
                "application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
            request.httpBody = Data(
                form.map { "\(Self.encoded($0))=\(Self.encoded($1))" }.joined(separator: "&").utf8)
        }
        let (data, response) = try await URLSession.shared.data(for: request)
        let answer = response as? HTTPURLResponse
        var fields: [String: String] = [:]
        for (name, value) in answer?.allHeaderFields ?? [:] {
            fields["\(name)".lowercased()] = "\(value)"
        }
        return Answer(status: answer?.statusCode ?? 0, headers: fields, body: data)
    }

    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// An account whose password need not be changed.
    func add(_ name: String, _ role: Role, country: String? = nil) async throws {
        guard let post = Post(role, hub: nil, country: country.flatMap { Country($0) }) else {
            throw URLError(.badURL)
        }
        _ = try await operation.addAccount(
            NewAccount(name: name, post: post), password: Self.password, cost: .floor)
    }

    /// The header by which a page knows who signed in.
    func session(of name: String) async throws -> [String: String] {
        let entry = try await signIn.begin(
            name: name, password: Self.password,
            from: SignIn.Source(address: "192.0.2.1", label: "Test"))
        return ["Cookie": "__Host-session=\(entry.token.text)"]
    }

    /// Takes in one of the demonstration's hub logs.
    func importLog(_ name: String) async throws {
        guard let log = EmbeddedFile.named("demonstration/q1-2021/logs/\(name)") else {
            throw URLError(.badURL)
        }
        let path = FileManager.default.temporaryDirectory
            .appending(path: "hub-log-\(UUID().uuidString).csv").path
        try Data(log.bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        var options = ImportHubLog.Options()
        options.acceptsRejects = true
        _ = try await ImportHubLog(operation, options: options).run(file: name, path: path)
    }

    /// Closes a quarter with whatever stands in the way.
    func closeQuarter(_ quarter: Quarter) async throws {
        let items = try await operation.status(of: quarter).review.items
        _ = try await operation.close(
            quarter, accepting: Set(items.map(\.name)), reason: "Review")
    }

    /// What waits to be mailed, sent nowhere but here.
    func mail() async throws -> [OutgoingMail] {
        let box = MailBox()
        _ = try await operation.sendMail {
            await box.put($0)
            return .taken
        }
        return await box.mail
    }

    /// The first link of a mail.
    static func link(in mail: OutgoingMail) -> String? {
        mail.body.split(whereSeparator: \.isWhitespace).map(String.init)
            .first { $0.hasPrefix("http") }
    }
}

/// The second at which it was made, and whatever a test adds.
final class StandingClock: Sendable {
    private let seconds = Mutex(PublicDirectory.systemClock())

    @Sendable
    func read() -> Int { seconds.withLock { $0 } }

    func advance(by more: Int) { seconds.withLock { $0 += more } }

    /// As long as somebody takes at least who fills in a form.
    func letSomebodyWrite() { advance(by: 5) }
}

actor MailBox {
    private(set) var mail: [OutgoingMail] = []

    func put(_ one: OutgoingMail) { mail.append(one) }
}
