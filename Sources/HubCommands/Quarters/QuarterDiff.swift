import Casework
import Console
import Documents
import Operations
import Reporting
import Texts

/// `hubctl quarter diff 2021-Q1 --from 1 --to 2`: what moved each figure.
struct QuarterDiff: Command {
    static let usage = Usage(
        "quarter diff", summary: "command.quarter.diff",
        discussion: "command.quarter.diff.discussion",
        positionals: [.required("quarter", help: "argument.quarter")],
        options: [
            .value("from", "number", help: "option.diff.from"),
            .value("to", "number", help: "option.diff.to"), .flag("json", help: "option.json"),
        ],
        examples: ["hubctl quarter diff 2021-Q1 --from 1 --to 2", "hubctl quarter diff 2021-Q1"])

    let quarter: Quarter
    let earlier: Int
    let later: Int?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        earlier = try arguments.value("from") ?? 1
        later = try arguments.value("to")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let (diff, hubs) = try await session.withApplication {
            try await $0.diff(of: quarter, from: earlier, to: later)
        }
        let rows = diff.movements.map { MovementDocument($0, hubs: hubs) }
        if isJSON {
            try session.terminal.json(rows)
            return
        }
        let texts = session.texts
        var table = TextTable(
            [
                .left(texts("column.figure")), .right(texts("column.before")),
                .right(texts("column.after")),
            ] + EditionDiff.Kind.allCases.map { .right(texts(.init("diff.\($0.rawValue)"))) })
        for row in rows {
            table.add(
                [row.name, texts.number(row.before.people), texts.number(row.after.people)]
                    + EditionDiff.Kind.allCases.map { kind in
                        let moved = row.parts[kind.rawValue]?.people ?? 0
                        return (moved > 0 ? "+" : "") + texts.number(moved)
                    })
        }
        session.terminal.write(
            rows.isEmpty ? texts("diff.nothing") : table.render(for: session.terminal))
    }
}
