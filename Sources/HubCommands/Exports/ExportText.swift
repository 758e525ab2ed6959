import Casework
import Console
import Exports
import Texts

/// What an export wrote, for people: the files with rows and digest, and for microdata what was
/// done to the people in them.
enum ExportText {
    static func render(_ summary: ExportSummary, _ texts: Texts) -> String {
        var lines: [String] = []
        if summary.synthetic { lines.append(texts("export.synthetic")) }
        if summary.audience == "internal" { lines.append(texts("export.internal")) }
        if let microdata = summary.microdata { lines += microdata.lines(texts) + [""] }
        lines.append(
            texts(
                "export.done",
                [
                    "output": summary.output, "files": texts.number(summary.files.count),
                    "rows": texts.number(summary.rows), "sha256": summary.sha256,
                ]))
        return lines.joined(separator: "\n")
    }
}

extension ExportProblem {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        switch self {
        case .notEmpty(let path): (texts("export.error.notempty", ["path": path]), .cantCreate)
        case .exists(let path): (texts("export.error.exists", ["path": path]), .cantCreate)
        case .unwritable(let path, let reason):
            (texts("export.error.unwritable", ["path": path, "reason": reason]), .cantCreate)
        case .internalFigures: (texts("export.error.internal"), .noPermission)
        case .cannotAnonymise(let people):
            (texts("export.error.anonymity", ["people": texts.number(people)]), .dataError)
        case .doesNotAddUp(let rows, let frozen):
            (
                texts(
                    "export.error.sum",
                    ["rows": texts.number(rows), "frozen": texts.number(frozen)]), .dataError
            )
        case .notClosed(let quarter):
            (texts("export.error.open", ["quarter": quarter.description]), .dataError)
        case .damagedBundle(let reason):
            (texts("export.error.bundle", ["reason": reason]), .dataError)
        }
    }
}
