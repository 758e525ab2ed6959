import Foundation
import Postgres
import Testing

/// Mail out of the queue, to a server and to a program; what is not taken waits and holds up nothing.
@Suite struct MailCommandTests {
    /// A mail server that keeps each letter it takes as a file, and takes none for `refuse@`.
    private static let server = """
        import os, socketserver, sys
        folder = sys.argv[1]
        class Session(socketserver.StreamRequestHandler):
            def handle(self):
                def say(text): self.wfile.write(text.encode() + b"\\r\\n")
                recipients, isGood = [], True
                say("220 test")
                while line := self.rfile.readline():
                    word = line.split(b" ")[0].strip().upper()
                    if word == b"RCPT":
                        isGood = b"refuse@" not in line
                        recipients.append(line.decode().strip())
                        say("250 ok" if isGood else "550 nobody refuse@example.org here")
                    elif word == b"DATA":
                        say("354 go on")
                        letter = b""
                        while (line := self.rfile.readline()) != b".\\r\\n": letter += line
                        name = str(len(os.listdir(folder)))
                        with open(os.path.join(folder, name), "wb") as file:
                            file.write("\\n".join(recipients).encode() + b"\\n" + letter)
                        say("250 ok")
                    elif word == b"QUIT":
                        say("221 bye")
                        return
                    else: say("250 ok")
        server = socketserver.TCPServer(("127.0.0.1", 0), Session)
        print(server.server_address[1], flush=True)
        server.serve_forever()
        """

    private struct Summary: Decodable, Equatable {
        var sent = 0
        var failed = 0
        var givenUp = 0
        var problem: String?
    }

    private struct Waiting: Decodable {
        let attempts: Int
        let nextTryAt: String?
        let problem: String?
    }

    private static func queue(_ recipients: [String], of installation: CommandLineInstallation)
        async throws
    {
        try await execute(
            recipients.map {
                """
                INSERT INTO outgoing_mail (outgoing_mail_id, recipient, subject, body)
                VALUES (gen_random_uuid(), '\($0)', 'Confirme: Ñandú', 'Hola\n.\nhttps://x.example/');
                """
            }.joined(), on: installation)
    }

    private static func execute(
        _ script: String, on installation: CommandLineInstallation
    ) async throws {
        let pool = Pool(
            PoolConfiguration(installation.environment["DATABASE_URL"] ?? "", maximumSize: 1))
        defer { Task { await pool.close() } }
        try await pool.withConnection { try await $0.execute(script: script) }
    }

    private static func send(
        _ options: String, of installation: CommandLineInstallation
    ) async throws -> (summary: Summary, outcome: Outcome) {
        let outcome = await installation.run(
            ["mail", "send", "--json", "--from", "mapa@example.org"]
                + options.split(separator: " ").map(String.init))
        return (try JSONDecoder().decode(Summary.self, from: Data(outcome.output.utf8)), outcome)
    }

    private static func waiting(
        of installation: CommandLineInstallation
    ) async throws -> [Waiting] {
        let listed = await installation.run(["mail", "list", "--json"])
        #expect(!listed.output.contains("@"))
        return try JSONDecoder().decode([Waiting].self, from: Data(listed.output.utf8))
    }

    @Test("By SMTP: what is refused waits, is tried again, and is given up after a week")
    func server() async throws {
        try await CommandLineInstallation.with { installation in
            let folder = "\(installation.home)/letters"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/python3")
            process.arguments = ["-c", Self.server, folder]
            let output = Pipe()
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            // Signals that our threads block are blocked there, too; but for this one.
            defer { kill(process.processIdentifier, SIGKILL) }
            var said = Data()
            while !said.contains(0x0a) { said += output.fileHandleForReading.availableData }
            let port = String(decoding: said, as: UTF8.self)
                .trimmingCharacters(in: .newlines)
            let smtp = "--smtp smtp://127.0.0.1:\(port)"

            try await Self.queue(
                ["refuse@example.org", "a@example.org", "b@example.org"], of: installation)
            let first = try await Self.send(smtp, of: installation)
            #expect(first.summary.sent == 2 && first.summary.failed == 1)
            #expect(first.outcome.code == 0 && first.outcome.error.contains("550"))
            #expect(!(first.outcome.output + first.outcome.error).contains("refuse@"))
            let letters = try FileManager.default.contentsOfDirectory(atPath: folder).map {
                try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
            }
            #expect(
                letters.map { String($0.prefix { $0 != "\n" }) }.sorted() == [
                    "RCPT TO:<a@example.org>", "RCPT TO:<b@example.org>",
                ])
            #expect(letters.allSatisfy { $0.contains("From: mapa@example.org") })

            let kept = try await Self.waiting(of: installation)
            #expect(kept.count == 1 && kept.first?.attempts == 1)
            #expect(kept.first?.problem?.contains("550") == true && kept.first?.nextTryAt != nil)
            // Its turn has not come again, and what was sent is not sent twice.
            #expect(try await Self.send(smtp, of: installation).summary == Summary())
            try await Self.execute(
                """
                UPDATE outgoing_mail SET next_try_at = now(), created_at = now() - interval '8 days'
                WHERE sent_at IS NULL
                """, on: installation)
            #expect(try await Self.send(smtp, of: installation).summary.givenUp == 1)
            let given = try await Self.waiting(of: installation)
            #expect(given.first?.attempts == 2 && given.first?.nextTryAt == nil)

            // Several who send at once take each letter once.
            try await Self.queue((0..<12).map { "c\($0)@example.org" }, of: installation)
            async let one = Self.send(smtp, of: installation)
            async let other = Self.send(smtp, of: installation)
            let sent = try await (one.summary.sent, other.summary.sent)
            #expect(sent.0 + sent.1 == 12)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 14)
        }
    }

    @Test("Through a program: arguments and letter as sendmail takes them; a missing one keeps all")
    func program() async throws {
        try await CommandLineInstallation.with { installation in
            let stub = try installation.file(
                "sendmail",
                """
                #!/bin/sh
                case "$*" in *refuse*) exit 67;; esac
                { echo "$@"; cat; } >> "\(installation.home)/taken"

                """)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: stub)
            try await Self.queue(["refuse@example.org", "a@example.org"], of: installation)
            for missing in ["--program \(stub)-not-there", "--smtp smtp://127.0.0.1:1"] {
                let failed = try await Self.send(missing, of: installation)
                #expect(failed.outcome.code == 69 && failed.summary.sent == 0, "\(missing)")
            }
            // Each was tried once, by the one or the other, and waits for its next turn.
            #expect(try await Self.waiting(of: installation).map(\.attempts) == [1, 1])
            try await Self.execute(
                "UPDATE outgoing_mail SET next_try_at = now()", on: installation)
            let sent = try await Self.send("--program \(stub)", of: installation)
            #expect(sent.summary.sent == 1 && sent.summary.failed == 1)
            #expect(sent.summary.problem == "sendmail: 67")
            let taken = try String(
                contentsOfFile: "\(installation.home)/taken", encoding: .utf8)
            #expect(taken.hasPrefix("-i -f mapa@example.org -- a@example.org\nDate: "))
            #expect(taken.contains("\nSubject: =?utf-8?B?") && !taken.contains("\r"))
            let rule = await installation.run([
                "mail", "send", "--program", stub, "--smtp", "smtp://localhost",
            ])
            #expect(rule.code == 64)
        }
    }
}
