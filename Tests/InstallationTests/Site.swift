import Cluster
import FoundationEssentials
import Glibc
import Testing

/// A machine's worth of an installation: a folder of its own under /tmp, in which `hubctl` is run
/// as an operator does. Whatever comes of a test, its server is ended and its folder removed.
struct Site: Sendable {
    /// Absolute, and open to whoever the server runs as.
    let folder: String
    var home: String
    /// The user who runs hubctl; nil for ourselves.
    var user: String?
    var environment: [String: String] = [:]

    var keyPath: String { "\(home)/master.key" }
    var data: String { "\(home)/postgres/data" }
    var serverLog: String { "\(home)/postgres/server.log" }

    /// A site beside another of the same test comes in with it.
    static func with<Output>(
        as user: String? = nil, home: String = "home", beside other: Site? = nil,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (Site) async throws -> Output
    ) async throws -> Output {
        if other == nil { await SiteGate.shared.enter() }
        let outcome: Result<Output, any Error>
        do {
            let site = try Site(user: user, home: home)
            defer { site.remove() }
            outcome = .success(try await body(site))
        } catch {
            outcome = .failure(error)
        }
        if other == nil { await SiteGate.shared.leave() }
        return try outcome.get()
    }

    private init(user: String?, home: String) throws {
        try #require(Reaper.isReady)
        folder = Reaper.prefix + UUID().uuidString.prefix(8).lowercased()
        self.home = "\(folder)/\(home)"
        self.user = user
        try #require(mkdir(folder, 0o755) == 0)
        chmod(folder, 0o755)
        if let user {
            let entry = try #require(getpwnam(user))
            try #require(chown(folder, entry.pointee.pw_uid, entry.pointee.pw_gid) == 0)
        }
    }

    private func remove() {
        for _ in 0..<20 {
            for server in servers { server.killAll() }
            try? FileManager.default.removeItem(atPath: folder)
            if !FileManager.default.fileExists(atPath: folder) { return }
            usleep(100_000)
        }
    }

    var servers: [ServerProcesses] { ServerProcesses.under(folder) }

    // MARK: Running

    /// The program that was built together with these tests.
    static let executable: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let folder = (tests ?? CommandLine.arguments[0]).split(separator: "/").dropLast()
        return "/\(folder.joined(separator: "/"))/hubctl"
    }()

    func start(_ words: [String], _ more: [String: String] = [:]) throws -> Child {
        let usual = [
            "HUBCTL_HOME": home, "HOME": folder, "USER": user ?? "tester", "LANG": "C.UTF-8",
            "TMPDIR": folder,
        ]
        return try Child(
            [Self.executable] + words,
            environment: usual.merging(environment) { $1 }.merging(more) { $1 }, as: user,
            in: folder)
    }

    /// Runs hubctl to its end, however it ends.
    func run(_ words: String..., with more: [String: String] = [:]) async throws -> Child.Result {
        try await start(words, more).end()
    }

    /// Runs hubctl, which must end well; gives what it printed.
    @discardableResult
    func hubctl(
        _ words: String..., with more: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let result = try await start(words, more).end()
        try #require(
            result.status == 0, "hubctl \(words.joined(separator: " ")): \(result.errors)",
            sourceLocation: sourceLocation)
        return result.output
    }

    func json<Document: Decodable>(
        _ words: String..., as type: Document.Type = Document.self,
        with more: [String: String] = [:]
    ) async throws -> Document {
        let result = try await start(words + ["--json"], more).end()
        do {
            return try JSONDecoder().decode(type, from: Data(result.output.utf8))
        } catch {
            throw Child.Failure(
                description: "\(words): \(error); \(result.output) \(result.errors)")
        }
    }

    /// Whom the server runs as, when that is not ourselves.
    var serverUser: String? { user ?? (geteuid() == 0 ? "postgres" : nil) }

    /// Runs a tool of PostgreSQL, of the same folder as the server's.
    func tool(_ name: String, _ words: String..., as user: String? = nil) async throws
        -> Child.Result
    {
        let bin = try PrivateCluster.installation().bin
        return try await Child(["\(bin)/\(name)"] + words, as: user, in: folder).end()
    }

    /// Asks the private cluster as its owner; one line a row.
    @discardableResult
    func sql(_ statement: String, database: String = "hub") async throws -> String {
        let result = try await tool(
            "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", "\(home)/postgres/run", "-U",
            "hub_owner", "-d", database, "-c", statement, as: serverUser)
        guard result.status == 0 else {
            throw Child.Failure(description: "\(statement): \(result.errors)")
        }
        return result.output.split(separator: "\n").joined(separator: "\n")
    }

    /// Everything in the database, as text; the same text as long as nothing changes.
    func dump() async throws -> String {
        let result = try await tool(
            "pg_dump", "-h", "\(home)/postgres/run", "-U", "hub_owner", "hub", as: serverUser)
        try #require(result.status == 0, "\(result.errors)")
        // A dump is sealed with a random word against psql's own commands, and the numbers that a
        // transaction drew are not given back when it fails.
        return result.output.split(separator: "\n").filter { line in
            !["restrict ", "setval('public.change_number'"].contains { line.contains($0) }
        }.joined(separator: "\n")
    }

    /// Puts files of `bytes` into the folder; gives their paths in the order of their names.
    func write(_ files: [(name: String, bytes: [UInt8])]) throws -> [String] {
        try files.map { file in
            let path = "\(folder)/\(file.name)"
            try Data(file.bytes).write(to: URL(filePath: path))
            chmod(path, 0o644)
            return path
        }
    }

    /// Makes hubs and imports a few logs, which together take a second.
    func importSome() async throws {
        try await hubctl("import", "hubs", try write([Truth.hubs])[0])
        let logs = try write(Array(Truth.some))
        let result = try await start(["import", "hublog", "--accept-rejects"] + logs).end()
        try #require(result.status == 0, "\(result.errors)")
    }
}
