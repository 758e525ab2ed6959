import Codelists
import Console
import Texts

/// `hubctl codelist show service`.
struct CodelistShow: Command {
    static let usage = Usage(
        "codelist show", summary: "command.codelist.show",
        positionals: [
            .required("name", values: .oneOf(Codelist.names), help: "argument.codelist")
        ],
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl codelist show service --lang es"])

    let name: String
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("name")
        isJSON = arguments.flag("json")
    }

    private struct Row: Encodable {
        let code: String
        let en: String
        let es: String
        let source: String
        let retired: Bool
    }

    func run(in session: Session) async throws {
        let entries = Codelist.named(name)?.entries ?? []
        if isJSON {
            try session.terminal.json(
                entries.map {
                    Row(
                        code: $0.code, en: $0.english, es: $0.spanish, source: $0.source,
                        retired: $0.isRetired)
                })
            return
        }
        var table = TextTable(
            [
                .left(session.texts("column.code")), .left("English"), .left("Español"),
                .left(session.texts("column.source")),
            ])
        for entry in entries {
            table.add([entry.code, entry.english, entry.spanish, entry.source])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}
