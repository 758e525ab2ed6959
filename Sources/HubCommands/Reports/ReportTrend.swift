import Casework
import Console
import Operations
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

    private struct Row: Encodable {
        let quarter: Quarter
        let events: Int
        let identified: Int
        let anonymous: Int
        let people: Int
    }

    func run(in session: Session) async throws {
        let rows = try await session.withApplication {
            try await $0.trend(through: quarter, count: count)
        }
        if isJSON {
            try session.terminal.json(
                rows.map {
                    Row(
                        quarter: $0.quarter, events: $0.figure.events,
                        identified: $0.figure.identified, anonymous: $0.figure.anonymous,
                        people: $0.figure.people)
                })
            return
        }
        let texts = session.texts
        var table = TextTable(
            [
                .left(texts("column.quarter")), .right(texts("column.people")),
                .right(texts("column.identified")), .right(texts("column.anonymous")),
                .right(texts("column.events")), .bar(),
            ])
        let greatest = rows.map(\.figure.people).max() ?? 0
        for row in rows {
            table.add(
                [
                    row.quarter.description, texts.number(row.figure.people),
                    texts.number(row.figure.identified), texts.number(row.figure.anonymous),
                    texts.number(row.figure.events),
                ],
                bar: greatest == 0 ? 0 : Double(row.figure.people) / Double(greatest))
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}
