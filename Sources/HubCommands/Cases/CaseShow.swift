import Casework
import Console
import Operations
import Texts

/// `hubctl case show MX-TAP-2021-000123`.
struct CaseShow: Command {
    static let usage = Usage(
        "case show", summary: "command.case.show", discussion: "command.case.show.discussion",
        positionals: [.required("case", help: "case.argument.case")],
        options: [.flag("json", help: "option.json")],
        examples: ["hubctl case show MX-TAP-2021-000123 --json"])

    let name: String
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("case")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let view = try await session.withApplication { application in
            try await application.showCase(application.caseID(named: name))
        }
        if isJSON {
            try session.terminal.json(view)
        } else {
            session.terminal.write(CaseText.show(view, session))
        }
    }
}
