import Codelists
import Console
import Texts

/// `hubctl codelist list`.
struct CodelistList: Command {
    static let usage = Usage(
        "codelist list", summary: "command.codelist.list",
        options: [.flag("json", help: "option.json")], examples: ["hubctl codelist list"])

    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) { isJSON = arguments.flag("json") }

    private struct Row: Encodable {
        let name: String
        let values: Int
    }

    func run(in session: Session) async throws {
        let rows = Codelist.names.map {
            Row(name: $0, values: Codelist.named($0)?.entries.count ?? 0)
        }
        if isJSON {
            try session.terminal.json(rows)
            return
        }
        var table = TextTable(
            [
                .left(session.texts("column.name")), .right(session.texts("column.values")),
            ])
        for row in rows { table.add([row.name, String(row.values)]) }
        session.terminal.write(table.render(for: session.terminal))
    }
}
