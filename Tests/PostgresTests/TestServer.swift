import Foundation
import Glibc
import Postgres
import Synchronization
import Testing

/// A PostgreSQL for the tests: the one that HUB_TEST_SERVER names, or a private one in a temporary
/// directory, stopped and removed when the tests end.
final class TestServer: Sendable {
    static let shared: TestServer = {
        if let conninfo = ProcessInfo.processInfo.environment["HUB_TEST_SERVER"] {
            return TestServer(conninfo: conninfo)
        }
        return TestServer()
    }()

    let conninfo: String
    private let directory: String?

    private static let binaries = "/usr/lib/postgresql/15/bin"
    private static let directories = Mutex<[String]>([])

    private init(conninfo: String) {
        self.conninfo = conninfo
        directory = nil
    }

    /// Starts a server of its own, which may be stopped and started.
    init() {
        let directory = "/tmp/pg-\(getpid())-\(UInt16.random(in: 0...UInt16.max))"
        self.directory = directory
        conninfo = "host=\(directory) user=postgres dbname=postgres"
        mkdir(directory, 0o700)
        if getuid() == 0, let user = getpwnam("postgres") {
            chown(directory, user.pointee.pw_uid, user.pointee.pw_gid)
        }
        let isFirst = Self.directories.withLock { directories in
            directories.append(directory)
            return directories.count == 1
        }
        if isFirst { atexit { TestServer.removeAll() } }
        run("initdb --locale=C.UTF-8 --no-sync --auth=trust --username=postgres -D \(data)")
        start()
    }

    private var data: String { "\(directory ?? "")/data" }

    func start() {
        let options =
            "-c listen_addresses= -c unix_socket_directories=\(directory ?? "") -c fsync=off "
            + "-c max_connections=500 -c deadlock_timeout=100ms -c jit=off"
        run("pg_ctl start -w -D \(data) -l \(directory ?? "")/log -o '\(options)'")
    }

    func stop(_ mode: String) { run("pg_ctl stop -w -m \(mode) -D \(data)") }

    private func run(_ command: String) {
        let status = Self.execute(command, in: directory ?? "/")
        precondition(status == 0, "\(command) failed with \(status)")
    }

    @discardableResult
    private static func execute(_ command: String, in directory: String) -> Int32 {
        let user =
            getuid() == 0 ? "setpriv --reuid postgres --regid postgres --clear-groups " : ""
        return system(
            "cd \(directory) && \(user)\(binaries)/\(command) </dev/null >>\(directory)/out 2>&1")
    }

    private static func removeAll() {
        for directory in directories.withLock({ $0 }) {
            execute("pg_ctl stop -w -m immediate -D \(directory)/data", in: directory)
            _ = system("rm -rf \(directory)")
        }
    }
}

/// A value that several tasks change.
final class Shared<Value: Sendable>: Sendable {
    private let state: Mutex<Value>

    init(_ value: Value) { state = Mutex(value) }

    var value: Value { state.withLock { $0 } }

    @discardableResult
    func update<Result: Sendable>(_ body: (inout sending Value) -> sending Result) -> Result {
        state.withLock(body)
    }
}

/// Calls `body` with a pool whose tables live in a schema of their own, dropped afterwards.
nonisolated(nonsending) func withPool(
    on server: TestServer = .shared,
    size: Int = 4,
    change: (inout PoolConfiguration) -> Void = { _ in },
    _ body: (Pool) async throws -> Void
) async throws {
    let schema = "test_\(UInt64.random(in: 0...UInt64.max))"
    var configuration = PoolConfiguration(
        "\(server.conninfo) options='-c search_path=\(schema) -c client_min_messages=warning'",
        maximumSize: size, acquireTimeout: .seconds(300), connectTimeout: .seconds(300))
    change(&configuration)
    let pool = Pool(configuration)
    try await pool.run("CREATE SCHEMA \(raw: schema)")
    do {
        try await body(pool)
        try await pool.run("DROP SCHEMA \(raw: schema) CASCADE")
        await pool.close()
    } catch {
        await pool.close()
        throw error
    }
}

extension Pool {
    /// The only value that `statement` yields.
    func value<T: PostgresDecodable & Sendable>(
        _ statement: Statement, as type: T.Type = T.self
    ) async throws -> T {
        try await one(Query<T>(statement))
    }
}

extension Connection {
    /// The only value that `statement` yields.
    nonisolated func value<T: PostgresDecodable & Sendable>(
        _ statement: Statement, as type: T.Type = T.self
    ) async throws -> T {
        try await one(Query<T>(statement))
    }
}

/// Waits until `condition` holds, looking again and again.
func eventually(_ condition: () async throws -> Bool) async throws {
    while try await !condition() { try await Task.sleep(for: .milliseconds(2)) }
}

/// That a connection, or one of the pool, answers as if nothing had happened.
func expectUsable(_ connection: Connection) async throws {
    let answer: Int = try await connection.value("SELECT 4711")
    #expect(answer == 4711)
}

func expectUsable(_ pool: Pool) async throws {
    try await pool.withConnection { try await expectUsable($0) }
}
