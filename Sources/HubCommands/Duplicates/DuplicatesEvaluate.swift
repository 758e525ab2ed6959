import Console
import HubLogs
import Matching
import Operations
import Texts

/// `hubctl duplicates evaluate FILE.csv --truth FILE.csv`: needs no installation, stores nothing.
struct DuplicatesEvaluate: Command {
    static let usage = Usage(
        "duplicates evaluate", summary: "command.duplicates.evaluate",
        discussion: "command.duplicates.evaluate.discussion",
        positionals: [.required("file", values: .file, help: "duplicates.argument.file")],
        options: [
            .value(
                "truth", "file", values: .file, isRequired: true, help: "duplicates.option.truth"),
            .value("window", "number", help: "duplicates.option.window"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl duplicates evaluate people.csv --truth pairs.csv --json"])

    let file: String
    let truth: String
    let window: Int
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        file = try arguments.positional("file")
        truth = try arguments.value("truth") ?? ""
        window =
            try arguments.value(
                "window", parse: { Int($0).flatMap { (1...1_000).contains($0) ? $0 : nil } })
            ?? DuplicateSearch().window
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        var rows = try TableFile.open(path: file, options: TableOptions())
        let table = try PersonTable(file, rows: &rows)
        var pairs = try TableFile.open(path: truth, options: TableOptions())
        let known = try table.truePairs(truth, rows: &pairs)
        let progress = DuplicatesProgress(session)
        var search = DuplicateSearch()
        search.window = window
        let result = search.run(table.people) { progress.show($0, done: $1, of: $2) }
        progress.finish()
        let report = DuplicatesReport(
            records: table.people.count, truth: known.count,
            seconds: (clock.now - start) / .seconds(1),
            evaluation: MatchingEvaluation(result, of: table.people, truth: known))
        if isJSON {
            try session.terminal.json(report.document)
        } else {
            report.write(to: session)
        }
    }
}
