import Casework
import Codelists
import Console
import Operations
import Texts

/// `hubctl case close MX-TAP-2021-000123 --outcome resolved`.
struct CaseClose: Command {
    static let usage = Usage(
        "case close", summary: "command.case.close",
        positionals: [.required("case", help: "case.argument.case")],
        options: [
            .value("outcome", "code", isRequired: true, help: "case.option.outcome"),
            .value("date", "date", help: "case.option.closed"),
            .value("at-version", "number", help: "case.option.version"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl case close MX-TAP-2021-000123 --outcome resolved"])

    let name: String
    let outcome: CaseOutcome
    let day: CalendarDate?
    let version: Int?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("case")
        guard let outcome = try arguments.value("outcome", parse: { CaseOutcome($0) }) else {
            throw .missingOption("--outcome")
        }
        self.outcome = outcome
        day = try arguments.value("date")
        version = try arguments.value("at-version")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        try await session.change(name, "case.closed", isJSON: isJSON) { application, id in
            try await application.close(id, outcome: outcome, on: day, expecting: version)
        }
    }
}

/// `hubctl case reopen MX-TAP-2021-000123 --reason TEXT`.
struct CaseReopen: Command {
    static let usage = Usage(
        "case reopen", summary: "command.case.reopen",
        positionals: [.required("case", help: "case.argument.case")],
        options: [
            .value("reason", "text", isRequired: true, help: "option.reason"),
            .value("at-version", "number", help: "case.option.version"),
            .flag("json", help: "option.json"),
        ],
        examples: [#"hubctl case reopen MX-TAP-2021-000123 --reason "came back""#])

    let name: String
    let reason: String
    let version: Int?
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("case")
        reason = try arguments.value("reason") ?? ""
        version = try arguments.value("at-version")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        try await session.change(name, "case.reopened", isJSON: isJSON) { application, id in
            try await application.reopen(id, reason: reason, expecting: version)
        }
    }
}
