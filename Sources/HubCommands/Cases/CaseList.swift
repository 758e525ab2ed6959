import CaseStore
import Casework
import Console
import Operations
import Texts

/// `hubctl case list --hub MX-TAP`.
struct CaseList: Command {
    static let usage = Usage(
        "case list", summary: "command.case.list",
        options: [
            .value("hub", "code", help: "argument.hub"),
            .value("worker", "account", help: "case.option.worker"),
            .value("due-by", "date", help: "case.option.dueby"),
            .flag("all", help: "case.option.all"),
            .value("limit", "number", help: "case.option.limit"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl case list --hub MX-TAP --due-by 2021-04-02 --json"])

    let filter: CaseFilter
    let limit: Int
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        var filter = CaseFilter()
        filter.hub = try arguments.value("hub")
        filter.worker = try arguments.value("worker")
        filter.dueBy = try arguments.value("due-by")
        filter.isAll = arguments.flag("all")
        self.filter = filter
        limit = try arguments.limit()
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let cases = try await session.withApplication { try await $0.cases(filter, limit: limit) }
        if isJSON {
            try session.terminal.json(cases)
        } else {
            session.terminal.write(CaseText.list(cases, session))
        }
    }
}

extension Arguments {
    /// How many rows a list shows: 100 where nothing is said.
    mutating func limit() throws(UsageError) -> Int {
        try value("limit", parse: { Int($0).flatMap { (1...10_000).contains($0) ? $0 : nil } })
            ?? 100
    }
}
