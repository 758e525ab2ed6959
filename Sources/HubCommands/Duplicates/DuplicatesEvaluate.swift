import Console
import FoundationEssentials
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
            .value("pairs", "file", values: .file, help: "duplicates.option.pairs"),
            .value("write-pairs", "file", values: .file, help: "duplicates.option.writepairs"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl duplicates evaluate people.csv --truth pairs.csv --json"])

    let file: String
    let truth: String
    let window: Int
    let pairs: String?
    let writtenPairs: String?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        file = try arguments.positional("file")
        truth = try arguments.value("truth") ?? ""
        window =
            try arguments.value(
                "window", parse: { Int($0).flatMap { (1...1_000).contains($0) ? $0 : nil } })
            ?? DuplicateSearch().window
        pairs = try arguments.value("pairs")
        writtenPairs = try arguments.value("write-pairs")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        var rows = try TableFile.open(path: file, options: TableOptions())
        let table = try PersonTable(file, rows: &rows)
        let known = try Self.read(truth, table)
        let progress = DuplicatesProgress(session)
        var search = DuplicateSearch()
        search.window = window
        search.givenPairs = try pairs.map { try Self.read($0, table) }
        let result = search.run(table.people) { progress.show($0, done: $1, of: $2) }
        progress.finish()
        let seconds = (clock.now - start) / .seconds(1)
        if let writtenPairs {
            try write(search.candidates(among: table.people), table, writtenPairs)
        }
        let report = DuplicatesReport(
            records: table.people.count, truth: known.count,
            seconds: seconds,
            evaluation: MatchingEvaluation(result, of: table.people, truth: known))
        if isJSON {
            try session.terminal.json(report.document)
        } else {
            report.write(to: session)
        }
    }

    private static func read(_ file: String, _ table: PersonTable) throws -> Set<RecordPair> {
        var rows = try TableFile.open(path: file, options: TableOptions())
        return try table.pairs(file, rows: &rows)
    }

    private func write(_ pairs: [RecordPair], _ table: PersonTable, _ file: String) throws {
        var text = "left,right\n"
        for pair in pairs { text += "\(table.ids[pair.left]),\(table.ids[pair.right])\n" }
        do {
            try Data(text.utf8).write(to: URL(filePath: file))
        } catch {
            throw OutputProblem.unwritable(file)
        }
    }
}
