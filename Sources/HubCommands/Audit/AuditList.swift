import CaseStore
import Casework
import Console
import Operations
import Texts

/// `hubctl audit list --actor ana@hub --from 2026-11-01`.
struct AuditList: Command {
    static let usage = Usage(
        "audit list", summary: "command.audit.list", discussion: "command.audit.list.discussion",
        options: [
            .value("actor", "name", help: "option.audit.actor"),
            .value("operation", "operation", help: "option.audit.operation"),
            .value("subject", "id", help: "option.audit.subject"),
            .value("from", "time", help: "option.audit.from"),
            .value("to", "time", help: "option.audit.to"),
            .flag("flagged", help: "option.audit.flagged"),
            .value("before", "row", help: "option.audit.before"),
            .value("limit", "rows", help: "option.audit.limit"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            #"hubctl audit list --operation "quarter close" --from 2026-01-01"#,
            "hubctl audit list --flagged --json", "hubctl audit list --before 4211 --limit 50",
        ])

    let filter: AuditFilter
    let limit: Int
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        var filter = AuditFilter()
        filter.actor = try arguments.value("actor")
        filter.operation = try arguments.value("operation")
        filter.subject = try arguments.value("subject")
        filter.from = try arguments.value("from")
        filter.to = try arguments.value("to")
        filter.flaggedOnly = arguments.flag("flagged")
        filter.before = try arguments.value("before")
        self.filter = filter
        limit =
            try arguments.value("limit") { Int($0).flatMap { 1...100_000 ~= $0 ? $0 : nil } } ?? 100
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let rows = try await session.withApplication {
            try await $0.auditRows(filter, limit: limit)
        }
        if isJSON {
            try session.terminal.json(rows.map(AuditRowDocument.init))
            return
        }
        let texts = session.texts
        var table = TextTable(
            [
                .right(texts("column.audit.row")), .left(texts("column.audit.at")),
                .left(texts("column.actor")), .left(texts("column.audit.role")),
                .left(texts("column.audit.operation")), .left(texts("column.audit.subject")),
                .left(texts("column.reason")),
            ])
        for row in rows {
            table.add([
                (row.isFlagged ? "! " : "") + String(row.id), String(row.at.description.prefix(19)),
                row.actor, row.role, row.operation, row.subject ?? "", row.reason ?? "",
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
        if rows.count == limit, let last = rows.last {
            session.terminal.write(texts("audit.list.more", ["row": String(last.id)]))
        }
    }
}
