import CaseStore
import Console
import Operations
import Texts

/// `hubctl migrate`: brings the schema, routines and codelists up to date.
struct Migrate: Command {
    static let usage = Usage("migrate", summary: "command.migrate", examples: ["hubctl migrate"])

    init(_ arguments: inout Arguments) throws(UsageError) {}

    func run(in session: Session) async throws {
        let outcome = try await session.workplace.migrate()
        guard !outcome.isEmpty else {
            session.terminal.write(session.texts("migrate.nothing"))
            return
        }
        for name in outcome.migrations + outcome.routines + outcome.codelists {
            session.terminal.write(name)
        }
    }
}
