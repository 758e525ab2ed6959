import Casework
import Codelists
import Console
import Documents
import Operations
import Texts

/// `hubctl report activities 2021-Q1`: people reached, which is never added to people assisted.
struct ReportActivities: Command {
    static let usage = Usage(
        "report activities", summary: "command.report.activities",
        discussion: "command.report.activities.discussion",
        positionals: [.required("quarter", help: "argument.quarter")],
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl report activities 2021-Q1", "hubctl report activities 2021-Q1 --json"])

    let quarter: Quarter
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let (rows, scored) = try await session.withApplication {
            (try await $0.reached(in: quarter), try await $0.scored(in: quarter))
        }
        if isJSON {
            try session.terminal.json(ReachedDocument(rows, scores: scored, quarter: quarter))
            return
        }
        let texts = session.texts
        var table = TextTable(
            [
                .left(""), .right(texts("reached.activities")), .right(texts("reached.sessions")),
                .right(texts("reached.listed")), .right(texts("reached.counted")),
                .right(texts("reached.reached")), .right(texts("reached.uncounted")),
            ])
        for dimension in ReachedRow.Dimension.allCases {
            for row in rows where row.dimension == dimension {
                let label =
                    row.entry.map { texts.language == .spanish ? $0.spanish : $0.english }
                    ?? texts("reached.total")
                let numbers = [row.activities, row.sessions, row.listed, row.counted]
                table.add(
                    [label] + numbers.map { texts.number($0) }
                        + [
                            (row.isMinimum ? "≥ " : "") + texts.number(row.reached),
                            texts.number(row.uncountedSessions),
                        ])
            }
            if dimension != ReachedRow.Dimension.allCases.last { table.appendRule() }
        }
        session.terminal.write(texts("reached.title", ["quarter": quarter.description]))
        session.terminal.write(table.render(for: session.terminal))
        write(scored, in: session)
        session.terminal.write(texts("reached.note"))
    }

    /// Tests before and after, where enough people took them that the means tell of nobody.
    private func write(_ scored: [Activity], in session: Session) {
        guard !scored.isEmpty else { return }
        let texts = session.texts
        var table = TextTable(
            [
                .left(texts("field.score")), .right(texts("field.people")),
                .right(texts("field.before")), .right(texts("field.after")),
                .right(texts("field.change")), .right(texts("field.maximum")),
            ])
        for activity in scored {
            guard let score = activity.score else { continue }
            let numbers =
                score.isShown
                ? [texts.number(score.people)]
                    + [score.before, score.after, score.change].map { texts.decimal($0) }
                : Array(repeating: "*", count: 4)
            table.add(
                [activity.slug.description] + numbers + [texts.decimal(score.maximum)])
        }
        session.terminal.write(table.render(for: session.terminal))
        if scored.contains(where: { $0.score?.isShown == false }) {
            session.terminal.write(texts("reached.scores.few"))
        }
    }
}
