import HTTP
import TestClient
import Testing

/// Whole exchanges over a socket.
@Suite struct ExchangeTests {
    @Test("One connection carries many requests, also sent before they are answered")
    func keepAliveAndPipelining() async throws {
        try await withServer([try echo(), try echo(.post, "/post", body: .bytes(limit: 100))]) {
            server in
            try await offPool {
                let client = try RawClient(port: server.port)
                #expect(try client.ask("GET /echo").text == "GET ")
                #expect(try client.ask("GET /echo").status == 200)
                client.send(
                    """
                    GET /echo HTTP/1.1\r\nHost: test\r\n\r\n\
                    POST /post HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\nfirst\
                    POST /post HTTP/1.1\r\nHost: test\r\nContent-Length: 6\r\n\r\nsecond
                    """)
                #expect(try client.answer().text == "GET ")
                #expect(try client.answer().text == "POST first")
                #expect(try client.answer().text == "POST second")
            }
        }
    }

    @Test("HEAD is answered like GET without a body")
    func head() async throws {
        let stream = try route(.get, "/stream") { _ in
            Response(body: .stream { writer in try await writer.write("much") })
        }
        try await withServer([try echo(), stream]) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                let answer = try client.ask("HEAD /echo")
                #expect(answer.status == 200)
                #expect(answer.headers["Content-Length"] == "5")
                let stream = try client.ask("HEAD /stream")
                #expect(stream.status == 200 && stream.headers["Content-Length"] == nil)
                #expect(client.readToEnd().isEmpty)
            }
        }
    }

    @Test("A chunked body arrives whole")
    func chunkedBody() async throws {
        try await withServer([try echo(.post, "/post", body: .bytes(limit: 100))]) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                let answer = try client.ask(
                    "POST /post", "Transfer-Encoding: chunked\r\n",
                    body: "4\r\nhell\r\n1\r\no\r\n0\r\n\r\n")
                #expect(answer.text == "POST hello")
                #expect(try client.ask("POST /post", "Content-Length: 0\r\n").text == "POST ")
            }
        }
    }

    @Test("The target is taken apart before it is decoded, and only sound text comes through")
    func targets() async throws {
        let show = try route(.get, "/p/{name}") { request in
            let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "|")
            return Response(text: "\(try request.parameter("name", as: String.self))?\(query)")
        }
        try await withServer([show]) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                #expect(
                    try client.ask("GET /p/Mar%C3%ADa%20L?q=a%26b+c&x&y=%C3%B1").text
                        == "María L?q=a&b c|x=|y=ñ")
                for bad in [
                    "/p/a%2Fb", "/p/%00", "/p/%0a", "/p/%", "/p/%zz", "/p/%ff", "/p/..",
                    "/p/%2e%2e",
                    "/p/.", "/p/a?x=%ff", "http://elsewhere/p/a", "/p/a#b",
                ] {
                    #expect(try client.ask("GET \(bad)").status == 400, "\(bad)")
                }
            }
        }
    }

    @Test("A handler's error becomes the page that the service makes of it")
    func errorPages() async throws {
        struct Own: Error {}
        var hooks = Hooks.quiet
        hooks.errorPage = { error, request in
            error is Own
                ? Response(422, text: "own at \(request.route ?? "")")
                : Response((error as? HTTPError)?.code.status ?? 500, text: "\(error)")
        }
        hooks.finish = { response, _ in response.headers["X-Frame-Options"] = "DENY" }
        let routes = [
            try route(.get, "/own") { _ in throw Own() },
            try route(.get, "/split") { _ in
                Response(headers: ["X-Evil": "a\r\nSet-Cookie: b=c"])
            },
            try route(.get, "/n/{n}") { request in
                let n = try request.parameter("n", as: Int.self)
                return Response(text: "\(n + (try request.queryValue("plus") ?? 0))")
            },
        ]
        try await withServer(routes, hooks: hooks) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                let own = try client.ask("GET /own")
                #expect(own.status == 422 && own.text == "own at /own")
                #expect(own.headers["X-Frame-Options"] == "DENY")
                #expect(try client.ask("GET /nothing").headers["X-Frame-Options"] == "DENY")
                let split = try client.ask("GET /split")
                #expect(split.status == 500 && split.headers["Set-Cookie"] == nil)
                #expect(try client.ask("GET /n/4?plus=3").text == "7")
                #expect(try client.ask("GET /n/four").status == 404)
                #expect(try client.ask("GET /n/4?plus=three").status == 400)
            }
        }
    }

    @Test("Request ids and client addresses are believed from a trusted proxy only")
    func trustedProxy() async throws {
        let show = try route(.get, "/") { request in
            Response(text: "\(request.id) \(request.remoteAddress) \(request.isSecure)")
        }
        let said = """
            X-Request-Id: abcdefgh-1\r\nX-Forwarded-For: 6.6.6.6, 192.0.2.7\r\n\
            X-Forwarded-Proto: https\r\n
            """
        try await withServer([show], configure: { $0.trustedProxies = ["127.0.0.1"] }) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                let answer = try client.ask("GET /", said)
                #expect(answer.text == "abcdefgh-1 192.0.2.7 true")
                #expect(answer.headers["X-Request-Id"] == "abcdefgh-1")
                let odd = try client.ask("GET /", "X-Request-Id: a\"b\"c\"d\"e\r\n")
                #expect(odd.headers["X-Request-Id"]?.count == 16)
            }
        }
        try await withServer([show]) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                #expect(try client.ask("GET /", said).text.hasSuffix(" 127.0.0.1 false"))
            }
        }
    }
}
