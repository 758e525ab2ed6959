import Console
import Operations
import Texts

/// `hubctl init`: makes a new, empty installation.
struct Init: Command {
    static let usage = Usage(
        "init", summary: "command.init", discussion: "command.init.discussion",
        examples: ["HUBCTL_HOME=~/hubs hubctl init"])

    init(_ arguments: inout Arguments) throws(UsageError) {}

    func run(in session: Session) async throws {
        let workplace = session.workplace
        let isNew = !workplace.isInitialised
        try await workplace.initialise()
        session.terminal.write(
            session.texts(isNew ? "init.done" : "init.there", ["home": workplace.home]))
        if isNew { session.terminal.write(session.texts("init.key", ["path": workplace.keyPath])) }
    }
}
