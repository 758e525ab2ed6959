import Console
import Operations
import Texts

/// `hubctl down`: stops the installation's own PostgreSQL.
struct Down: Command {
    static let usage = Usage(
        "down", summary: "command.down", discussion: "command.down.discussion",
        examples: ["hubctl down"])

    init(_ arguments: inout Arguments) throws(UsageError) {}

    func run(in session: Session) async throws {
        let workplace = session.workplace
        let hasStopped = try workplace.stop()
        session.terminal.write(
            session.texts(
                workplace.databaseURL != nil
                    ? "down.outside" : hasStopped ? "down.done" : "down.already"))
    }
}
