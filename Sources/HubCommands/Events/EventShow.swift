import Casework
import Console
import Documents
import Operations
import Texts

/// `hubctl event show ID`: every version, with who and why.
struct EventShow: Command {
    static let usage = Usage(
        "event show", summary: "command.event.show",
        positionals: [.required("event", help: "argument.event")],
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl event show 0178b1a2-7c00-7000-8000-000000000001 --json"])

    let event: EventID
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        event = try arguments.positional("event")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let versions = try await session.withApplication {
            try await $0.versions(of: event).map(EventDocument.init)
        }
        if isJSON {
            try session.terminal.json(versions)
        } else {
            session.terminal.write(
                EventTable.render(versions, texts: session.texts, terminal: session.terminal))
        }
    }
}
