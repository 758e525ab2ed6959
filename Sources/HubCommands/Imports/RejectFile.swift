import FoundationEssentials
import HubLogs
import Operations
import Texts

/// The rejects of one hub log, written beside it as a CSV that a hub can work through.
enum RejectFile {
    static let suffix = ".rejects.csv"

    /// Where the rejects of a log are written.
    static func path(_ log: String) -> String { log + suffix }

    /// Writes `NAME.rejects.csv` next to the file; never holds a person's name.
    static func write(
        _ summary: ImportHubLog.Summary, beside path: String, texts: Texts
    ) throws {
        var writer = DelimitedWriter()
        writer.row(["line", "record_id", "column", "value", "reason"])
        for reject in summary.rejects {
            writer.row([
                String(reject.line), reject.recordID, reject.column, reject.value,
                reject.reason.text(texts),
            ])
        }
        try Data(writer.bytes).write(to: URL(filePath: Self.path(path)), options: .atomic)
    }
}
