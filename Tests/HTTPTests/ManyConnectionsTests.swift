import Glibc
import HTTP
import TestClient
import Testing

@Suite struct ManyConnectionsTests {
    @Test("Thousands of idle connections do not keep others from being answered")
    func idle() async throws {
        // Both ends of each are ours, and other tests run beside this one.
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let count = limit.rlim_cur >= 30_000 ? 10_000 : 2_000
        let metrics = Metrics()
        try await withServer(
            [try echo()], configure: { $0.headTime = .seconds(600) }, metrics: metrics
        ) { server in
            let clients = try await offPool {
                try (0..<count).map { _ in try RawClient(port: server.port) }
            }
            try await eventually("all are accepted") { metrics.connections == count }
            try await offPool {
                for client in clients.reversed().prefix(20) {
                    let answer = try client.ask("GET /echo")
                    #expect(answer.status == 200)
                }
            }
        }
    }

    @Test("Connections that end in the middle of anything leave nothing behind")
    func aborted() async throws {
        let metrics = Metrics()
        let routes = [
            try echo(.post, "/post", body: .bytes(limit: 1 << 20)),
            try route(.get, "/stream") { _ in
                Response(body: .stream { while true { try await $0.write("more and more") } })
            },
            try route(.get, "/slow") { _ in
                try await Task.sleep(for: .seconds(600))
                return Response()
            },
        ]
        try await withServer(
            routes, configure: { $0.endedTime = .milliseconds(500) }, metrics: metrics
        ) { server in
            try await offPool {
                for number in 0..<4000 {
                    for beginning in [
                        "", "GET /st",
                        "POST /post HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\nx",
                        "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n",
                        "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n",
                        "POST /post HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe",
                    ] {
                        let client = try RawClient(port: server.port)
                        client.send(beginning)
                        if number.isMultiple(of: 2) { client.resetOnClose() }
                    }
                }
            }
            try await eventually("all connections are gone") { metrics.connections == 0 }
            try await eventually("all requests are over") { metrics.requestsInFlight == 0 }
            #expect(Self.sockets(at: server.port) == 1)
            let status = try await offPool {
                try RawClient(port: server.port).ask("POST /post", "Content-Length: 0\r\n").status
            }
            #expect(status == 200)
        }
    }

    /// How many of this process's sockets have that port, the listening one included.
    private static func sockets(at port: UInt16) -> Int {
        (0..<Int32(getdtablesize())).count { descriptor in
            var address = sockaddr_in()
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            return withUnsafeMutableBytes(of: &address) { bytes in
                getsockname(
                    descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), &size)
            } == 0 && address.sin_port == port.bigEndian
        }
    }
}
