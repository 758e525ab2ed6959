import CaseStore
import Casework
import Cluster
import Codelists
import Credentials
import FoundationEssentials
import Glibc
import HubLogs
import Operations
import Postgres

/// What every benchmark works with: the options, a folder, and a PostgreSQL of our own with its
/// usual durability.
struct Bench: Sendable {
    let options: Options
    let folder: String
    let cluster: PrivateCluster
    let master: MasterKey
    /// Of a clerk of `clerkHub`, in every database.
    let token: AccessToken
    static let clerkHub = HubCode("MX-TAP")

    /// A migrated database with the hubs of the demonstration, to be copied.
    static let template = "bench_template"

    static func start(_ options: Options) async throws -> Bench {
        let folder =
            options.keep
            ?? FileManager.default.temporaryDirectory
            .appending(path: "hubbench-\(getpid())").path()
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o711])
        let cluster = PrivateCluster(directory: "\(folder)/postgres")
        Departure.prepare(folder: folder, cluster: cluster)
        try cluster.create()
        try cluster.start()
        let kept = options.keep == nil ? nil : try keptSecrets(in: folder)
        let bench = Bench(
            options: options, folder: folder, cluster: cluster,
            master: kept?.master ?? .generate(), token: kept?.token ?? AccessToken(.api))
        if try await bench.exists(template) { return bench }
        try await bench.administer("CREATE DATABASE \(template)")
        try await bench.withPool(template, .owner) { pool in
            _ = try await pool.withConnection { try await Migrator().run(on: $0) }
            let application = bench.application(pool)
            try await application.check(bench.master)
            let file = EmbeddedFile.named("demonstration/q1-2021/hubs.csv")
            let rows = (file?.lines ?? []).enumerated().map { index, line in
                TableRow(line: index + 1, fields: EmbeddedFile.fields(line))
            }
            _ = try await application.importHubs(HubFile.hubs(in: rows).get())
            try await bench.addClerk(application)
        }
        return bench
    }

    /// What a kept folder's databases are opened with, made the first time.
    private static func keptSecrets(
        in folder: String
    ) throws -> (master: MasterKey, token: AccessToken) {
        let (key, token) = ("\(folder)/master.key", "\(folder)/token")
        if access(key, F_OK) != 0 {
            try MasterKey.generate().write(to: key)
            try Data(AccessToken(.api).text.utf8).write(to: URL(filePath: token))
        }
        let text = String(decoding: try Data(contentsOf: URL(filePath: token)), as: UTF8.self)
        return (try MasterKey.read(from: key), AccessToken(text, .api) ?? AccessToken(.api))
    }

    private func exists(_ database: String) async throws -> Bool {
        try await withPool("postgres", .owner) { pool in
            try await pool.one(
                Query<Bool>("SELECT EXISTS (SELECT FROM pg_database WHERE datname = \(database))"))
        }
    }

    /// A database that stays for another run where the folder is kept, with its routines as they are
    /// now; filled when it is made.
    func withKeptDatabase<Result>(
        _ name: String, fill: () async throws -> Void, _ body: () async throws -> Result
    ) async throws -> Result {
        guard options.keep != nil else {
            return try await withDatabase(name) {
                try await fill()
                return try await body()
            }
        }
        if try await exists(name) {
            try await withPool(name, .owner) { pool in
                _ = try await pool.withConnection { try await Migrator().run(on: $0) }
            }
        } else {
            try await administer("CREATE DATABASE \(name) TEMPLATE \(Self.template)")
            try await fill()
        }
        return try await body()
    }

    /// Tells on standard error how far things are.
    func say(_ text: String) { Program.complain(text) }

    func application(_ pool: Pool) -> Application {
        Application(database: pool, vault: Vault(master: master), actor: .machine("bench"))
    }

    /// What a clerk works with who has signed in.
    func clerk(_ pool: Pool) async throws -> Application {
        let signIn = SignIn(database: pool, vault: Vault(master: master))
        return try signIn.application(for: try await signIn.authenticate(bearerToken: token.text))
    }

    private func addClerk(_ application: Application) async throws {
        guard let post = Post(.clerk, hub: Self.clerkHub) else { return }
        _ = try await application.addAccount(
            NewAccount(name: "clerk", post: post), password: token.text)
        let account = try await application.account("clerk").id
        try await application.database.run(
            .addToken(
                .new(), of: account, name: "bench", token: token.digest,
                access: token.access.digest, scopes: nil, days: 1))
    }

    /// A fresh database, copied from the template unless told otherwise, and dropped afterwards.
    func withDatabase<Result>(
        _ name: String, template: String = Bench.template, _ body: () async throws -> Result
    ) async throws -> Result {
        try await administer("CREATE DATABASE \(name) TEMPLATE \(template)")
        do {
            let result = try await body()
            try await administer("DROP DATABASE \(name) WITH (FORCE)")
            return result
        } catch {
            try? await administer("DROP DATABASE \(name) WITH (FORCE)")
            throw error
        }
    }

    func withPool<Result>(
        _ database: String, _ access: Access = .operation, connections: Int = 1,
        _ body: (Pool) async throws -> Result
    ) async throws -> Result {
        let pool = Pool(
            PoolConfiguration(
                connection(database, access), maximumSize: connections))
        do {
            let result = try await body(pool)
            await pool.close()
            return result
        } catch {
            await pool.close()
            throw error
        }
    }

    /// How a connection is held by row security.
    enum Access {
        /// Not at all.
        case owner
        /// As the operator's commands are: by name.
        case operation
        /// As the pages are: to whoever is signed in.
        case service
    }

    func connection(_ database: String, _ access: Access = .operation) -> String {
        let role = access == .service ? PrivateCluster.Role.service : .owner
        return cluster.connectionString(role: role, database: database)
            + (access == .operation ? " options='-c role=hub_service'" : "")
    }

    func administer(_ sql: String) async throws {
        try await withPool("postgres", .owner) { pool in
            _ = try await pool.withConnection { try await $0.execute(script: sql) }
        }
    }

    /// A program of the PostgreSQL that the cluster runs.
    func postgresTool(_ arguments: [String]) throws -> Tool {
        let bin = try PrivateCluster.installation().bin
        return Tool(arguments: ["\(bin)/\(arguments[0])"] + arguments.dropFirst(), folder: folder)
    }

    /// The `hubctl` that was built together with this program.
    func hubctl(
        _ arguments: [String], home: String, database: String = "", others: [String: String] = [:]
    ) throws -> Tool {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = own.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/hubctl"
        guard access(path, X_OK) == 0 else {
            throw Tool.Failure(
                tool: path, status: 127, said: "build it: swift build -c release")
        }
        return Tool(
            arguments: [path] + arguments,
            environment: ["HUBCTL_HOME": home, "DATABASE_URL": database, "LC_ALL": "C.UTF-8"]
                .merging(others) { $1 },
            folder: folder)
    }
}
