import Console
import FoundationEssentials
import HubLogs
import Operations
import Texts

/// A spreadsheet that a command was given, and how it is taken in.
struct SheetFile {
    let path: String
    private(set) var options = SheetOptions()

    /// Those that every command which reads a spreadsheet takes.
    static let usual: [Usage.Option] = [
        .value("sheet", "name", help: "option.sheet"),
        .flag("accept-rejects", help: "option.acceptrejects"),
    ]

    init(path: String, _ arguments: inout Arguments) throws(UsageError) {
        self.path = path
        options.table.sheet = try arguments.value("sheet")
        options.acceptsRejects = arguments.flag("accept-rejects")
    }

    /// The same for a command that may only look, or write over what is there.
    func with(dryRun: Bool, replacing: Bool = false) -> Self {
        var copy = self
        copy.options.isDryRun = dryRun
        copy.options.conflict = replacing ? .replace : .stop
        return copy
    }

    /// Takes it in; says what was rejected, writes that beside the file, and fails unless rejects
    /// were accepted.
    func run(_ kind: SheetKind, in session: Session) async throws -> SheetSummary {
        let (path, options) = (path, options)
        let summary = try await session.withApplication {
            try await $0.importSheet(kind, path: path, options: options)
        }
        try tell(summary.rejects, in: session)
        guard summary.isTaken else { throw RegionError.tooManyRejects(summary.rejects.count) }
        return summary
    }

    private func tell(_ rejects: [HubLogReject], in session: Session) throws {
        guard !rejects.isEmpty else { return }
        for reject in rejects.prefix(20) {
            session.terminal.writeError(
                session.texts(
                    "sheet.reject",
                    [
                        "line": String(reject.line), "column": reject.column,
                        "value": reject.value, "reason": reject.reason.text(session.texts),
                    ]))
        }
        guard !options.isDryRun else { return }
        var writer = DelimitedWriter()
        writer.row(["line", "column", "value", "reason"])
        for reject in rejects {
            writer.row([
                String(reject.line), reject.column, reject.value,
                reject.reason.text(session.texts),
            ])
        }
        try Data(writer.bytes).write(to: URL(filePath: RejectFile.path(path)), options: .atomic)
    }
}
