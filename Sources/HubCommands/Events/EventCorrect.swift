import Casework
import Codelists
import Console
import Operations
import Texts

/// `hubctl event correct ID --services information --reason TEXT`.
struct EventCorrect: Command {
    static let usage = Usage(
        "event correct", summary: "command.event.correct",
        discussion: "command.event.correct.discussion",
        positionals: [.required("event", help: "argument.event")],
        options: [
            .value("reason", "text", isRequired: true, help: "option.reason"),
            .value("hub", "code", help: "argument.hub"),
            .value("date", "date", help: "option.event.date.correct"),
            .value("services", "codes", help: "option.event.services"),
            .value("channel", "code", help: "option.event.channel"),
            .value("profile", "code", help: "option.event.profile"),
            .value("destination", "country", help: "option.event.destination"),
            .value("people", "number", help: "option.event.people.correct"),
            .value("sex", "code", help: "option.event.sex"),
        ],
        examples: [
            #"hubctl event correct 0178b1a2-7c00-7000-8000-000000000001 --people 3 --reason "miscounted""#
        ])

    let event: EventID
    let reason: String
    let change: EventChange

    init(_ arguments: inout Arguments) throws(UsageError) {
        event = try arguments.positional("event")
        reason = try arguments.value("reason") ?? ""
        var change = EventChange()
        change.hub = try arguments.value("hub")
        change.occurredOn = try arguments.value("date")
        change.services = try arguments.value("services", parse: EventLog.services)
        change.channel = try arguments.value("channel", parse: { Channel($0) })
        change.profile = try arguments.value("profile", parse: { Profile($0) })
        change.destination = try arguments.value("destination", parse: { Country($0) })
        change.people = try arguments.value("people", parse: EventLog.people)
        change.sex = try arguments.value("sex", parse: { Sex($0) })
        self.change = change
    }

    func run(in session: Session) async throws {
        try await session.withApplication {
            try await $0.correct(event, changing: change, reason: reason)
        }
        session.terminal.write(session.texts("event.corrected", ["event": event.description]))
    }
}
