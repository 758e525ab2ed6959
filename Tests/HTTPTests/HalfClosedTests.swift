import HTTP
import TestClient
import Testing

/// Clients that close their sending half behind a request, as RFC 9112, section 9.6, allows.
@Suite struct HalfClosedTests {
    /// Routes whose handlers wait until `ended` is open: the client's end has come by then.
    private static func routes(until ended: Gate) throws -> [Route<String>] {
        let long = [UInt8](repeating: 0x61, count: 3 << 20)
        return [
            try route(.get, "/text") { _ in
                await ended.wait()
                return Response(text: "whole")
            },
            try route(.post, "/length", body: .bytes(limit: 1 << 20)) { request in
                await ended.wait()
                return Response(text: "\(request.bytes.count)")
            },
            try route(.post, "/admitted", body: .bytes(limit: 1 << 20)) { _ in
                await ended.wait()
            } handler: { request in
                Response(text: "\(request.bytes.count)")
            },
            try route(.get, "/long") { _ in
                await ended.wait()
                return Response(body: .bytes(long))
            },
            try route(.get, "/stream") { _ in
                await ended.wait()
                return Response(
                    body: .stream { writer in
                        try await writer.write(long)
                        try await writer.write("end")
                    })
            },
        ]
    }

    @Test(
        "It gets its whole answer, the last on its connection",
        arguments: [
            ("GET /text", 0, 5), ("POST /length", 5, 1), ("POST /length", 200_000, 6),
            ("POST /admitted", 5, 1), ("POST /admitted", 200_000, 6), ("GET /long", 0, 3 << 20),
            ("GET /stream", 0, 3 << 20 + 3),
        ])
    func answered(line: String, sent: Int, count: Int) async throws {
        let ended = Gate()
        try await withServer(try Self.routes(until: ended)) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                client.send(
                    "\(line) HTTP/1.1\r\nHost: a\r\n"
                        + (sent > 0 ? "Content-Length: \(sent)\r\n\r\n" : "\r\n")
                        + String(repeating: "b", count: sent))
                client.endSending()
                ended.open()
                let answer = try client.answer()
                #expect(answer.status == 200)
                #expect(answer.body.count == count)
                #expect(client.readToEnd().isEmpty)
            }
        }
    }

    @Test("It is let go when its request is not whole")
    func incomplete() async throws {
        try await withServer([try echo(.post, "/post", body: .bytes(limit: 1000))]) { server in
            try await offPool {
                for beginning in [
                    "POST /po", "POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhell",
                ] {
                    let client = try RawClient(port: server.port)
                    client.send(beginning)
                    client.endSending()
                    #expect(client.readToEnd().isEmpty, "\(beginning)")
                }
            }
        }
    }
}
