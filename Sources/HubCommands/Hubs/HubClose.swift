import Casework
import Console
import Operations
import Texts

/// `hubctl hub close MX-TAP --on 2021-06-30`.
struct HubClose: Command {
    static let usage = Usage(
        "hub close", summary: "command.hub.close",
        positionals: [.required("code", help: "argument.hub")],
        options: [.value("on", "date", isRequired: true, help: "option.hub.closed")],
        examples: ["hubctl hub close MX-TAP --on 2021-06-30"])

    let code: HubCode
    let day: CalendarDate?

    init(_ arguments: inout Arguments) throws(UsageError) {
        code = try arguments.positional("code")
        day = try arguments.value("on")
    }

    func run(in session: Session) async throws {
        try await session.withApplication { application in
            guard var hub = try await application.hubs().first(where: { $0.code == code }) else {
                throw OperationError.unknownHub(code.description)
            }
            hub.closedOn = day
            try await application.edit(hub)
        }
        session.terminal.write(session.texts("hub.closed", ["hub": code.description]))
    }
}
