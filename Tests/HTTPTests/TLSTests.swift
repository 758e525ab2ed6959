import Glibc
import HTTP
import TestClient
import Testing

@Suite struct TLSTests {
    @Test("TLS 1.2 and 1.3 are spoken, 1.1 is not")
    func versions() async throws {
        let folder = "/tmp/hub-tls-\(getpid())-\(UInt64.random(in: .min ... .max))"
        mkdir(folder, 0o700)
        let made = try await Self.run(
            """
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
            -keyout \(folder)/key -out \(folder)/certificate 2>&1
            """)
        let certificate = try Self.read("\(folder)/certificate")
        let key = try Self.read("\(folder)/key")
        #expect(key.contains("PRIVATE KEY"), "\(made)")
        let routes = [
            try route(.get, "/") { request in
                Response(
                    body: .stream { writer in
                        try await writer.write("secure: \(request.isSecure)")
                        try await writer.write([UInt8](repeating: 0x61, count: 1_000_000))
                    })
            }
        ]
        try await withServer(
            routes, configure: { $0.tls = .init(certificate: certificate, key: key) }
        ) { server in
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
        for name in ["key", "certificate"] { unlink("\(folder)/\(name)") }
        rmdir(folder)
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
