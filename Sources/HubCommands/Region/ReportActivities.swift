import Casework
import Codelists
import Console
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
        let rows = try await session.withApplication { try await $0.reached(in: quarter) }
        if isJSON {
            try session.terminal.json(ReachedDocument(rows, quarter: quarter))
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
        session.terminal.write(texts("reached.note"))
    }
}

/// People reached in a quarter, as JSON.
private struct ReachedDocument: Encodable {
    struct Row: Encodable {
        let code: String?
        let activities: Int
        let sessions: Int
        let listed: Int
        let counted: Int
        let reached: Int
        /// Whether a source says more than so many.
        let isMinimum: Bool
        /// Sessions of which nobody said who came.
        let uncountedSessions: Int

        enum CodingKeys: String, CodingKey {
            case code, activities, sessions, listed, counted, reached
            case isMinimum = "minimum"
            case uncountedSessions = "sessions_without_count"
        }

        init(_ row: ReachedRow) {
            code = row.entry?.code
            activities = row.activities
            sessions = row.sessions
            listed = row.listed
            counted = row.counted
            reached = row.reached
            isMinimum = row.isMinimum
            uncountedSessions = row.uncountedSessions
        }
    }

    let quarter: Quarter
    let measure = "reached"
    let total: Row?
    let kind: [Row]
    let country: [Row]
    let audience: [Row]
    let sex: [Row]

    init(_ rows: [ReachedRow], quarter: Quarter) {
        func of(_ dimension: ReachedRow.Dimension) -> [Row] {
            rows.filter { $0.dimension == dimension }.map(Row.init)
        }
        self.quarter = quarter
        total = of(.total).first
        kind = of(.kind)
        country = of(.country)
        audience = of(.audience)
        sex = of(.sex)
    }
}
