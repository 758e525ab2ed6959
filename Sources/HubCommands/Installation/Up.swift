import CaseStore
import Console
import Operations
import Texts

/// `hubctl up`: starts the installation and brings its schema up to date.
struct Up: Command {
    static let usage = Usage("up", summary: "command.up", examples: ["hubctl up"])

    init(_ arguments: inout Arguments) throws(UsageError) {}

    func run(in session: Session) async throws {
        let workplace = session.workplace
        if !workplace.isInitialised { try await workplace.initialise() }
        let outcome = try await workplace.start()
        if !outcome.isEmpty {
            session.terminal.write(
                session.texts(
                    "migrate.done",
                    [
                        "migrations": String(outcome.migrations.count),
                        "routines": String(outcome.routines.count),
                        "codelists": String(outcome.codelists.count),
                    ]))
        }
        session.terminal.write(session.texts("up.done", ["home": workplace.home]))
    }
}
