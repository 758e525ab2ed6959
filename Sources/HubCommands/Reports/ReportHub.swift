import Casework
import Console
import Operations
import Texts

/// `hubctl report hub MX-TAP 2021-Q1`.
struct ReportHub: Command {
    static let usage = Usage(
        "report hub", summary: "command.report.hub",
        positionals: [
            .required("hub", help: "argument.hub"), .required("quarter", help: "argument.quarter"),
        ],
        options: ReportForm.options,
        examples: ["hubctl report hub MX-TAP 2021-Q1", "hubctl report hub MX-TAP 2021-Q1 --json"])

    let hub: HubCode
    let quarter: Quarter
    let form: ReportForm

    init(_ arguments: inout Arguments) throws(UsageError) {
        hub = try arguments.positional("hub")
        quarter = try arguments.positional("quarter")
        form = try ReportForm(&arguments)
    }

    func run(in session: Session) async throws {
        try form.check()
        let report = try await session.withApplication {
            try await $0.report(on: quarter, at: hub)
        }
        try form.write(report, only: nil, in: session)
    }
}
