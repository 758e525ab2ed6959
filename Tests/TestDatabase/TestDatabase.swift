import CaseStore
import Cluster
import FoundationEssentials
public import Postgres

/// A database of its own for one test, made from a migrated template in milliseconds on a real
/// PostgreSQL.
public enum TestDatabase {
    /// Runs `body` with a pool on a fresh database, then drops it.
    public static func with<Result: Sendable>(
        maximumConnections: Int = 8, _ body: @Sendable (Pool) async throws -> Result
    ) async throws -> Result {
        try await withConnectionString { connectionString in
            let pool = Pool(
                PoolConfiguration(
                    connectionString, maximumSize: maximumConnections,
                    acquireTimeout: TestServer.patience, connectTimeout: TestServer.patience))
            do {
                let result = try await body(pool)
                await pool.close()
                return result
            } catch {
                await pool.close()
                throw error
            }
        }
    }

    /// Runs `body` with the connection string of a fresh database, then drops it.
    public static func withConnectionString<Result: Sendable>(
        _ body: @Sendable (String) async throws -> Result
    ) async throws -> Result {
        await DatabaseGate.shared.enter()
        do {
            let result = try await withOwnDatabase(body)
            await DatabaseGate.shared.leave()
            return result
        } catch {
            await DatabaseGate.shared.leave()
            throw error
        }
    }

    private static func withOwnDatabase<Result: Sendable>(
        _ body: @Sendable (String) async throws -> Result
    ) async throws -> Result {
        let server = try await TestServer.shared.value
        let name = "test_\(UUID().uuidString.lowercased().replacing("-", with: ""))"
        try await server.administer(
            "CREATE DATABASE \(name) TEMPLATE \(TestServer.template)")
        do {
            let result = try await body(server.connectionString(database: name))
            try await server.administer("DROP DATABASE \(name) WITH (FORCE)")
            return result
        } catch {
            try? await server.administer("DROP DATABASE \(name) WITH (FORCE)")
            throw error
        }
    }
}

/// The PostgreSQL that all tests of a process share.
struct TestServer: Sendable {
    /// A busy machine may be slow; a test that hangs is ended by the whole run's limit.
    static let patience = Duration.seconds(300)
    static let template = "hub_template_\(ProcessInfo.processInfo.processIdentifier)"

    /// Started on first use: the server that HUB_TEST_SERVER names, or one of our own.
    static let shared = Task<TestServer, any Error> {
        let environment = ProcessInfo.processInfo.environment
        let server: TestServer
        if let base = environment["HUB_TEST_SERVER"], !base.isEmpty {
            server = TestServer(base: base)
        } else {
            let directory = "/tmp/hub-test-\(ProcessInfo.processInfo.processIdentifier)"
            let cluster = PrivateCluster(directory: directory)
            try cluster.create()
            try cluster.start()
            OwnCluster.stopAtExit(directory)
            server = TestServer(
                base: cluster.connectionString(role: .owner, database: "postgres"))
        }
        if environment["HUB_TEST_SERVER"] == nil {
            // What a test writes need not outlive a power cut.
            try await server.administer("ALTER SYSTEM SET fsync = off")
            try await server.administer("SELECT pg_reload_conf()")
        }
        try await server.administer("DROP DATABASE IF EXISTS \(template) WITH (FORCE)")
        try await server.administer("CREATE DATABASE \(template)")
        let pool = Pool(
            PoolConfiguration(
                server.connectionString(database: template), maximumSize: 1))
        _ = try await pool.withConnection { try await Migrator().run(on: $0) }
        await pool.close()
        return server
    }

    /// A connection string that names a maintenance database.
    let base: String

    func connectionString(database: String) -> String {
        // The last setting of a key wins in libpq.
        "\(base) dbname=\(database)"
    }

    func administer(_ sql: String) async throws {
        let pool = Pool(
            PoolConfiguration(
                base, maximumSize: 1, acquireTimeout: Self.patience, connectTimeout: Self.patience))
        do {
            _ = try await pool.withConnection { try await $0.execute(script: sql) }
            await pool.close()
        } catch {
            await pool.close()
            throw error
        }
    }
}
