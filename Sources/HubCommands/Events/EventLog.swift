import Casework
import Codelists
import Console
import Operations
import Texts

/// `hubctl event log`: an event of anonymous people, of people named in a file, or of both.
struct EventLog: Command {
    static let usage = Usage(
        "event log", summary: "command.event.log",
        positionals: [.required("hub", help: "argument.hub")],
        options: [
            .value("services", "codes", isRequired: true, help: "option.event.services"),
            .value("people", "number", help: "option.event.people"),
            .value("sex", "code", help: "option.event.sex"),
            .value("persons", "file", values: .file, help: "option.event.persons"),
            .value("consent", "language", help: "option.event.consent"),
            .value("date", "date", help: "option.event.date"),
            .value("channel", "code", help: "option.event.channel"),
            .value("profile", "code", help: "option.event.profile"),
            .value("id", "uuid", help: "option.event.id"),
            .flag("new", help: "option.event.new"),
        ],
        examples: [
            "hubctl event log MX-TAP --services information,transport --people 4",
            #"echo '[{"given_names": "Ana", "document": "P1"}]' | hubctl event log MX-TAP --services health_referral --persons - --consent spa"#,
        ])

    let hub: HubCode
    let services: [Service]
    let people: Int
    let persons: String?
    let consent: SpokenLanguage?
    let sex: Sex
    let date: CalendarDate?
    let channel: Channel
    let profile: Profile
    let id: EventID
    let isNew: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        hub = try arguments.positional("hub")
        services = try arguments.value("services", parse: Self.services) ?? []
        persons = try arguments.value("persons")
        consent = try arguments.value("consent", parse: { SpokenLanguage($0) })
        // People named in a file need no further ones beside them.
        people = try arguments.value("people", parse: Self.people) ?? (persons == nil ? 1 : 0)
        sex = try arguments.value("sex", parse: { Sex($0) }) ?? .unknown
        date = try arguments.value("date")
        channel = try arguments.value("channel", parse: { Channel($0) }) ?? .unknown
        profile = try arguments.value("profile", parse: { Profile($0) }) ?? .unknown
        id = try arguments.value("id") ?? .new()
        isNew = arguments.flag("new")
    }

    static func services(_ text: String) -> [Service]? {
        let codes = text.split(separator: ",").map { Service(String($0)) }
        let known = codes.compactMap(\.self)
        return known.count == codes.count && !known.isEmpty ? known : nil
    }

    static func people(_ text: String) -> Int? {
        Int(text).flatMap { (1...10_000).contains($0) ? $0 : nil }
    }

    func run(in session: Session) async throws {
        var participants: [Participant] = []
        if let persons { participants = try PersonFile.read(persons) }
        if people > 0 { participants.append(.tally(Tally(sex: sex, count: people))) }
        guard !participants.isEmpty else { throw OperationError.invalid(field: "persons") }
        let everybody = participants
        let recording = try await session.withApplication { application in
            if !isNew { try await refuseLikelyKnown(everybody, application) }
            let day = if let date { date } else { try await application.today(at: hub) }
            return try await application.record(
                AssistanceEvent(
                    id: id, hub: hub, occurredOn: day, channel: channel, profile: profile,
                    services: services, participants: everybody,
                    agreement: consent.map {
                        .init(language: $0, textVersion: ConsentText.current)
                    }))
        }
        switch recording {
        case .recorded(let event):
            session.terminal.write(session.texts("event.logged", ["event": event.description]))
        case .repeated(let event):
            session.terminal.write(session.texts("event.repeated", ["event": event.description]))
        }
    }

    /// Somebody who is likely to be known is asked about before a new person is made of them.
    private func refuseLikelyKnown(
        _ participants: [Participant], _ application: Application
    ) async throws {
        // An event that is there already makes nobody new.
        if try await application.isRecorded(id) { return }
        var described: [(number: Int, person: PersonDescription)] = []
        for (index, participant) in participants.enumerated() {
            if case .described(let person) = participant { described.append((index + 1, person)) }
        }
        let known = try await application.likelyKnown(described.map(\.person))
        let likely = described.indices.compactMap { place in
            known[place].map {
                LikelyKnown.Participant(number: described[place].number, matches: $0.matches)
            }
        }.filter { !$0.matches.isEmpty }
        if !likely.isEmpty { throw LikelyKnown(participants: likely) }
    }
}

/// People of an event who are likely to be known: not logged before somebody says who they are.
struct LikelyKnown: Error {
    struct Participant {
        let number: Int
        let matches: [PersonMatch]
    }

    let participants: [Participant]

    /// Names nobody: ids and how they agree.
    func text(_ texts: Texts) -> String {
        let lines = participants.flatMap { participant in
            participant.matches.map { match in
                texts(
                    "error.likelyknown.person",
                    [
                        "number": texts.number(participant.number),
                        "person": match.person.description,
                        "reasons": PersonText.reasons(match.reasons, texts),
                    ])
            }
        }
        return texts("error.likelyknown", ["people": lines.joined(separator: "\n  ")])
    }
}
