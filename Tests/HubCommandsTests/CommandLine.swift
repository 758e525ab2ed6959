import Console
import FoundationEssentials
import HubCommands
import TestDatabase

/// What one call of `hubctl` wrote, and its exit code.
struct Outcome {
    let output: String
    let error: String
    let code: Int32
}

/// An installation on a test database, used through the command line in this process.
struct CommandLineInstallation: Sendable {
    let home: String
    let environment: [String: String]

    /// Makes a new, migrated installation for `body`.
    static func with<Result: Sendable>(
        _ body: @Sendable (Self) async throws -> Result
    ) async throws -> Result {
        try await TestDatabase.withConnectionString { connectionString in
            let home = "/tmp/hub-commands-\(UUID().uuidString)"
            defer { try? FileManager.default.removeItem(atPath: home) }
            let installation = Self(
                home: home,
                environment: [
                    "HUBCTL_HOME": home, "DATABASE_URL": connectionString, "USER": "tester",
                    "LANG": "en_US.UTF-8",
                ])
            for step in ["init", "up"] {
                let outcome = await installation.run([step])
                guard outcome.code == 0 else { throw Failure(step: step, outcome: outcome) }
            }
            return try await body(installation)
        }
    }

    struct Failure: Error {
        let step: String
        let outcome: Outcome
    }

    /// Runs `hubctl`, without a terminal unless `width` gives it one.
    func run(_ arguments: [String], width: Int? = nil) async -> Outcome {
        await Self.run(arguments, environment: environment, width: width)
    }

    static func run(
        _ arguments: [String], environment: [String: String], width: Int? = nil
    ) async -> Outcome {
        let output = CapturedOutput()
        let terminal = Terminal(capturing: output, width: width)
        let code = await HubProgram.program.main(
            arguments: arguments, environment: environment, terminal: terminal)
        return Outcome(output: output.output, error: output.error, code: code)
    }

    /// Writes a file into the installation's folder and gives its path.
    func file(_ name: String, _ text: String) throws -> String {
        let path = "\(home)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }
}
