import Postgres
import Testing

@Suite(.timeLimit(.minutes(5))) struct PoolTests {
    @Test("A pool opens as many connections as it may, and no more")
    func bound() async throws {
        try await withPool(size: 3) { pool in
            let inside = Shared(0)
            let most = Shared(0)
            let servers = Shared(Set<Int>())
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await pool.withConnection { connection in
                            let count = inside.update { count in
                                count += 1
                                return count
                            }
                            most.update { $0 = max($0, count) }
                            // Nobody leaves before the pool is full.
                            try await eventually { most.value >= 3 }
                            let server: Int = try await connection.value("SELECT pg_backend_pid()")
                            servers.update { _ = $0.insert(server) }
                            inside.update { $0 -= 1 }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(most.value == 3)
            #expect(servers.value.count == 3)
            #expect(pool.usage == PoolUsage(connections: 3, unused: 3, waiting: 0))
        }
    }

    @Test("Who came first is served first")
    func order() async throws {
        try await withPool(size: 1) { pool in
            let served = Shared<[Int]>([])
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await pool.withConnection { _ in
                    for number in 0..<20 {
                        group.addTask {
                            try await pool.withConnection { _ in
                                served.update { $0.append(number) }
                            }
                        }
                        try await eventually { pool.usage.waiting == number + 1 }
                    }
                }
                try await group.waitForAll()
            }
            #expect(served.value == Array(0..<20))
        }
    }

    @Test("Who waits too long is told so, and is out of the queue")
    func timeOut() async throws {
        let limit = Duration.milliseconds(30)
        let pool = Pool(
            PoolConfiguration(
                TestServer.shared.conninfo, maximumSize: 1, acquireTimeout: limit))
        // To open a connection may take longer than that.
        try await eventually { (try? await pool.run("SELECT 1")) != nil }
        try await pool.withConnection { connection in
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<5 {
                    group.addTask {
                        await #expect(throws: PoolError.timedOut(after: limit)) {
                            try await pool.run("SELECT 1")
                        }
                    }
                }
            }
            #expect(pool.usage.waiting == 0)
            try await expectUsable(connection)
        }
        try await expectUsable(pool)
        await pool.close()
    }

    @Test("A cancelled task leaves the queue at once")
    func cancellation() async throws {
        try await withPool(size: 1) { pool in
            try await pool.withConnection { _ in
                let waiting = Task { try await pool.run("SELECT 1") }
                try await eventually { pool.usage.waiting == 1 }
                waiting.cancel()
                await #expect(throws: CancellationError.self) { try await waiting.value }
                #expect(pool.usage.waiting == 0)
            }
            try await expectUsable(pool)
        }
    }

    @Test("No connection is lost when a cancellation meets the grant")
    func cancellationMeetsGrant() async throws {
        try await withPool(size: 1) { pool in
            for round in 0..<300 {
                let tasks = (0..<3).map { _ in
                    Task { try await pool.withConnection { _ in await Task.yield() } }
                }
                for _ in 0..<(round % 17) { await Task.yield() }
                tasks[1].cancel()
                tasks[2].cancel()
                for task in tasks { _ = await task.result }
            }
            try await expectUsable(pool)
            #expect(pool.usage == PoolUsage(connections: 1, unused: 1, waiting: 0))
        }
    }

    @Test("Closing waits for those who use a connection, and sends away those who wait")
    func close() async throws {
        let name = "closing_\(UInt32.random(in: 0...UInt32.max))"
        var configuration = PoolConfiguration(TestServer.shared.conninfo, maximumSize: 2)
        configuration.applicationName = name
        let pool = Pool(configuration)
        let isClosed = Shared(false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            try await pool.withConnection { first in
                try await pool.withConnection { second in
                    group.addTask {
                        await #expect(throws: PoolError.closed) { try await pool.run("SELECT 1") }
                    }
                    try await eventually { pool.usage.waiting == 1 }
                    group.addTask {
                        await pool.close()
                        isClosed.update { $0 = true }
                    }
                    try await eventually { pool.usage.waiting == 0 }
                    await #expect(throws: PoolError.closed) { try await pool.run("SELECT 1") }
                    // Who has one keeps it.
                    try await expectUsable(second)
                }
                try await expectUsable(first)
                #expect(!isClosed.value)
            }
            try await group.waitForAll()
        }
        #expect(isClosed.value)
        #expect(pool.usage.connections == 0)
        await pool.close()
        try await withPool { other in
            try await eventually {
                try await other.value(
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name = \(name)") == 0
            }
        }
    }

    @Test("A connection lost while nobody used it is replaced unseen")
    func deadConnections() async throws {
        try await withPool { other in
            try await withPool(size: 2) { pool in
                var servers: Set<Int> = []
                for _ in 0..<10 {
                    let server: Int = try await pool.value("SELECT pg_backend_pid()")
                    #expect(servers.insert(server).inserted)
                    let isGone: Bool = try await other.value(
                        "SELECT pg_terminate_backend(\(Int32(server)), 10000)")
                    #expect(isGone)
                }
                #expect(pool.usage.connections <= 2)
            }
        }
    }

    @Test("The next user finds no transaction, no lock and no channel")
    func tidying() async throws {
        try await withPool(size: 1) { pool in
            try await pool.withConnection { connection in
                try await connection.listen("leftover")
                try await connection.execute(script: "BEGIN; CREATE TABLE leftover ()")
            }
            let channels: Int = try await pool.value("SELECT count(*) FROM pg_listening_channels()")
            let table: String? = try await pool.value("SELECT to_regclass('leftover')::text")
            #expect(channels == 0)
            #expect(table == nil)
            #expect(pool.usage.connections == 1)
        }
    }
}
