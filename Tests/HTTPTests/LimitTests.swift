import HTTP
import TestClient
import Testing

@Suite struct LimitTests {
    private static let body = String(repeating: "x", count: 101)

    @Test("A body that is too long, or not announced, is refused, and the next request answered")
    func bodies() async throws {
        let routes = [try echo(), try echo(.post, "/post", body: .bytes(limit: 100))]
        try await withServer(routes) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                #expect(try client.ask("POST /post").status == 411)
                #expect(
                    try client.ask("POST /post", "Content-Length: 101\r\n", body: Self.body).status
                        == 413)
                #expect(
                    try client.ask(
                        "POST /post", "Transfer-Encoding: chunked\r\n",
                        body: "65\r\n\(Self.body)\r\n0\r\n\r\n"
                    ).status == 413)
                #expect(
                    try client.ask("GET /echo", "Content-Length: 2\r\n", body: "ab").status == 413)
                #expect(
                    try client.ask("POST /other", "Content-Length: 2\r\n", body: "ab").status == 404
                )
                #expect(try client.ask("GET /echo").status == 200)

                let waiting = try client.ask(
                    "POST /post", "Content-Length: 101\r\nExpect: 100-continue\r\n")
                #expect(waiting.status == 413 && waiting.headers["Connection"] == "close")
                #expect(client.readToEnd().isEmpty)

                let vast = try RawClient(port: server.port)
                #expect(try vast.ask("POST /post", "Content-Length: 99999999999\r\n").status == 413)
                #expect(vast.readToEnd().isEmpty)
            }
        }
    }

    @Test("An endless chunked body is cut off")
    func endlessBody() async throws {
        try await withServer([try echo(.post, "/post", body: .bytes(limit: 100))]) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                client.send("POST /post HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
                let chunk = "10000\r\n\(String(repeating: "x", count: 65536))\r\n"
                var sent = 0
                while sent < 1000, client.send(chunk) { sent += 1 }
                #expect(sent < 1000)
            }
        }
    }

    @Test func targetsAndHeaders() async throws {
        try await withServer([try echo()]) { server in
            try await offPool {
                for (target, header, status) in [
                    (8000, 16000, 200), (9000, 1, 414), (1_000_000, 1, 414), (1, 17000, 431),
                    (1, 1_000_000, 431),
                ] {
                    let client = try RawClient(port: server.port)
                    let query = String(repeating: "t", count: target)
                    let value = String(repeating: "h", count: header)
                    let answer = try client.ask("GET /echo?\(query)", "X-Long: \(value)\r\n")
                    #expect(answer.status == status, "\(target) \(header)")
                }
            }
        }
    }

    @Test(
        "Doubt about where a body ends closes the connection",
        arguments: [
            "Content-Length: 5\r\nContent-Length: 6\r\n",
            "Content-Length: 5\r\nContent-Length: 5\r\n",
            "Content-Length: 5, 5\r\n", "Content-Length: +5\r\n", "Content-Length: \r\n",
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked, identity\r\n",
            "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding : chunked\r\n",
            "Content-Length : 5\r\n", "Host: other\r\n",
        ])
    func framing(headers: String) async throws {
        let calls = Counter()
        let count: Handler = { _ in
            calls.add(1)
            return Response()
        }
        let routes = [
            try route(.get, "/", handler: count),
            try route(.post, "/", body: .bytes(limit: 100), handler: count),
        ]
        try await withServer(routes) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                client.send("POST / HTTP/1.1\r\nHost: a\r\n\(headers)\r\nhello")
                client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.answer().status == 400)
                _ = client.readToEnd()
            }
        }
        #expect(calls.value == 0)
    }

    @Test("A handler that takes too long is answered for and cancelled")
    func timeLimit() async throws {
        let wasCancelled = Gate()
        let slow = try route(.get, "/slow", timeLimit: .milliseconds(1)) { _ in
            await withTaskCancellationHandler {
                await wasCancelled.wait()
            } onCancel: {
                wasCancelled.open()
            }
            return Response(text: "too late")
        }
        try await withServer([slow, try echo()]) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                #expect(try client.ask("GET /slow").text == "timedOut\n")
                #expect(try client.ask("GET /echo").status == 200)
            }
            await wasCancelled.wait()
        }
    }

    @Test("On a machine known to be slow, a handler has longer than its route says")
    func leastTimeLimit() async throws {
        // Longer than the server needs to see that a limit is over.
        let slow = try route(.get, "/slow", timeLimit: .milliseconds(1)) { _ in
            try await Task.sleep(for: .seconds(3))
            return Response(text: "in time")
        }
        try await withServer([slow], configure: { $0.leastTimeLimit = .seconds(300) }) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                #expect(try client.ask("GET /slow").text == "in time")
            }
        }
    }

    @Test func connectionsAreLimited() async throws {
        try await withServer(
            [try echo()],
            configure: {
                $0.maximumConnectionsPerAddress = 2
                $0.maximumRequestsPerConnection = 3
            }
        ) { server in
            try await offPool {
                let first = try RawClient(port: server.port)
                let second = try RawClient(port: server.port)
                #expect(try first.ask("GET /echo").headers["Connection"] == nil)
                #expect(try second.ask("GET /echo").status == 200)
                let third = try RawClient(port: server.port)
                #expect(third.readToEnd().isEmpty)
                #expect(try first.ask("GET /echo").status == 200)
                #expect(try first.ask("GET /echo").headers["Connection"] == "close")
                #expect(first.readToEnd().isEmpty)
            }
        }
    }
}
