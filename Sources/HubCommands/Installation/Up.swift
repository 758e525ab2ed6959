import CaseStore
import Console
import Operations
import Texts

/// `hubctl up`: starts the installation and brings its schema up to date.
struct Up: Command {
    static let usage = Usage(
        "up", summary: "command.up", discussion: "command.up.discussion",
        examples: ["hubctl up", "DATABASE_URL=postgresql://hub@db.example.org/hub hubctl up"])

    init(_ arguments: inout Arguments) throws(UsageError) {}

    func run(in session: Session) async throws {
        let workplace = session.workplace
        if !workplace.isInitialised {
            try await workplace.initialise()
            session.terminal.write(session.texts("init.key", ["path": workplace.keyPath]))
        }
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
        session.terminal.write(
            session.texts(
                workplace.databaseURL == nil ? "up.done" : "up.outside", ["home": workplace.home]))
    }
}
