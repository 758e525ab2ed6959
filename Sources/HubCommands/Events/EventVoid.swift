import Casework
import Console
import Operations
import Texts

/// `hubctl event void ID --reason TEXT`.
struct EventVoid: Command {
    static let usage = Usage(
        "event void", summary: "command.event.void",
        positionals: [.required("event", help: "argument.event")],
        options: [.value("reason", "text", isRequired: true, help: "option.reason")],
        examples: [
            #"hubctl event void 0178b1a2-7c00-7000-8000-000000000001 --reason "logged twice""#
        ])

    let event: EventID
    let reason: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        event = try arguments.positional("event")
        reason = try arguments.value("reason") ?? ""
    }

    func run(in session: Session) async throws {
        try await session.withApplication { try await $0.void(event, reason: reason) }
        session.terminal.write(session.texts("event.voided", ["event": event.description]))
    }
}
