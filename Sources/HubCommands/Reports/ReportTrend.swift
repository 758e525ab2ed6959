import Casework
import Console
import Operations
import Rendering
import Reporting
import Texts

/// `hubctl report trend 2021-Q1 --quarters 8`.
struct ReportTrend: Command {
    static let usage = Usage(
        "report trend", summary: "command.report.trend",
        positionals: [.required("quarter", help: "argument.quarter")],
        options: [
            .value("quarters", "number", help: "option.quarters"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl report trend 2021-Q1 --quarters 8"])

    let quarter: Quarter
    let count: Int
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        count =
            try arguments.value("quarters") {
                Int($0).flatMap { (1...200).contains($0) ? $0 : nil }
            }
            ?? 8
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let rows = try await session.withApplication {
            try await $0.trend(through: quarter, count: count)
        }
        if isJSON {
            try session.terminal.json(rows.map(TrendDocument.init))
            return
        }
        let texts = session.texts
        var table = TextTable(
            [
                .left(texts("column.quarter")), .right(texts("column.people")),
                .right(texts("column.identified")), .right(texts("column.anonymous")),
                .right(texts("column.events")), .bar(),
            ])
        let greatest = rows.compactMap(\.figure.people).max() ?? 0
        for row in rows {
            table.add(
                [row.quarter.description] + FigureText.numbers(of: row.figure, texts),
                bar: FigureText.bar(row.figure, of: greatest))
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}
