import CZlib
import HTTP
import TestClient
import Testing

@Suite struct CompressionTests {
    private static let words = (0..<20_000).map { "word \($0 % 97)\n" }.joined()

    @Test("Text is compressed for who takes it, whole or streamed")
    func roundTrip() async throws {
        let routes = [
            try route(.get, "/whole") { _ in
                var response = Response(text: Self.words)
                response.etag = ETag("v1")
                return response
            },
            try route(.get, "/stream") { _ in
                Response(
                    headers: ["Content-Type": "text/csv; charset=utf-8"],
                    body: .stream { writer in
                        for line in Self.words.split(separator: "\n") {
                            try await writer.write("\(line)\n")
                        }
                    })
            },
        ]
        try await withServer(routes) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                for path in ["/whole", "/stream"] {
                    let plain = try client.ask("GET \(path)")
                    #expect(plain.text == Self.words && plain.headers["Vary"] == "Accept-Encoding")
                    let packed = try client.ask(
                        "GET \(path)", "Accept-Encoding: br;q=1.0, gzip;q=0.8\r\n")
                    #expect(packed.headers["Content-Encoding"] == "gzip")
                    #expect(packed.body.count < plain.body.count / 10)
                    #expect(Self.unpack(packed.body) == plain.body)
                }
                let packed = try client.ask("GET /whole", "Accept-Encoding: gzip\r\n")
                #expect(packed.headers["ETag"] == "W/\"v1\"")
                let same = try client.ask(
                    "GET /whole", "Accept-Encoding: gzip\r\nIf-None-Match: W/\"v1\"\r\n")
                #expect(same.status == 304 && same.headers["Content-Encoding"] == nil)
            }
        }
    }

    @Test("Nothing is compressed that is small, secret, not text, or not wanted so")
    func exceptions() async throws {
        let routes = [
            try route(.get, "/words") { _ in Response(text: Self.words) },
            try route(.get, "/small") { _ in Response(text: "small") },
            try route(.get, "/secret") { _ in
                var response = Response(text: Self.words)
                response.mayCompress = false
                return response
            },
            try route(.get, "/picture") { _ in
                Response(type: "image/png", bytes: Array(Self.words.utf8))
            },
        ]
        try await withServer(routes) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                for path in ["/small", "/secret", "/picture"] {
                    let answer = try client.ask("GET \(path)", "Accept-Encoding: gzip\r\n")
                    #expect(answer.headers["Content-Encoding"] == nil, "\(path)")
                }
                for accepted in ["identity", "gzip;q=0", "br, gzip; q=0.00", "xgzip"] {
                    let answer = try client.ask("GET /words", "Accept-Encoding: \(accepted)\r\n")
                    #expect(answer.headers["Content-Encoding"] == nil, "\(accepted)")
                }
            }
        }
    }

    private static func unpack(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { inflateEnd(&stream) }
        var source = bytes
        return source.withUnsafeMutableBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: 1 << 20) { room, count in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = room.baseAddress
                stream.avail_out = UInt32(room.count)
                let status = inflate(&stream, Z_FINISH)
                count = status == Z_STREAM_END ? Int(stream.total_out) : 0
            }
        }
    }
}
