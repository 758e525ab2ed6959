import Documents
import HubLogs
import Operations
import Texts

/// What came of an import, for people.
struct ImportSummaryText {
    let results: [FileResult]
    let options: ImportHubLog.Options

    func render(texts: Texts) -> String {
        let summaries = results.compactMap(\.summary)
        func sum(_ count: (ImportHubLog.Summary) -> Int) -> String {
            texts.number(summaries.reduce(0) { $0 + count($1) })
        }
        var lines = [
            texts(
                options.isDryRun ? "import.dryrun" : "import.done",
                [
                    "files": texts.number(results.count), "rows": sum(\.rows),
                    "accepted": sum { options.isDryRun || $0.isImported ? $0.accepted : 0 },
                    "repeated": sum(\.repeated), "rejected": sum(\.rejects.count),
                    "conflicts": sum(\.conflicts.count), "corrected": sum(\.corrected),
                ])
        ]
        for summary in summaries {
            for reject in summary.rejects.prefix(Self.shown) {
                lines.append(
                    "  "
                        + texts(
                            "import.reject",
                            [
                                "file": summary.file, "line": String(reject.line),
                                "column": reject.column, "record": reject.recordID,
                                "reason": reject.reason.text(texts),
                            ]))
            }
            if summary.rejects.count > Self.shown {
                lines.append(
                    "  "
                        + texts(
                            "import.more",
                            ["count": texts.number(summary.rejects.count - Self.shown)]))
            }
            for conflict in summary.conflicts.prefix(Self.shown) {
                lines.append(
                    "  "
                        + texts(
                            "import.conflict",
                            [
                                "file": summary.file, "line": String(conflict.line),
                                "record": conflict.recordID,
                            ]))
            }
            if !summary.isImported, !options.isDryRun {
                lines.append(texts("import.notimported", ["file": summary.file]))
            }
        }
        let duplicates = summaries.reduce(0) { $0 + $1.probableDuplicates }
        if duplicates > 0 {
            lines.append(texts("import.duplicates", ["count": texts.number(duplicates)]))
        }
        return lines.joined(separator: "\n")
    }

    /// Rejects of one file that are listed; all of them are in the file beside it.
    private static let shown = 20
}
