import HTTP
import TestClient
import Testing

/// Cookies, forms and validators, as a browser sends and gets them.
@Suite struct MessageTests {
    @Test func cookiesComeAndGo() async throws {
        let show = try route(.get, "/") { request in
            var response = Response(text: request.cookie("session") ?? "none")
            var cookie = try #require(SetCookie("session", "abc"))
            cookie.maxAge = .seconds(60)
            cookie.sameSite = .strict
            response.set(cookie)
            response.set(try #require(SetCookie("other", "")))
            return response
        }
        try await withServer([show]) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                let answer = try client.ask("GET /", "Cookie: a=b; session=x=y; session=z\r\n")
                #expect(answer.text == "x=y")
                #expect(
                    answer.headers.all("set-cookie") == [
                        "session=abc; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Strict",
                        "other=; Path=/; Secure; HttpOnly; SameSite=Lax",
                    ])
            }
        }
    }

    @Test(arguments: [("a;b", "c"), ("a", "b;c"), ("a", "b c"), ("", "x"), ("a", "b\r\nc")])
    func refusesCookiesThatWouldBreakTheHeader(name: String, value: String) {
        #expect(SetCookie(name, value) == nil)
    }

    @Test func formsAreRead() async throws {
        let show = try route(.post, "/", body: .bytes(limit: 100)) { request in
            Response(
                text: try request.form().map { "\($0.name):\($0.value)" }.joined(separator: "|"))
        }
        try await withServer([show]) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                func post(_ type: String, _ body: String) throws -> RawClient.Answer {
                    try client.ask(
                        "POST /",
                        "Content-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n",
                        body: body)
                }
                let form = "application/x-www-form-urlencoded"
                #expect(
                    try post("\(form); charset=utf-8", "a=1+2&b=%3D&a=%C3%A9").text
                        == "a:1 2|b:=|a:é")
                #expect(try post(form, "a=%f").status == 400)
                #expect(try post("text/plain", "a=1").status == 415)
            }
        }
    }

    @Test("Who has the same already gets 304")
    func etags() async throws {
        let tagged = try route(.get, "/") { _ in
            var response = Response(text: "hello")
            response.etag = ETag("v1")
            return response
        }
        let change = try route(.put, "/", body: .bytes(limit: 10)) { request in
            let current = try #require(ETag("v1"))
            return Response(request.ifMatch?.contains(where: current.matches) == true ? 200 : 412)
        }
        try await withServer([tagged, change]) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                #expect(try client.ask("GET /").headers["ETag"] == "\"v1\"")
                for same in ["\"v1\"", "W/\"v1\"", "\"v0\", \"v1\"", "*"] {
                    let answer = try client.ask("GET /", "If-None-Match: \(same)\r\n")
                    #expect(answer.status == 304 && answer.headers["ETag"] == "\"v1\"", "\(same)")
                }
                #expect(try client.ask("GET /", "If-None-Match: \"v2\"\r\n").text == "hello")
                #expect(
                    try client.ask("PUT /", "If-Match: \"v1\"\r\nContent-Length: 0\r\n").status
                        == 200)
                #expect(
                    try client.ask("PUT /", "If-Match: \"v2\"\r\nContent-Length: 0\r\n").status
                        == 412)
            }
        }
        #expect(ETag(of: [1, 2, 3]) == ETag(of: [1, 2, 3]))
        #expect(ETag(of: [1, 2, 3]) != ETag(of: [1, 2, 4]))
    }
}
