import CaseStore
import Casework
import Console
import FoundationEssentials
import Mail
import Operations
import Texts

/// `hubctl referral digest GT-TEC --to jefa@hub.example`: what is overdue at a hub, by e-mail.
///
/// A letter is read on the way: it holds references, priorities and times, and nothing of anybody.
/// What was looked at in an emergency is for the manager to look into, and is in it too.
struct ReferralDigest: Command {
    static let usage = Usage(
        "referral digest", summary: "command.referral.digest",
        discussion: "command.referral.digest.discussion",
        positionals: [.required("hub", help: "argument.hub")],
        options: [
            .value(
                "to", "address", isRequired: true, isRepeatable: true,
                help: "digest.option.to"),
            .value("hours", "number", help: "referral.option.hours"),
            .flag("dry-run", help: "digest.option.dryrun"),
        ] + MailOptions.options,
        examples: [
            "hubctl referral digest GT-TEC --to jefa@hub.example --smtp smtp://localhost:25",
            "hubctl referral digest GT-TEC --to jefa@hub.example --hours 24 --dry-run",
        ])

    let hub: HubCode
    let recipients: [MailAddress]
    let mail: MailOptions
    let hours: Int
    let isDryRun: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        hub = try arguments.positional("hub")
        recipients = try arguments.values("to")
        mail = try MailOptions(&arguments)
        hours = try arguments.value("hours") ?? 24
        isDryRun = arguments.flag("dry-run")
    }

    func run(in session: Session) async throws {
        let (referrals, looks) = try await session.withApplication { application in
            var filter = ReferralFilter()
            filter.hub = hub
            filter.dueWithinHours = hours
            return (
                try await application.referrals(filter, limit: 500),
                try await application.glassBreaks(at: hub, openOnly: true, limit: 500)
            )
        }
        guard !referrals.isEmpty || !looks.isEmpty else {
            return session.terminal.writeError(session.texts("digest.nothing"))
        }
        let texts = session.texts
        let letter = DigestText(hub: hub, referrals: referrals, looks: looks, texts: texts)
        if isDryRun { return session.terminal.write("\(letter.subject)\n\n\(letter.text)") }
        let message = MailMessage(
            from: try mail.from, to: recipients, subject: letter.subject, text: letter.text)
        let carrier = mail.carrier
        // Waiting for a mail server is nothing for the threads of the runtime.
        try await Task.detached { try carrier.send(message) }.value
        session.terminal.write(
            texts("digest.sent", ["count": texts.number(referrals.count)]))
    }
}

/// The letter's words.
struct DigestText {
    let hub: HubCode
    let referrals: [ReferralView]
    /// In emergencies, which nobody looked into yet.
    let looks: [GlassBreak]
    let texts: Texts

    var subject: HeaderLine {
        let overdue = referrals.count { $0.isOverdue }
        let referred = texts(
            "digest.subject",
            [
                "hub": hub.description, "overdue": texts.number(overdue),
                "due": texts.number(referrals.count - overdue),
            ])
        guard !looks.isEmpty else { return HeaderLine(referred) }
        let emergencies = texts("digest.subject.glass", ["count": texts.number(looks.count)])
        return HeaderLine("\(referred), \(emergencies)")
    }

    var text: String {
        let lines = referrals.map { referral in
            let isSent = referral.from == hub
            return texts(
                isSent ? "digest.line.sent" : "digest.line.received",
                [
                    "mark": referral.isOverdue ? "!" : " ", "due": referral.dueOn.description,
                    "priority": referral.priority.label(texts),
                    "status": referral.status.label(texts),
                    "other": isSent ? referral.receiverName : referral.from.description,
                    "id": referral.id.description,
                ])
        }
        let emergencies = looks.map { look in
            texts(
                look.caseID == nil ? "digest.line.person" : "digest.line.case",
                [
                    "date": CalendarDate(utc: look.at).description, "actor": look.actor,
                    "hub": look.hub.description, "id": look.id.description,
                ])
        }
        let sections = [
            section("digest.intro", lines), section("digest.glass", emergencies),
            texts("digest.outro"),
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private func section(_ title: TextKey, _ lines: [String]) -> String {
        lines.isEmpty
            ? ""
            : texts(title, ["hub": hub.description]) + "\n\n" + lines.joined(separator: "\n")
    }
}
