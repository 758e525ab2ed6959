import HTTP
import Synchronization
import TestClient
import Testing

@Suite struct ObservingTests {
    private final class Log: Sendable {
        let records = Mutex<[AccessRecord]>([])
    }

    @Test("The log names the route and nothing that the client wrote")
    func accessLog() async throws {
        let log = Log()
        var hooks = Hooks()
        hooks.log = { record in log.records.withLock { $0.append(record) } }
        let routes = [try echo(.post, "/people/{id}", body: .bytes(limit: 100))]
        try await withServer(routes, hooks: hooks) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                let secrets = "X-Secret: zeus\r\nCookie: c=hera\r\nContent-Length: 6\r\n"
                _ = try client.ask("POST /people/ares?q=apollo", secrets, body: "athene")
                _ = try client.ask("HERMES /hades?q=apollo", secrets, body: "athene")
            }
        }
        let records = log.records.withLock { $0 }
        #expect(records.map(\.route) == ["/people/{id}", nil])
        #expect(records.map(\.status) == [200, 404])
        #expect(records.map(\.method) == ["POST", "other"])
        #expect(records.allSatisfy { $0.isComplete })
        for line in records.map(\.json) {
            for secret in ["zeus", "hera", "ares", "apollo", "athene", "hades", "HERMES", "127.0"] {
                #expect(!line.contains(secret))
            }
        }
        let line = try #require(records.first).json
        #expect(
            line.wholeMatch(
                of:
                    /{"time":"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","request":"[0-9a-f]{16}","method":"POST","route":"\/people\/{id}","status":200,"bytes":11,"microseconds":\d+,"complete":true}/
            ) != nil, "\(line)")
    }

    @Test func clientsThatLeaveAreLoggedSo() async throws {
        let log = Log()
        let began = Gate()
        var hooks = Hooks()
        hooks.log = { record in log.records.withLock { $0.append(record) } }
        let slow = try route(.get, "/slow") { _ in
            began.open()
            try await Task.sleep(for: .seconds(600))
            return Response()
        }
        try await withServer([slow], configure: { $0.endedTime = .zero }, hooks: hooks) { server in
            let client = try RawClient(port: server.port)
            client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
            await began.wait()
            client.endSending()
            try await eventually("it is logged") { log.records.withLock { !$0.isEmpty } }
        }
        let records = log.records.withLock { $0 }
        #expect(records.map(\.status) == [499] && records.map(\.isComplete) == [false])
    }

    @Test func metricsCountByRouteAndClass() async throws {
        let metrics = Metrics()
        let routes = [
            try route(.get, "/n/{n}") { request in
                _ = try request.parameter("n", as: Int.self)
                return Response()
            },
            try route(.get, "/metrics") { _ in Response(text: metrics.text) },
        ]
        try await withServer(routes, metrics: metrics) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                for path in ["/n/1", "/n/2", "/n/x", "/other"] { _ = try client.ask("GET \(path)") }
                let lines = try client.ask("GET /metrics").text.split(separator: "\n")
                for line in [
                    "http_requests_total{route=\"/n/{n}\",method=\"GET\",status=\"2xx\"} 2",
                    "http_requests_total{route=\"/n/{n}\",method=\"GET\",status=\"4xx\"} 1",
                    "http_requests_total{route=\"\",method=\"GET\",status=\"4xx\"} 1",
                    "http_request_duration_seconds_count{route=\"/n/{n}\"} 3",
                    "http_request_duration_seconds_bucket{route=\"/n/{n}\",le=\"+Inf\"} 3",
                    "http_requests_in_flight 1", "http_connections 1",
                ] {
                    #expect(lines.contains(Substring(line)), "\(line)")
                }
            }
        }
    }
}
