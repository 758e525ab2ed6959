import CaseStore
import Casework
import Console
import HubLogs
import Operations
import Texts

/// `hubctl duplicates list --json`: the queue, the most certain first.
struct DuplicatesList: Command {
    static let usage = Usage(
        "duplicates list", summary: "command.duplicates.list",
        discussion: "command.duplicates.list.discussion",
        options: [
            .value("state", "state", help: "duplicates.option.state"),
            .value("hub", "code", help: "duplicates.option.hub"),
            .value("limit", "number", help: "duplicates.option.limit"),
            .flag("csv", help: "duplicates.option.csv"), .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl duplicates list --json",
            "hubctl duplicates list --csv > decisions.csv",
        ])

    let state: DuplicatePair.State
    let hub: HubCode?
    let limit: Int
    let isCSV: Bool
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        state =
            try arguments.value("state", parse: { DuplicatePair.State(rawValue: $0) }) ?? .open
        hub = try arguments.value("hub")
        limit =
            try arguments.value(
                "limit", parse: { Int($0).flatMap { (1...200_000).contains($0) ? $0 : nil } })
            ?? 200_000
        isCSV = arguments.flag("csv")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let pairs = try await session.withApplication {
            try await $0.duplicates(state, of: hub, limit: limit)
        }
        if isJSON {
            try session.terminal.json(pairs)
        } else if isCSV {
            session.terminal.write(DecisionFile.csv(pairs), terminator: "")
        } else if pairs.isEmpty {
            session.terminal.write(session.texts("duplicates.none"))
        } else {
            session.terminal.write(table(pairs, session))
        }
    }

    private func table(_ pairs: [DuplicateView], _ session: Session) -> String {
        let texts = session.texts
        var table = TextTable([
            .right(texts("person.column.score")),
            .left(texts("duplicates.column.left"), leastWidth: 36),
            .left(texts("duplicates.column.right"), leastWidth: 36),
            .left(texts("duplicates.column.hubs")), .left(texts("person.column.reasons")),
        ])
        for pair in pairs {
            let hubs = [pair.leftHub, pair.rightHub].map(\.description)
            table.add([
                texts.decimal(pair.score, decimals: 1), pair.left.description,
                pair.right.description,
                Set(hubs).count == 1 ? hubs[0] : hubs.joined(separator: " "),
                PersonText.reasons(pair.reasons, texts),
            ])
        }
        return table.render(for: session.terminal)
    }
}

/// `hubctl duplicates scan`: looks among everybody.
struct DuplicatesScan: Command {
    static let usage = Usage(
        "duplicates scan", summary: "command.duplicates.scan",
        discussion: "command.duplicates.scan.discussion",
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl duplicates scan --json"])

    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) { isJSON = arguments.flag("json") }

    func run(in session: Session) async throws {
        let summary = try await session.withApplication { application in
            let progress = SharedProgress(session)
            defer { progress.finish() }
            return try await DuplicateScan(application).run(progress: progress.show)
        }
        if isJSON {
            try session.terminal.json(summary)
            return
        }
        let texts = session.texts
        session.terminal.write(
            texts(
                "duplicates.scan.summary",
                [
                    "people": texts.number(summary.people),
                    "compared": texts.number(summary.compared),
                    "found": texts.number(summary.found), "new": texts.number(summary.new),
                    "open": texts.number(summary.open),
                ]))
    }
}
