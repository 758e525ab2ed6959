import CaseStore
import Casework
import Console
import FoundationEssentials
import Mail
import Operations
import Texts

/// `hubctl mail send`: hands waiting mail to a server or to the machine's program; for every minute.
struct MailSend: Command {
    static let usage = Usage(
        "mail send", summary: "command.mail.send", discussion: "command.mail.send.discussion",
        options: MailOptions.options + [.flag("json", help: "option.json")],
        examples: [
            "hubctl mail send", "hubctl mail send --program /usr/bin/msmtp",
            "hubctl mail send --smtp smtp://localhost:25 --from mapa@example.org",
        ])

    private let options: MailOptions
    private let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        options = try MailOptions(&arguments)
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let carrier = options.carrier
        let sender = try options.from
        let summary = try await session.withApplication { application in
            try await application.sendMail { mail in
                let message = MailMessage(
                    from: sender, to: [mail.recipient], subject: mail.subject, text: mail.body)
                // Waiting for somebody else's program is nothing for the threads of the runtime.
                return await Task.detached {
                    do throws(MailProblem) {
                        try carrier.send(message)
                        return MailOutcome.taken
                    } catch {
                        return error.isOfCarrier
                            ? .unreachable(error.reason) : .refused(error.reason)
                    }
                }.value
            }
        }
        let texts = session.texts
        if isJSON {
            try session.terminal.json(summary)
        } else {
            session.terminal.write(texts("mail.sent", ["count": texts.number(summary.sent)]))
        }
        if summary.isUnreachable, let problem = summary.problem {
            throw MailProblem(reason: problem, isOfCarrier: true)
        }
        if let problem = summary.problem {
            session.terminal.writeError(
                texts(
                    "mail.failed",
                    [
                        "failed": texts.number(summary.failed),
                        "given": texts.number(summary.givenUp), "reason": problem,
                    ]))
        }
    }
}

/// `hubctl mail list`: what waits to be sent, and why it was not taken; never to whom.
struct MailList: Command {
    static let usage = Usage(
        "mail list", summary: "command.mail.list",
        options: [
            .value("limit", "number", help: "case.option.limit"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl mail list"])

    private let limit: Int
    private let isJSON: Bool

    private struct Document: Encodable {
        let id: String
        let createdAt: String
        let attempts: Int
        let nextTryAt: String?
        let problem: String?
    }

    init(_ arguments: inout Arguments) throws(UsageError) {
        limit = try arguments.value("limit") ?? 100
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let limit = limit
        let waiting = try await session.withApplication {
            try await $0.waitingMail(limit: limit)
        }
        if isJSON {
            return try session.terminal.json(
                waiting.map {
                    Document(
                        id: $0.id.uuidString.lowercased(), createdAt: $0.createdAt,
                        attempts: $0.attempts, nextTryAt: $0.nextTryAt, problem: $0.problem)
                })
        }
        let texts = session.texts
        var table = TextTable([
            .left(texts("field.created")), .right(texts("field.attempts")),
            .left(texts("field.nexttry")), .left(texts("field.problem")),
        ])
        for mail in waiting {
            table.add([
                mail.createdAt, texts.number(mail.attempts),
                mail.nextTryAt ?? texts("mail.givenup"), mail.problem ?? "",
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}
