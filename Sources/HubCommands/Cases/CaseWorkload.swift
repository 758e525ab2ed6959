import CaseStore
import Casework
import Console
import Documents
import Operations
import Texts

/// `hubctl case workload MX-TAP`.
struct CaseWorkload: Command {
    static let usage = Usage(
        "case workload", summary: "command.case.workload",
        positionals: [.required("hub", help: "argument.hub")],
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl case workload MX-TAP"])

    let hub: HubCode
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        hub = try arguments.positional("hub")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let rows = try await session.withApplication { try await $0.workload(at: hub) }
        let texts = session.texts
        if isJSON {
            try session.terminal.json(rows.map { WorkloadDocument($0) })
            return
        }
        var table = TextTable([
            .left(texts("case.column.worker")), .right(texts("case.column.open")),
            .right(texts("case.column.high")), .right(texts("case.column.overdue")),
            .right(texts("case.column.week")), .right(texts("case.column.withoutstep")),
        ])
        for row in rows {
            table.add(
                [row.worker?.description ?? texts("case.nobody")]
                    + [row.open, row.high, row.overdue, row.dueThisWeek, row.withoutStep].map {
                        texts.number($0)
                    })
        }
        session.terminal.write(
            rows.isEmpty ? texts("case.none") : table.render(for: session.terminal))
    }
}
