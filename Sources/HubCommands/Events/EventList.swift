import Casework
import Console
import Documents
import Operations
import Texts

/// `hubctl event list MX-TAP 2021-Q1`.
struct EventList: Command {
    static let usage = Usage(
        "event list", summary: "command.event.list",
        positionals: [
            .required("hub", help: "argument.hub"), .required("quarter", help: "argument.quarter"),
        ],
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl event list MX-TAP 2021-Q1 --json"])

    let hub: HubCode
    let quarter: Quarter
    let isJSON: Bool

    /// The most that a person or a pipe wants of one hub's quarter.
    private static let limit = 100_000

    init(_ arguments: inout Arguments) throws(UsageError) {
        hub = try arguments.positional("hub")
        quarter = try arguments.positional("quarter")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let events = try await session.withApplication {
            try await $0.events(at: hub, in: quarter, limit: Self.limit).map(EventDocument.init)
        }
        if isJSON {
            try session.terminal.json(events)
        } else {
            session.terminal.write(
                EventTable.render(events, texts: session.texts, terminal: session.terminal))
        }
    }
}
