import Console
import Operations
import Texts

/// `hubctl demo assign`: gives the demonstration's cases to whoever works at their hubs.
struct DemoAssign: Command {
    static let usage = Usage(
        "demo assign", summary: "command.demo.assign",
        discussion: "command.demo.assign.discussion", examples: ["hubctl demo assign"])

    init(_ arguments: inout Arguments) throws(UsageError) {}

    func run(in session: Session) async throws {
        let given = try await session.withApplication { application in
            try await Demonstration(application).assign()
        }
        session.terminal.write(
            session.texts("demo.assigned", ["count": session.texts.number(given)]))
    }
}
