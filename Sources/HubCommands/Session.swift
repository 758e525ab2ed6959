import Console
import Operations
import Postgres
import Texts

/// What every command works with: the terminal, the language, and the installation.
public struct Session: Sendable {
    let terminal: Terminal
    let texts: Texts
    let workplace: Workplace

    init(_ invocation: Invocation) throws(UsageError) {
        var arguments = invocation.arguments
        terminal = invocation.terminal
        texts = invocation.texts
        workplace = Workplace(
            environment: invocation.environment, databaseURL: try arguments.value("database"))
    }

    /// Opens the installation, works, and closes it; the work runs where its connections wait.
    func withApplication<Result: Sendable>(
        _ body: @Sendable (Application) async throws -> Result
    ) async throws -> Result {
        let application = try await workplace.open()
        return try await withTaskExecutorPreference(application.database.executor) {
            do {
                let result = try await body(application)
                await application.database.close()
                return result
            } catch {
                await application.database.close()
                throw error
            }
        }
    }
}
