import Casework
import Codelists
import Console
import Documents
import Operations
import Texts

/// `hubctl mgi summary mexico-round-1`: one round by the six dimensions; there is no ranking.
struct MGISummaryCommand: Command {
    static let usage = Usage(
        "mgi summary", summary: "command.mgi.summary", discussion: "command.mgi.summary.discussion",
        positionals: [.required("assessment", help: "argument.slug")],
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl mgi summary mexico-round-1"])

    let slug: Slug
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        slug = try arguments.positional("assessment")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let (_, summary) = try await session.withApplication {
            try await $0.mgiSummary(of: slug)
        }
        if isJSON {
            try session.terminal.json(summary.map(DimensionDocument.init))
            return
        }
        let texts = session.texts
        var table = TextTable(
            [
                .left(texts("field.dimension")), .right(texts("value.yes")),
                .right(texts("value.partly")), .right(texts("value.no")),
                .right(texts("value.unknown")), .left("10.7.2"),
            ])
        for row in summary {
            table.add(
                [row.dimension.label(texts)]
                    + [row.yes, row.partly, row.no, row.unknown].map { texts.number($0) }
                    + [row.sdg.map { texts(TextKey("mgi.sdg.\($0.rawValue)")) } ?? "–"])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}
