import Glibc
import HTTP
import TestClient
import Testing

@Suite struct TLSTests {
    @Test("TLS 1.2 and 1.3 are spoken, 1.1 is not")
    func versions() async throws {
        let tls = try await Self.certificate()
        let routes = [
            try route(.get, "/") { request in
                Response(
                    body: .stream { writer in
                        try await writer.write("secure: \(request.isSecure)")
                        try await writer.write([UInt8](repeating: 0x61, count: 1_000_000))
                    })
            }
        ]
        try await withServer(routes, configure: { $0.tls = tls }) { server in
            func ask(_ version: String) async throws -> String {
                try await Self.run(
                    """
                    printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n' \
                    | openssl s_client -connect 127.0.0.1:\(server.port) -\(version) -ign_eof \
                    -cipher 'ALL:@SECLEVEL=0' 2>&1
                    """)
            }
            for version in ["tls1_3", "tls1_2"] {
                let answer = try await ask(version)
                #expect(answer.contains("secure: true"), "\(answer.prefix(2000))")
                #expect(answer.utf8.count { $0 == 0x61 } > 1_000_000)
            }
            let refused = try await ask("tls1_1")
            #expect(refused.contains("Cipher is (NONE)") && !refused.contains("secure"))
            // Somebody who says nothing, or no TLS, does no harm.
            let silent = try RawClient(port: server.port)
            let plain = try RawClient(port: server.port)
            #expect(try await offPool { try? plain.ask("GET /").status } != 200)
            withExtendedLifetime(silent) {}
        }
    }

    @Test("A client that closes its sending half behind a request is answered")
    func halfClosed() async throws {
        let slow = try route(.get, "/slow") { _ in
            // The client's end comes within a moment of its request.
            try await Task.sleep(for: .seconds(2))
            return Response(text: "whole")
        }
        let tls = try await Self.certificate()
        try await withServer([slow], configure: { $0.tls = tls }) { server in
            // By TCP alone: Python has no way to send TLS's own farewell and read on.
            let answer = try await Self.run(
                """
                /usr/bin/python3 -c '
                import socket, ssl
                context = ssl.create_default_context()
                context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
                context.options |= ssl.OP_IGNORE_UNEXPECTED_EOF
                plain = socket.create_connection(("127.0.0.1", \(server.port)))
                client = context.wrap_socket(plain)
                client.sendall(b"GET /slow HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n")
                socket.socket.shutdown(client, socket.SHUT_WR)
                while part := client.recv(65536): print(part.decode(), end="")
                ' 2>&1
                """)
            #expect(answer.hasPrefix("HTTP/1.1 200") && answer.hasSuffix("whole"), "\(answer)")
        }
    }

    @Test func brokenCertificatesAreRefused() throws {
        var configuration = ServerConfiguration()
        configuration.tls = .init(certificate: "no PEM", key: "none either")
        #expect(throws: ServerError.certificateRefused) {
            try Server(
                on: ListeningSocket(port: 0), router: Router([try echo()]),
                configuration: configuration)
        }
    }

    /// A certificate of nobody's, and its key.
    private static func certificate() async throws -> ServerConfiguration.TLS {
        let folder = "/tmp/hub-tls-\(getpid())-\(UInt64.random(in: .min ... .max))"
        mkdir(folder, 0o700)
        defer {
            for name in ["key", "certificate"] { unlink("\(folder)/\(name)") }
            rmdir(folder)
        }
        let made = try await run(
            """
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
            -keyout \(folder)/key -out \(folder)/certificate 2>&1
            """)
        let key = try read("\(folder)/key")
        #expect(key.contains("PRIVATE KEY"), "\(made)")
        return ServerConfiguration.TLS(certificate: try read("\(folder)/certificate"), key: key)
    }

    /// What a shell command prints.
    private static func run(_ command: String) async throws -> String {
        try await offPool {
            guard let pipe = popen("(\(command)) < /dev/null", "r") else { return "" }
            defer { pclose(pipe) }
            return Self.text(of: pipe)
        }
    }

    private static func read(_ path: String) throws -> String {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        return text(of: file)
    }

    private static func text(of file: UnsafeMutablePointer<FILE>) -> String {
        var text: [UInt8] = []
        while case let byte = getc(file), byte != EOF {
            text.append(UInt8(truncatingIfNeeded: byte))
        }
        return String(decoding: text, as: UTF8.self)
    }
}
