import Casework
import Console
import Documents
import Operations
import Texts

/// `hubctl hub show MX-TAP`.
struct HubShow: Command {
    static let usage = Usage(
        "hub show", summary: "command.hub.show",
        positionals: [.required("code", help: "argument.hub")],
        options: [.flag("json", help: "option.json")], examples: ["hubctl hub show MX-TAP"])

    let code: HubCode
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        code = try arguments.positional("code")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let hubs = try await session.withApplication { try await $0.hubs() }
        guard let hub = hubs.first(where: { $0.code == code }) else {
            throw OperationError.unknownHub(code.description)
        }
        let document = HubDocument(hub)
        if isJSON {
            try session.terminal.json(document)
            return
        }
        var table = TextTable([.left(""), .left("")])
        for (key, value) in [
            ("column.code", document.code), ("column.name", document.name),
            ("column.country", document.country), ("column.admin1", document.admin1 ?? ""),
            ("column.timezone", document.timeZone),
            ("column.opened", document.opened?.description ?? ""),
            ("column.closed", document.closed?.description ?? ""),
        ] {
            table.add([session.texts(.init(key)), value])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}
