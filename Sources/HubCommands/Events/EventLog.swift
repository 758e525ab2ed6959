import Casework
import Codelists
import Console
import Operations
import Texts

/// `hubctl event log`: an event of anonymous people, from the command line.
///
/// Names do not belong on a command line, which other users of the machine can read: identified
/// people come in through hub logs and the service.
struct EventLog: Command {
    static let usage = Usage(
        "event log", summary: "command.event.log",
        positionals: [.required("hub", help: "argument.hub")],
        options: [
            .value("services", "codes", isRequired: true, help: "option.event.services"),
            .value("people", "number", help: "option.event.people"),
            .value("sex", "code", help: "option.event.sex"),
            .value("date", "date", help: "option.event.date"),
            .value("channel", "code", help: "option.event.channel"),
            .value("profile", "code", help: "option.event.profile"),
            .value("id", "uuid", help: "option.event.id"),
        ],
        examples: ["hubctl event log MX-TAP --services information,transport --people 4"])

    let hub: HubCode
    let services: [Service]
    let people: Int
    let sex: Sex
    let date: CalendarDate?
    let channel: Channel
    let profile: Profile
    let id: EventID

    init(_ arguments: inout Arguments) throws(UsageError) {
        hub = try arguments.positional("hub")
        services =
            try arguments.value("services") { (text: String) -> [Service]? in
                let codes = text.split(separator: ",").map { Service(String($0)) }
                return codes.contains { $0 == nil } ? nil : codes.compactMap { $0 }
            } ?? []
        people =
            try arguments.value("people") {
                Int($0).flatMap { (1...10_000).contains($0) ? $0 : nil }
            }
            ?? 1
        sex = try arguments.value("sex", parse: { Sex($0) }) ?? .unknown
        date = try arguments.value("date")
        channel = try arguments.value("channel", parse: { Channel($0) }) ?? .unknown
        profile = try arguments.value("profile", parse: { Profile($0) }) ?? .unknown
        id = try arguments.value("id") ?? .new()
    }

    func run(in session: Session) async throws {
        let recording = try await session.withApplication { application in
            let day = if let date { date } else { try await application.today(at: hub) }
            return try await application.record(
                AssistanceEvent(
                    id: id, hub: hub, occurredOn: day, channel: channel, profile: profile,
                    services: services, participants: [.tally(Tally(sex: sex, count: people))]))
        }
        switch recording {
        case .recorded(let event):
            session.terminal.write(session.texts("event.logged", ["event": event.description]))
        case .repeated(let event):
            session.terminal.write(session.texts("event.repeated", ["event": event.description]))
        }
    }
}
