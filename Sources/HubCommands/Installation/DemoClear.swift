import Console
import Operations
import Texts

/// `hubctl demo clear`: removes the synthetic quarter, and nothing else ever.
struct DemoClear: Command {
    static let usage = Usage(
        "demo clear", summary: "command.demo.clear", examples: ["hubctl demo clear"])

    init(_ arguments: inout Arguments) throws(UsageError) {}

    func run(in session: Session) async throws {
        try await session.workplace.clearDemonstration()
        session.terminal.write(session.texts("demo.cleared"))
    }
}
