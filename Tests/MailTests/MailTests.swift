import Casework
import Foundation
import Mail
import Testing

/// Letters, as another program takes and reads them.
@Suite struct MailTests {
    /// A mail server that takes one letter and tells what Python's own reader finds in it.
    private static let server = """
        import email, email.policy, json, socket, sys
        listening = socket.create_server(("127.0.0.1", 0))
        print(listening.getsockname()[1], flush=True)
        connection, _ = listening.accept()
        lines = connection.makefile("rb")
        envelope, letter = [], b""
        connection.sendall(b"220 test\\r\\n")
        while line := lines.readline():
            word = line.split(b" ")[0].strip().upper()
            envelope.append(line.decode().strip())
            if word == b"DATA":
                connection.sendall(b"354 go on\\r\\n")
                while (line := lines.readline()) != b".\\r\\n":
                    letter += line[1:] if line.startswith(b".") else line
            connection.sendall(b"550 no\\r\\n" if word == b"MAIL" and sys.argv[1] == "refuse"
                else b"221 bye\\r\\n" if word == b"QUIT" else b"250 ok\\r\\n")
            if word == b"QUIT":
                break
        read = email.message_from_bytes(letter, policy=email.policy.default)
        print(json.dumps({
            "envelope": envelope, "subject": read["Subject"], "to": read["To"],
            "from": read["From"], "text":
                read.get_content().replace("\\r\\n", "\\n") if letter else "",
            "longest": max(map(len, letter.split(b"\\r\\n"))), "ascii": letter.isascii(),
            "date": read["Date"].datetime.isoformat() if letter else "",
            "defects": [str(d) for d in read.defects]}))
        """

    private struct Report: Decodable {
        let envelope: [String]
        let subject: String?
        let to: String?
        let from: String?
        let text: String
        let longest: Int
        let ascii: Bool
        let date: String
        let defects: [String]
    }

    /// Starts the server, lets `body` send to it, and tells what came.
    private func receive(
        _ mode: String, _ body: (MailServer) throws -> Void
    ) throws -> Report {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", Self.server, mode]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var said = Data()
        while !said.contains(0x0a) { said += output.fileHandleForReading.availableData }
        let port = String(decoding: said, as: UTF8.self).trimmingCharacters(in: .newlines)
        try body(try #require(MailServer("smtp://127.0.0.1:\(port)")))
        let rest = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode(Report.self, from: rest)
    }

    private func letter() throws -> MailMessage {
        MailMessage(
            from: try #require(MailAddress("hub@iom.example")),
            to: try ["ana@hub.example", "eva@hub.example"].map {
                try #require(MailAddress($0))
            },
            subject: "GT-TEC: 3 remisiones vencidas, señaladas con ¡mucha! prisa y más palabras",
            text: "Remisiones vencidas:\n.\n. y un punto\nÑandú, años, día\n",
            at: Date(timeIntervalSince1970: 1_617_200_000))
    }

    @Test("Another program reads what was sent, accents and lone dots too")
    func sent() throws {
        let report = try receive("take") { try $0.send(letter()) }
        #expect(report.defects == [])
        #expect(report.subject == (try letter().subject.description))
        #expect(report.text == (try letter().text))
        #expect(report.to == "ana@hub.example, eva@hub.example")
        #expect(report.from == "hub@iom.example")
        #expect(report.date == "2021-03-31T14:13:20+00:00")
        #expect(report.longest <= 78 && report.ascii)
        #expect(report.envelope.contains { $0.hasPrefix("MAIL FROM:<hub@iom.example>") })
        #expect(report.envelope.count { $0.hasPrefix("RCPT TO:<") } == 2)
    }

    @Test("A letter that is refused is an error")
    func refused() throws {
        var problem: MailProblem?
        _ = try? receive("refuse") { server in
            do { try server.send(letter()) } catch let error as MailProblem { problem = error }
        }
        #expect(problem != nil)
    }

    @Test("No address carries a line, a bracket, a second address or an option")
    func addresses() {
        for text in [
            "", "ana", "@x", "a@", "a@b@c", "a b@c", "a@b\r\nBcc: x@y", "a@b\nBcc: x@y", "<a@b>",
            "a,b@c", "a@b, c@d", "-oQ/tmp@b", "a@-b", "a@b\0", "á@b", "a@b;c", "\"a\"@b", "a..b@c",
            String(repeating: "a", count: 65) + "@b",
        ] {
            #expect(MailAddress(text) == nil, "\(text)")
        }
        for text in ["a.b+c@d.example", "o'neil_x@d-e.example", "a@localhost"] {
            #expect(MailAddress(text)?.description == text)
        }
        #expect(MailServer("http://localhost") == nil && MailServer("smtp://") == nil)
    }

    @Test("A subject is one line, whatever was written")
    func subjects() {
        let line = HeaderLine("A\r\nBcc: x@y\n\u{2028}\u{85}\0\u{1b}[2J")
        #expect(line.description == "A  Bcc: x@y     [2J")
        #expect(HeaderLine.isLine(line.description))
    }
}
