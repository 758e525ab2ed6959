import Casework
import Codelists
import Console
import Operations
import Texts

/// `hubctl referral send MX-TAP-2021-000123 --to GT-TEC --needs shelter_referral`.
struct ReferralSend: Command {
    static let usage = Usage(
        "referral send", summary: "command.referral.send",
        discussion: "command.referral.send.discussion",
        positionals: [.required("case", help: "case.argument.case")],
        options: [
            .value("to", "receiver", isRequired: true, help: "consent.option.to"),
            .value("needs", "codes", isRequired: true, help: "referral.option.needs"),
            .value("priority", "code", help: "referral.option.priority"),
            .value("summary", "file", values: .file, help: "referral.option.summary"),
            .value("person", "id", help: "referral.option.person"),
            .value("id", "uuid", help: "referral.option.id"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl referral send MX-TAP-2021-000123 --to GT-TEC --needs shelter_referral --priority urgent"
        ])

    let name: String
    let receiver: Receiver
    let needs: [Service]
    let priority: ReferralPriority
    let summary: String?
    let person: PersonID?
    let id: ReferralID
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("case")
        receiver = try arguments.required("to")
        needs = try arguments.value("needs", parse: { Service.list($0) }) ?? []
        priority = try arguments.value("priority", parse: { ReferralPriority($0) }) ?? .normal
        summary = try arguments.value("summary")
        person = try arguments.value("person")
        id = try arguments.value("id") ?? .new()
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let text = try summary.map { path throws(TextInput.Problem) in try TextInput.text(path) }
        let sent = try await session.withApplication { application in
            let found = try await application.caseID(named: name)
            var whom = person
            if whom == nil { whom = try await application.showCase(found).content.people.first }
            guard let whom else { throw CaseworkError.problem(.invalid("person")) }
            return try await application.send(
                Referral(
                    id: id, caseID: found, person: whom, receiver: receiver, needs: needs,
                    priority: priority, summary: text)
            ).view
        }
        if isJSON {
            try session.terminal.json(sent)
        } else {
            session.terminal.write(
                session.texts(
                    "referral.sent",
                    ["id": sent.id.description, "due": sent.dueOn.description]))
        }
    }
}
