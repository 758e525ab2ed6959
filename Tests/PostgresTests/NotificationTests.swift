import Postgres
import Testing

@Suite(.timeLimit(.minutes(5))) struct NotificationTests {
    @Test("What is sent to a channel arrives at everybody who listens, in order")
    func delivery() async throws {
        try await withPool { pool in
            let channel = "Ñ \"quoted\" \(UInt32.random(in: 0...UInt32.max))"
            try await pool.withConnection { listener in
                try await listener.listen(channel)
                let streams = [await listener.notifications, await listener.notifications]
                let sender: Int32 = try await pool.withConnection { other in
                    try await other.notify(channel, "first")
                    try await other.notify(channel + "x", "elsewhere")
                    try await other.notify(channel)
                    try await other.notify(channel, "niño 'x'; --")
                    return try await other.value("SELECT pg_backend_pid()")
                }
                for stream in streams {
                    var received: [Notification] = []
                    for await notification in stream {
                        received.append(notification)
                        if received.count == 3 { break }
                    }
                    #expect(
                        received
                            == ["first", "", "niño 'x'; --"].map {
                                Notification(channel: channel, payload: $0, sender: sender)
                            })
                }
                // The connection listens and works.
                try await expectUsable(listener)
                try await listener.unlisten(channel)
                let channels: Int = try await listener.value(
                    "SELECT count(*) FROM pg_listening_channels()")
                #expect(channels == 0)
            }
        }
    }

    @Test("A transaction's notifications come when it commits, or not at all")
    func transactions() async throws {
        try await withPool { pool in
            let channel = "transactions_\(UInt32.random(in: 0...UInt32.max))"
            try await pool.withConnection { listener in
                try await listener.listen(channel)
                var iterator = await listener.notifications.makeAsyncIterator()
                _ = try? await pool.transaction { connection in
                    try await connection.notify(channel, "undone")
                    try await connection.run("SELECT 1 / 0")
                }
                try await pool.transaction { try await $0.notify(channel, "done") }
                #expect(await iterator.next()?.payload == "done")
            }
        }
    }

    @Test("A listener that does not keep up misses the oldest, and nobody waits for it")
    func slowListener() async throws {
        try await withPool { pool in
            let channel = "slow_\(UInt32.random(in: 0...UInt32.max))"
            try await pool.withConnection { listener in
                try await listener.listen(channel)
                var slow = await listener.notifications.makeAsyncIterator()
                let quick = await listener.notifications
                try await pool.run(
                    "SELECT pg_notify(\(channel), n::text) FROM generate_series(1, 6000) n")
                for await notification in quick where notification.payload == "6000" { break }
                var kept: [String] = []
                while kept.last != "6000", let next = await slow.next() {
                    kept.append(next.payload)
                }
                #expect(kept.count < 6000)
                #expect(kept == ((6001 - kept.count)...6000).map(String.init))
            }
        }
    }

    @Test("The loss of the connection ends the stream")
    func loss() async throws {
        try await withPool { pool in
            try await pool.withConnection { listener in
                try await listener.listen("loss")
                let server: Int32 = try await listener.value("SELECT pg_backend_pid()")
                let stream = await listener.notifications
                try await pool.run("SELECT pg_terminate_backend(\(server))")
                for await _ in stream { Issue.record("nobody sent anything") }
                let error = await #expect(throws: PostgresError.self) {
                    try await listener.run("SELECT 1")
                }
                #expect(error?.code.isConnectionFailure == true)
                for await _ in await listener.notifications { Issue.record("it is lost") }
            }
            try await expectUsable(pool)
        }
    }

    @Test("Streams end when the connection returns to its pool, whoever listened or did not")
    func returning() async throws {
        try await withPool(size: 1) { pool in
            for listens in [true, false] {
                let stream = try await pool.withConnection { connection in
                    if listens { try await connection.listen("returning") }
                    let stream = await connection.notifications
                    try await expectUsable(connection)
                    return stream
                }
                for await _ in stream { Issue.record("nobody sent anything") }
                #expect(pool.usage == PoolUsage(connections: 1, unused: 1, waiting: 0))
            }
        }
    }

    @Test("Notifications that come with the answer of a statement are not lost")
    func withAnswers() async throws {
        try await withPool(size: 1) { pool in
            try await pool.withConnection { connection in
                try await connection.listen("self")
                let stream = await connection.notifications
                for number in 0..<500 { try await connection.notify("self", "\(number)") }
                var next = 0
                for await notification in stream {
                    #expect(notification.payload == "\(next)")
                    next += 1
                    if next == 500 { break }
                }
            }
        }
    }
}
