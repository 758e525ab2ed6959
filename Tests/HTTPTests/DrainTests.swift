import HTTP
import TestClient
import Testing

@Suite struct DrainTests {
    @Test("Stopping finishes what has begun and takes nothing new")
    func drain() async throws {
        let (began, mayEnd) = (Gate(), Gate())
        let routes = [
            try route(.get, "/slow") { _ in
                began.open()
                await mayEnd.wait()
                return Response(
                    body: .stream { writer in
                        for _ in 0..<100 {
                            try await writer.write([UInt8](repeating: 97, count: 99_999))
                        }
                    })
            },
            try echo(),
        ]
        let metrics = Metrics()
        try await withServer(routes, metrics: metrics) { server in
            let client = try RawClient(port: server.port)
            let idle = try RawClient(port: server.port)
            #expect(try await offPool { try idle.ask("GET /echo").status } == 200)
            let fresh = try RawClient(port: server.port)
            client.send(
                "GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET /echo HTTP/1.1\r\nHost: a\r\n\r\n")
            await began.wait()
            try await eventually("all are accepted") { metrics.connections == 3 }
            async let isFinished = server.stop(limit: .seconds(60))
            // The idle connection is closed, the listening socket is, and a late request is refused.
            #expect(try await offPool { idle.readToEnd() }.isEmpty)
            #expect(throws: RawClient.Failure.self) { try RawClient(port: server.port) }
            #expect(try await offPool { try fresh.ask("GET /echo").status } == 503)
            mayEnd.open()
            let answer = try await offPool { try client.answer() }
            #expect(answer.status == 200 && answer.body.count == 9_999_900)
            #expect(answer.headers["Connection"] == "close")
            #expect(await isFinished)
        }
    }

    @Test("What does not end in time is cut off")
    func limit() async throws {
        let (began, mayEnd) = (Gate(), Gate())
        let routes = [
            try route(.get, "/stubborn") { _ in
                began.open()
                await mayEnd.wait()
                return Response()
            },
            try route(.get, "/stream") { _ in
                Response(body: .stream { _ in try await Task.sleep(for: .seconds(600)) })
            },
            try route(.get, "/endless") { _ in
                Response(body: .stream { while true { try await $0.write("more and more") } })
            },
        ]
        try await withServer(routes) { server in
            let clients = try (0..<3).map { _ in try RawClient(port: server.port) }
            for (client, path) in zip(clients, ["stream", "endless", "stubborn"]) {
                client.send("GET /\(path) HTTP/1.1\r\nHost: a\r\n\r\n")
            }
            await began.wait()
            #expect(await server.stop(limit: .milliseconds(1)) == false)
            #expect(try await offPool { clients[0].readToEnd() }.count < 1000)
            mayEnd.open()
        }
    }

    @Test("Servers start and stop beside each other, also twice")
    func concurrently() async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<20 {
                group.addTask {
                    try await withServer([try echo()]) { server in
                        let answer = try await offPool {
                            try RawClient(port: server.port).ask("GET /echo")
                        }
                        #expect(answer.status == 200)
                        async let first = server.stop()
                        async let second = server.stop()
                        #expect(await (first, second) == (true, true))
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
