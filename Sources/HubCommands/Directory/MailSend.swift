import CaseStore
import Console
import FoundationEssentials
import Glibc
import Operations
import Texts

/// `hubctl mail send`: hands waiting mail to the machine's mail program; to be run every minute.
struct MailSend: Command {
    static let usage = Usage(
        "mail send", summary: "command.mail.send",
        options: [.value("program", "path", values: .file, help: "option.mail.program")],
        examples: ["hubctl mail send", "hubctl mail send --program /usr/bin/msmtp"])

    private let program: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        program = try arguments.value("program") ?? "/usr/sbin/sendmail"
    }

    func run(in session: Session) async throws {
        let program = program
        let sent = try await session.withApplication { application in
            try await application.sendMail { try Self.hand($0, to: program) }
        }
        session.terminal.write(session.texts("mail.sent", ["count": session.texts.number(sent)]))
    }

    /// As sendmail(8) takes it: recipients from the message, a dot ends nothing.
    private static func hand(_ mail: OutgoingMail, to program: String) throws {
        guard let pipe = popen("'\(program.replacing("'", with: "'\\''"))' -i -t", "we") else {
            throw SendmailProblem.refused(program)
        }
        let message = Array(QueuedMessage(mail).text.utf8)
        let written = fwrite(message, 1, message.count, pipe)
        guard pclose(pipe) == 0, written == message.count else {
            throw SendmailProblem.refused(program)
        }
    }
}

/// Why mail stays where it is.
enum SendmailProblem: Error, Equatable {
    case refused(String)

    func text(_ texts: Texts) -> String {
        switch self {
        case .refused(let program): texts("mail.failed", ["program": program])
        }
    }
}

/// A mail as a message (RFC 5322): plain text in UTF-8, its subject encoded (RFC 2047).
struct QueuedMessage {
    let text: String

    init(_ mail: OutgoingMail) {
        let body = Data(mail.body.replacing("\n", with: "\r\n").utf8)
            .base64EncodedString(options: .lineLength76Characters)
        text = [
            "To: \(mail.recipient)", "Subject: \(Self.encoded(mail.subject))",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64", "Auto-Submitted: auto-generated", "", body, "",
        ].joined(separator: "\n")
    }

    /// In words of at most 45 bytes each, none broken within a character.
    private static func encoded(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), text.utf8.count < 60,
            !text.contains("=?")
        {
            return text
        }
        var words: [[UInt8]] = [[]]
        for character in text {
            let bytes = Array(String(character).utf8)
            if words[words.count - 1].count + bytes.count > 45 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }
            .joined(separator: "\n ")
    }
}
