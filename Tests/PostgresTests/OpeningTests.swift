import Glibc
import Postgres
import Testing

@Suite(.timeLimit(.minutes(5))) struct OpeningTests {
    @Test("Everybody who waits hears that no connection can be opened")
    func failure() async throws {
        let pool = Pool(
            PoolConfiguration(
                "host=/nonexistent dbname=none", maximumSize: 2, acquireTimeout: .seconds(300)))
        await withTaskGroup { group in
            for _ in 0..<10 {
                group.addTask {
                    let error = await #expect(throws: PostgresError.self) {
                        try await pool.run("SELECT 1")
                    }
                    #expect(error?.code == .cannotConnect)
                }
            }
        }
        #expect(pool.usage == PoolUsage(connections: 0, unused: 0, waiting: 0))
        await pool.close()
    }

    @Test("A server that accepts and never answers is given up")
    func silence() async throws {
        let listener = try #require(SilentServer())
        var configuration = PoolConfiguration("host=\(listener.directory) dbname=none")
        configuration.connectTimeout = .milliseconds(30)
        configuration.acquireTimeout = .seconds(300)
        let pool = Pool(configuration)
        for _ in 0..<3 {
            let error = await #expect(throws: PostgresError.self) {
                try await pool.run("SELECT 1")
            }
            #expect(error?.code == .cannotConnect)
        }
        #expect(pool.usage.connections == 0)
        await pool.close()
    }

    @Test("A caller's time runs out while the connection is being opened")
    func slowOpening() async throws {
        let listener = try #require(SilentServer())
        var configuration = PoolConfiguration("host=\(listener.directory) dbname=none")
        configuration.acquireTimeout = .milliseconds(20)
        configuration.connectTimeout = .milliseconds(200)
        let pool = Pool(configuration)
        await #expect(throws: PoolError.timedOut(after: .milliseconds(20))) {
            try await pool.run("SELECT 1")
        }
        // Waits for the attempt, which nobody wants any more.
        await pool.close()
        #expect(pool.usage.connections == 0)
    }
}

/// A socket where a server is expected, with nobody behind it.
private final class SilentServer: Sendable {
    let directory: String
    private let descriptor: Int32

    init?() {
        directory = "/tmp/silent-\(getpid())-\(UInt16.random(in: 0...UInt16.max))"
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0, mkdir(directory, 0o700) == 0 else { return nil }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) {
            $0.copyBytes(from: "\(directory)/.s.PGSQL.5432".utf8)
        }
        let status = withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0, listen(descriptor, 16) == 0 else { return nil }
    }

    deinit {
        close(descriptor)
        unlink("\(directory)/.s.PGSQL.5432")
        rmdir(directory)
    }
}
