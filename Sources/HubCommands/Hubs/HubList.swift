import Casework
import Codelists
import Console
import Documents
import Operations
import Texts

/// `hubctl hub list`.
struct HubList: Command {
    static let usage = Usage(
        "hub list", summary: "command.hub.list", options: [.flag("json", help: "option.json")],
        examples: ["hubctl hub list", "hubctl hub list --json"])

    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) { isJSON = arguments.flag("json") }

    func run(in session: Session) async throws {
        let hubs = try await session.withApplication { try await $0.hubs() }
        if isJSON {
            try session.terminal.json(hubs.map(HubDocument.init))
            return
        }
        var table = TextTable(
            [
                .left(session.texts("column.code")), .left(session.texts("column.name")),
                .left(session.texts("column.country")), .left(session.texts("column.admin1")),
                .left(session.texts("column.timezone")),
            ])
        for hub in hubs {
            table.add([
                hub.code.description, hub.name, hub.country.code, hub.admin1 ?? "", hub.timeZone,
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}
