import Casework
import Console
import Operations
import Reporting
import Texts

/// `hubctl quarter status 2021-Q1`.
struct QuarterStatusCommand: Command {
    static let usage = Usage(
        "quarter status", summary: "command.quarter.status",
        positionals: [.required("quarter", help: "argument.quarter")],
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl quarter status 2021-Q1"])

    let quarter: Quarter
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        quarter = try arguments.positional("quarter")
        isJSON = arguments.flag("json")
    }

    private struct Document: Encodable {
        let quarter: String
        let state: String
        let editions: Int
        let adjustments: Bool
        let items: [String]
    }

    func run(in session: Session) async throws {
        let status = try await session.withApplication { try await $0.status(of: quarter) }
        if isJSON {
            try session.terminal.json(
                Document(
                    quarter: quarter.description, state: status.isClosed ? "closed" : "open",
                    editions: status.editions.count, adjustments: status.hasAdjustments,
                    items: status.review.items.map(\.name)))
            return
        }
        let texts = session.texts
        session.terminal.write(
            texts(
                status.isClosed ? "quarter.closed" : "quarter.open",
                [
                    "quarter": quarter.description,
                    "edition": String(status.editions.last?.number ?? 0),
                ]))
        if status.hasAdjustments { session.terminal.write(texts("quarter.adjustments")) }
        session.terminal.write(
            texts("quarter.items", ["count": texts.number(status.review.items.count)]))
    }
}
