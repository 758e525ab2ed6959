import CaseStore
import Console
import Operations
import Texts

/// `hubctl audit show 4211`.
struct AuditShow: Command {
    static let usage = Usage(
        "audit show", summary: "command.audit.show",
        positionals: [.required("row", help: "argument.audit.row")],
        options: [.flag("json", help: "option.json")], examples: ["hubctl audit show 4211"])

    let row: Int64
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        row = try arguments.positional("row")
        isJSON = arguments.flag("json")
    }

    private struct Document: Encodable {
        let row: AuditRowDocument
        let position: Int?
        let seal: Int?
    }

    func run(in session: Session) async throws {
        let found = try await session.withApplication { try await $0.auditRow(row) }
        if isJSON {
            try session.terminal.json(
                Document(
                    row: AuditRowDocument(found.row), position: found.position, seal: found.seal))
            return
        }
        session.terminal.write(AuditText.render(found.row, session.texts))
        session.terminal.write(
            found.seal.map { session.texts("audit.show.sealed", ["seal": String($0)]) }
                ?? session.texts("audit.show.unsealed"))
    }
}
