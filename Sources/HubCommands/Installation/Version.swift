import Console
import Texts

/// `hubctl version`.
struct Version: Command {
    static let number = "0.1.0"
    static let usage = Usage("version", summary: "command.version", examples: ["hubctl version"])

    init(_ arguments: inout Arguments) throws(UsageError) {}

    func run(in session: Session) async throws { session.terminal.write("hubctl \(Self.number)") }
}
