import Casework
import Console
import Documents
import Operations
import Reporting
import Texts

/// `hubctl quarter editions 2021-Q1`.
struct QuarterEditions: Command {
    static let usage = Usage(
        "quarter editions", summary: "command.quarter.editions",
        positionals: [.required("quarter", help: "argument.quarter")],
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl quarter editions 2021-Q1"])

    let quarter: Quarter
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let editions = try await session.withApplication { try await $0.editions(of: quarter) }
        if isJSON {
            try session.terminal.json(editions.map(EditionDocument.init))
            return
        }
        let texts = session.texts
        var table = TextTable(
            [
                .right(texts("column.edition")), .left(texts("column.closed.at")),
                .left(texts("column.actor")), .left(texts("column.reason")),
                .left(texts("column.digest")),
            ])
        for edition in editions {
            table.add([
                String(edition.number), edition.closedAt, edition.actor, edition.reason,
                String(edition.digest.prefix(16)),
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}
