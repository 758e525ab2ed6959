import HTTP
import TestClient
import Testing

/// Clients that leave, and clients that dawdle.
@Suite struct CancellationTests {
    /// A route that works until it is cancelled, and gates for both ends of that.
    private static func patient() throws -> (Route<String>, began: Gate, cancelled: Gate) {
        let (began, cancelled) = (Gate(), Gate())
        let route = try route(.get, "/patient", timeLimit: .seconds(600)) { _ in
            began.open()
            try? await Task.sleep(for: .seconds(600))
            if Task.isCancelled { cancelled.open() }
            return Response(text: "done")
        }
        return (route, began, cancelled)
    }

    @Test("A client that has closed its sending half too long cancels its handler; so does a reset")
    func hangUpCancels() async throws {
        for isReset in [false, true] {
            let (route, began, cancelled) = try Self.patient()
            try await withServer([route], configure: { $0.endedTime = .zero }) { server in
                let client = try RawClient(port: server.port)
                client.send("GET /patient HTTP/1.1\r\nHost: a\r\n\r\n")
                await began.wait()
                if isReset { client.resetOnClose() }
                client.endSending()
                await cancelled.wait()
            }
        }
    }

    @Test("A client that hangs up while a stream waits for its writer cancels the writer")
    func hangUpCancelsStream() async throws {
        let (began, cancelled) = (Gate(), Gate())
        let stream = try route(.get, "/stream") { _ in
            Response(
                body: .stream { writer in
                    try await writer.write("first")
                    began.open()
                    try? await Task.sleep(for: .seconds(600))
                    if Task.isCancelled { cancelled.open() }
                })
        }
        try await withServer([stream], configure: { $0.endedTime = .zero }) { server in
            let client = try RawClient(port: server.port)
            client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            await began.wait()
            client.endSending()
            await cancelled.wait()
        }
    }

    @Test("A stream whose writer fails is cut off, so that nobody takes it for whole")
    func failedStream() async throws {
        struct Broken: Error {}
        let stream = try route(.get, "/stream") { _ in
            Response(
                body: .stream { writer in
                    try await writer.write("half")
                    throw Broken()
                })
        }
        try await withServer([stream]) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                #expect(throws: RawClient.Failure.self) { try client.ask("GET /stream") }
            }
        }
    }

    @Test("Who sends a head, a body or a next request too slowly is closed")
    func dawdlers() async throws {
        try await withServer(
            [try echo(.post, "/post", body: .bytes(limit: 1000))],
            configure: {
                $0.headTime = .milliseconds(1)
                $0.transferTime = .milliseconds(1)
                $0.idleTime = .milliseconds(1)
            }
        ) { server in
            try await offPool {
                for beginning in [
                    "", "POST /po", "POST /post HTTP/1.1\r\nHost: a\r\n",
                    "POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhell",
                ] {
                    let client = try RawClient(port: server.port)
                    client.send(beginning)
                    #expect(client.readToEnd().isEmpty, "\(beginning)")
                }
            }
        }
    }

    @Test("A reader that stalls is closed, and its writer told")
    func stalledReaderIsClosed() async throws {
        let isOver = Gate()
        let stream = try route(.get, "/stream") { _ in
            Response(
                body: .stream { writer in
                    defer { isOver.open() }
                    while true { try await writer.write([UInt8](repeating: 0, count: 65536)) }
                })
        }
        try await withServer(
            [stream],
            configure: {
                $0.transferTime = .milliseconds(1); $0.minimumRate = 1 << 30
            }
        ) { server in
            let client = try RawClient(port: server.port)
            client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            await isOver.wait()
        }
    }
}
