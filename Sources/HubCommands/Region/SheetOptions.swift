import Console
import FoundationEssentials
import HubLogs
import Operations
import Texts

/// How a spreadsheet is taken in: with the manners of a hub log.
struct SheetOptions {
    let path: String
    let sheet: String?
    let acceptsRejects: Bool
    let isDryRun: Bool

    var table: TableOptions {
        var options = TableOptions()
        options.sheet = sheet
        return options
    }

    /// Says what was rejected, writes it beside the file, and refuses the file unless rejects were
    /// accepted.
    func settle(_ rejects: [HubLogReject], in session: Session) throws {
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
        if !isDryRun {
            var writer = DelimitedWriter()
            writer.row(["line", "column", "value", "reason"])
            for reject in rejects {
                writer.row([
                    String(reject.line), reject.column, reject.value,
                    reject.reason.text(session.texts),
                ])
            }
            try Data(writer.bytes).write(
                to: URL(filePath: RejectFile.path(path)), options: .atomic)
        }
        guard acceptsRejects || isDryRun else {
            throw RegionError.tooManyRejects(rejects.count)
        }
    }
}

extension SheetProblem {
    func text(_ texts: Texts) -> String {
        switch self {
        case .table(let problem): problem.text(texts)
        case .empty: texts("file.empty")
        case .columnsMissing(let english, let spanish):
            texts(
                "file.columnsmissing",
                [
                    "count": String(english.count), "english": english.joined(separator: ", "),
                    "spanish": spanish.joined(separator: ", "),
                ])
        case .columnTwice(let name, let first, let second):
            texts(
                "file.columntwice",
                ["column": name, "first": String(first), "second": String(second)])
        }
    }
}
