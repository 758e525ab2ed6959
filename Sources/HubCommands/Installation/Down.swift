import Console
import Operations
import Texts

/// `hubctl down`: stops the installation's own PostgreSQL.
struct Down: Command {
    static let usage = Usage("down", summary: "command.down", examples: ["hubctl down"])

    init(_ arguments: inout Arguments) throws(UsageError) {}

    func run(in session: Session) async throws {
        try session.workplace.stop()
        session.terminal.write(session.texts("down.done"))
    }
}
