import Console
import Operations
import Texts

/// `hubctl down`: stops the service that runs, and the installation's own PostgreSQL.
struct Down: Command {
    static let usage = Usage(
        "down", summary: "command.down", discussion: "command.down.discussion",
        options: [.flag("service", help: "option.down.service")],
        examples: ["hubctl down", "hubctl down --service"])

    let isServiceAlone: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        isServiceAlone = arguments.flag("service")
    }

    func run(in session: Session) async throws {
        let workplace = session.workplace
        if await ServiceClaim.stop(home: workplace.home) {
            session.terminal.write(session.texts("down.service"))
        } else if isServiceAlone {
            session.terminal.write(session.texts("down.already"))
        }
        if isServiceAlone { return }
        let hasStopped = try workplace.stop()
        session.terminal.write(
            session.texts(
                workplace.databaseURL != nil
                    ? "down.outside" : hasStopped ? "down.done" : "down.already"))
    }
}
