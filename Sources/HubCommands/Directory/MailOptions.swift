import Casework
import Console
import FoundationEssentials
import Glibc
import Mail
import Texts

/// Who takes letters, and from whom they are: the same for every command that sends any.
struct MailOptions {
    static let options: [Usage.Option] = [
        .value("smtp", "url", help: "option.mail.smtp"),
        .value("program", "path", values: .file, help: "option.mail.program"),
        .value("from", "address", help: "option.mail.from"),
    ]

    private let server: MailServer?
    private let program: String?
    private let sender: MailAddress?

    init(_ arguments: inout Arguments) throws(UsageError) {
        let environment = ProcessInfo.processInfo.environment
        func read(_ address: String) -> MailServer? {
            MailServer(
                address, user: environment["HUBCTL_SMTP_USER"],
                password: environment["HUBCTL_SMTP_PASSWORD"])
        }
        program = try arguments.value("program")
        let named = try arguments.value("smtp", parse: read)
        server = named ?? (program == nil ? environment["HUBCTL_SMTP"].flatMap(read) : nil)
        sender =
            try arguments.value("from")
            ?? environment["HUBCTL_MAIL_FROM"].flatMap { MailAddress($0) }
        guard named == nil || program == nil else { throw .rule("mail.rule") }
    }

    /// The server that was named; else the machine's own program.
    var carrier: any MailCarrier { server ?? MailProgram(program ?? "/usr/sbin/sendmail") }

    /// The sender that was named; else the service on this machine.
    var from: MailAddress {
        get throws {
            if let sender { return sender }
            var name = [CChar](repeating: 0, count: 256)
            guard gethostname(&name, name.count - 1) == 0,
                let length = name.firstIndex(of: 0),
                let address = MailAddress(
                    "hubctl@\(String(decoding: name[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self))"
                )
            else { throw MailSenderMissing() }
            return address
        }
    }
}

/// Nobody is named who sends the mail, and the machine has no name to take.
struct MailSenderMissing: Error {}
