import Casework
import Codelists
import Console
import Operations
import Texts

/// `hubctl case open MX-TAP --event ID --needs shelter_referral`.
struct CaseOpen: Command {
    static let usage = Usage(
        "case open", summary: "command.case.open", discussion: "command.case.open.discussion",
        positionals: [.required("hub", help: "argument.hub")],
        options: [
            .value("needs", "codes", isRequired: true, help: "case.option.needs"),
            .value("person", "id", isRepeatable: true, help: "case.option.person"),
            .value("event", "id", help: "case.option.event"),
            .value("priority", "code", help: "case.option.priority"),
            .value("texts", "file", values: .file, help: "case.option.texts"),
            .value("due", "date", help: "case.option.due"),
            .value("worker", "account", help: "case.option.worker"),
            .flag("restricted", help: "case.option.restrict"),
            .value("opened", "date", help: "case.option.opened"),
            .value("id", "uuid", help: "case.option.id"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl case open MX-TAP --event 0178b1a2-7c00-7000-8000-000000000001 --needs shelter_referral",
            #"echo '{"next_step": "Call the shelter"}' | hubctl case open MX-TAP --person 0178b1a2-7c00-7000-8000-000000000002 --needs documentation --texts - --due 2021-04-02"#,
        ])

    let hub: HubCode
    let needs: [Service]
    let people: [PersonID]
    let event: EventID?
    let priority: NeedPriority
    let texts: String?
    let due: CalendarDate?
    let worker: AccountID?
    let isRestricted: Bool
    let opened: CalendarDate?
    let id: CaseID
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        hub = try arguments.positional("hub")
        needs = try arguments.value("needs", parse: { Service.list($0) }) ?? []
        people = try arguments.values("person")
        event = try arguments.value("event")
        priority = try arguments.value("priority", parse: { NeedPriority($0) }) ?? .normal
        texts = try arguments.value("texts")
        due = try arguments.value("due")
        worker = try arguments.value("worker")
        isRestricted = arguments.flag("restricted")
        opened = try arguments.value("opened")
        id = try arguments.value("id") ?? .new()
        isJSON = arguments.flag("json")
        if people.isEmpty, event == nil { throw .missingOption("--person") }
    }

    func run(in session: Session) async throws {
        let file = try texts.map { path throws(TextInput.Problem) in try TextInput.texts(path) }
        let recorded = try await session.withApplication { application in
            let day = if let opened { opened } else { try await application.today(at: hub) }
            var everybody = people
            if let event { everybody += try await application.people(in: event, at: hub) }
            var step: Case.NextStep?
            if let text = file?.nextStep { step = Case.NextStep(text: text, dueOn: due ?? day) }
            let recorded = try await application.open(
                Case(
                    id: id, hub: hub, people: everybody, needs: needs, priority: priority,
                    plan: file?.plan, nextStep: step, worker: worker, isRestricted: isRestricted,
                    openedOn: day, trafficking: file?.trafficking))
            if let event { try await application.link(event, to: id) }
            return recorded
        }
        if isJSON {
            try session.terminal.json(recorded.view)
            return
        }
        let key: TextKey = if case .new = recorded { "case.opened" } else { "case.repeated" }
        session.terminal.write(
            session.texts(key, ["case": recorded.view.content.reference, "id": id.description]))
    }
}
