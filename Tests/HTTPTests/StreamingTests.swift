import Glibc
import HTTP
import TestClient
import Testing

@Suite struct StreamingTests {
    private static let piece = [UInt8](repeating: 0x61, count: 100_000)

    @Test("A writer of 100 MB waits for a reader that does not read, then all of it comes")
    func stalledReader() async throws {
        let written = Counter()
        let stream = try route(.get, "/stream") { _ in
            Response(
                body: .stream { writer in
                    for _ in 0..<1000 {
                        try await writer.write(Self.piece)
                        written.add(Self.piece.count)
                    }
                })
        }
        try await withServer([stream]) { server in
            let client = try RawClient(port: server.port, receiveBuffer: 64 << 10)
            client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            try await eventually("the stream begins") { written.value > 0 }
            // It stands still when it was seen at one place many times.
            var last = -1
            try await eventually("the writer waits") {
                defer { last = written.value }
                try? await Task.sleep(for: .milliseconds(200))
                return written.value == last
            }
            // The rest is in our buffer and in the system's two.
            #expect(last < 20_000_000)
            let total = try await offPool {
                try client.answer().body.reduce(into: 0) { $0 += $1 == 0x61 ? 1 : 0 }
            }
            #expect(total == 100_000_000)
        }
    }

    @Test func filesAreSent() async throws {
        let path = "/tmp/hub-http-\(getpid())-\(UInt64.random(in: .min ... .max))"
        let file = try #require(fopen(path, "w"))
        fputs("from a file", file)
        fclose(file)
        let routes = [
            try route(.get, "/file") { _ in Response(body: .file(path: path)) },
            try route(.get, "/missing") { _ in Response(body: .file(path: "/nowhere/at/all")) },
            try route(.get, "/folder") { _ in Response(body: .file(path: "/tmp")) },
        ]
        try await withServer(routes) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                #expect(try client.ask("GET /file").text == "from a file")
                #expect(try client.ask("HEAD /file").headers["Content-Length"] == "11")
                #expect(try client.ask("GET /missing").status == 500)
                #expect(try client.ask("GET /folder").status == 500)
            }
        }
        unlink(path)
    }

    @Test("A big upload goes to a file without a name")
    func upload() async throws {
        let upload = try route(.post, "/upload", body: .file(limit: 30_000_000)) { request in
            guard case .file(let file) = request.body else { return Response(500) }
            let copy = try #require(fopen(file.path, "r"))
            defer { fclose(copy) }
            var sum = 0
            var room = [UInt8](repeating: 0, count: 1 << 20)
            while case let count = fread(&room, 1, room.count, copy), count > 0 {
                sum += room.prefix(count).reduce(0) { $0 + Int($1) }
            }
            var status = stat()
            fstat(file.descriptor, &status)
            return Response(text: "\(file.size) \(sum) \(status.st_nlink)")
        }
        try await withServer([upload]) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\n")
                for _ in 0..<200 { client.send(Self.piece) }
                #expect(try client.answer().text == "20000000 \(20_000_000 * 0x61) 0")
            }
        }
    }

    @Test("Who may not upload is told before sending")
    func admission() async throws {
        let upload = try route(
            .post, "/upload", body: .file(limit: 30_000_000),
            admit: { request in
                await Task.yield()
                if request.headers["Authorization"] == nil { throw HTTPError(.notFound) }
            }
        ) { request in
            guard case .file(let file) = request.body else { return Response(500) }
            return Response(text: "\(file.size)")
        }
        try await withServer([upload]) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                let length = "Content-Length: 5\r\n"
                #expect(
                    try client.ask("POST /upload", "Authorization: x\r\n\(length)", body: "hello")
                        .text
                        == "5")
                #expect(try client.ask("POST /upload", length, body: "hello").status == 404)
                let big = try client.ask("POST /upload", "Content-Length: 20000000\r\n")
                #expect(big.status == 404)
                #expect(client.readToEnd().isEmpty)
            }
        }
    }

    @Test func fullDiskIsSaid() async throws {
        let upload = try route(.post, "/upload", body: .file(limit: 100)) { _ in Response() }
        try await withServer([upload], configure: { $0.uploadFolder = "/nowhere/at/all" }) {
            server in
            try await offPool {
                let client = try RawClient(port: server.port)
                #expect(
                    try client.ask("POST /upload", "Content-Length: 5\r\n", body: "hello").status
                        == 507)
            }
        }
    }
}
