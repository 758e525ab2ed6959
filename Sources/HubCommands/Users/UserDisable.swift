import Console
import Operations
import Texts

/// `hubctl user disable ana`: out at once, everywhere.
struct UserDisable: Command {
    static let usage = Usage(
        "user disable", summary: "command.user.disable",
        positionals: [.required("name", help: "argument.user")],
        examples: ["hubctl user disable ana"])

    let name: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("name")
    }

    func run(in session: Session) async throws {
        try await session.withApplication { try await $0.setDisabled(name, true) }
        session.terminal.write(session.texts("user.disabled", ["name": name]))
    }
}

/// `hubctl user enable ana`.
struct UserEnable: Command {
    static let usage = Usage(
        "user enable", summary: "command.user.enable",
        positionals: [.required("name", help: "argument.user")],
        examples: ["hubctl user enable ana"])

    let name: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("name")
    }

    func run(in session: Session) async throws {
        try await session.withApplication { try await $0.setDisabled(name, false) }
        session.terminal.write(session.texts("user.enabled", ["name": name]))
    }
}
