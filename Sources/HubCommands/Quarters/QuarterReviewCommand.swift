import Casework
import Console
import Operations
import Reporting
import Texts

/// `hubctl quarter review 2021-Q1`: what stands in the way of closing.
struct QuarterReviewCommand: Command {
    static let usage = Usage(
        "quarter review", summary: "command.quarter.review",
        discussion: "command.quarter.review.discussion",
        positionals: [.required("quarter", help: "argument.quarter")],
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl quarter review 2021-Q1"])

    let quarter: Quarter
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        isJSON = arguments.flag("json")
    }

    private struct Document: Encodable {
        let name: String
        let what: String
    }

    func run(in session: Session) async throws {
        let review = try await session.withApplication {
            try await $0.status(of: quarter).review
        }
        let rows = review.items.map {
            Document(name: $0.name, what: $0.text(session.texts))
        }
        if isJSON {
            try session.terminal.json(rows)
            return
        }
        guard !rows.isEmpty else {
            session.terminal.write(session.texts("review.nothing"))
            return
        }
        var table = TextTable(
            [.left(session.texts("column.name")), .left(session.texts("column.what"))])
        for row in rows { table.add([row.name, row.what]) }
        session.terminal.write(table.render(for: session.terminal))
    }
}

extension QuarterReview.Item {
    func text(_ texts: Texts) -> String {
        switch self {
        case .unfinished: texts("review.unfinished")
        case .silent(let hub): texts("review.silent", ["hub": hub.description])
        case .gap(let hub, let from, let through):
            texts(
                "review.gap",
                [
                    "hub": hub.description, "from": from.description,
                    "through": through.description,
                ])
        case .late(let count): texts("review.late", ["count": texts.number(count)])
        case .rejects(let file, let rows):
            texts("review.rejects", ["file": file, "rows": texts.number(rows)])
        case .duplicates(let count):
            texts("review.duplicates", ["count": texts.number(count)])
        case .referrals(let count): texts("review.referrals", ["count": texts.number(count)])
        }
    }
}
