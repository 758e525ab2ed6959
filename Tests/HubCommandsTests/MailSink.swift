import Foundation
import Testing

/// A mail server that takes one letter and gives it as Python's own reader finds it.
final class MailSink {
    private static let program = """
        import email, email.policy, socket
        listening = socket.create_server(("127.0.0.1", 0))
        print(listening.getsockname()[1], flush=True)
        connection, _ = listening.accept()
        lines, letter = connection.makefile("rb"), b""
        connection.sendall(b"220 test\\r\\n")
        while line := lines.readline():
            word = line.split(b" ")[0].strip().upper()
            print(line.decode().strip())
            if word == b"DATA":
                connection.sendall(b"354 go on\\r\\n")
                while (line := lines.readline()) != b".\\r\\n":
                    letter += line
            connection.sendall(b"221 bye\\r\\n" if word == b"QUIT" else b"250 ok\\r\\n")
            if word == b"QUIT":
                break
        read = email.message_from_bytes(letter, policy=email.policy.default)
        print(read["Subject"], read.get_content())
        """

    let address: String
    private let process = Process()
    private let output = Pipe()

    init() throws {
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", Self.program]
        process.standardOutput = output
        try process.run()
        var said = Data()
        while !said.contains(0x0a) { said += output.fileHandleForReading.availableData }
        let port = String(decoding: said, as: UTF8.self).trimmingCharacters(in: .newlines)
        address = "smtp://127.0.0.1:\(port)"
    }

    /// The conversation and the letter, once the client has said goodbye.
    func letter() -> String {
        let rest = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: rest, as: UTF8.self)
    }

    deinit { if process.isRunning { process.terminate() } }
}

extension CommandLineInstallation {
    /// Sends a hub's digest to a mail server: it names what is due by id, and nobody.
    func expectDigest(of hub: String, naming id: String, never secrets: [String]) async throws {
        let sink = try MailSink()
        let sent = await run([
            "referral", "digest", hub, "--to", "jefa@hub.example", "--from", "hubs@iom.example",
            "--smtp", sink.address, "--hours", "73", "--lang", "es",
        ])
        #expect(sent.code == 0, "\(sent.error)")
        let text = sink.letter()
        #expect(text.contains("RCPT TO:<jefa@hub.example>"))
        #expect(text.contains("MAIL FROM:<hubs@iom.example>"))
        #expect(text.contains(id) && text.contains("Remisiones"))
        for secret in secrets { #expect(!text.contains(secret)) }
    }
}
