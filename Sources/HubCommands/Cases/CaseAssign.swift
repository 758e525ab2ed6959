import Casework
import Console
import Operations
import Texts

/// `hubctl case assign MX-TAP-2021-000123 --worker ID`.
struct CaseAssign: Command {
    static let usage = Usage(
        "case assign", summary: "command.case.assign",
        positionals: [.required("case", help: "case.argument.case")],
        options: [
            .value("worker", "account", help: "case.option.worker.assign"),
            .value("name", "account", isRepeatable: true, help: "case.option.name"),
            .value("at-version", "number", help: "case.option.version"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl case assign MX-TAP-2021-000123 --worker 0178b1a2-7c00-7000-8000-000000000003"
        ])

    let name: String
    let worker: AccountID?
    let named: [AccountID]
    let version: Int?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("case")
        worker = try arguments.value("worker")
        named = try arguments.values("name")
        version = try arguments.value("at-version")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        try await session.change(name, "case.assigned", isJSON: isJSON) { application, id in
            try await application.assign(
                id, to: worker, naming: named.isEmpty ? nil : named, expecting: version)
        }
    }
}
