import Casework
import Console
import Documents
import Operations
import Reporting
import Texts

/// `hubctl report events 2021-Q1 --hub MX-TAP --sex female`.
struct ReportEvents: Command {
    static let usage = Usage(
        "report events", summary: "command.report.events",
        positionals: [.required("quarter", help: "argument.quarter")],
        options: Dimension.reportOrder.map {
            .value($0.description, "code", help: "option.cell")
        } + [
            .value("limit", "number", help: "case.option.limit"),
            .value("after", "cursor", help: "option.after"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl report events 2021-Q1 --hub MX-TAP --sex female",
            "hubctl report events 2021-Q1 --country MEX --service transport --json",
        ])

    let cell: CellQuestion
    let limit: Int
    let after: EventCursor?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        let quarter: Quarter = try arguments.positional("quarter")
        var categories: [Dimension: String] = [:]
        for dimension in Dimension.allCases {
            let code: String? = try arguments.value(dimension.description)
            categories[dimension] = code
        }
        cell = CellQuestion(quarter, categories)
        limit = try arguments.limit()
        after = try arguments.value("after")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let found = try await session.withApplication {
            try await $0.events(
                behind: cell, limit: limit, before: after.map { ($0.day, $0.event) })
        }
        if isJSON {
            try session.terminal.json(CellEventsDocument(found))
        } else {
            session.terminal.write(text(found, session))
        }
    }

    private func text(_ found: CellEvents, _ session: Session) -> String {
        let texts = session.texts
        var table = TextTable(
            [
                .left(texts("column.event")), .left(texts("column.date")),
                .left(texts("dimension.hub")), .right(texts("column.counted")),
                .right(texts("column.identified")), .right(texts("column.anonymous")),
                .left(texts("column.services")),
            ])
        let document = CellEventsDocument(found)
        for event in document.events {
            let facts = event.facts
            table.add([
                facts.id.description, facts.occurredOn.description, facts.hub,
                texts.number(event.counted), texts.number(facts.identified),
                texts.number(facts.anonymous), facts.services.joined(separator: ", "),
            ])
        }
        let figure = document.figure
        var text = texts(
            "report.events.figure",
            [
                "people": texts.number(figure.people),
                "identified": texts.number(figure.identified),
                "anonymous": texts.number(figure.anonymous),
                "events": texts.number(figure.events),
            ])
        text += "\n\n" + table.render(for: session.terminal)
        if let next = document.next {
            text += "\n" + texts("report.events.more", ["cursor": next.description]) + "\n"
        }
        return text
    }
}
