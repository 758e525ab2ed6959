import Console
import Operations
import Texts

/// `hubctl user disable ana`: out at once, everywhere; `hubctl user enable ana`.
struct UserSwitch<State: AccountState>: Command {
    static var usage: Usage {
        Usage(
            "user \(State.verb)", summary: TextKey("command.user.\(State.verb)"),
            positionals: [.required("name", help: "argument.user")],
            examples: ["hubctl user \(State.verb) ana"])
    }

    let name: String

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("name")
    }

    func run(in session: Session) async throws {
        try await session.withApplication { try await $0.setDisabled(name, State.isDisabled) }
        session.terminal.write(session.texts(State.done, ["name": name]))
    }
}

/// Whether an account can be used.
protocol AccountState: Sendable {
    static var verb: String { get }
    static var isDisabled: Bool { get }
    static var done: TextKey { get }
}

enum UserDisable: AccountState {
    static let verb = "disable"
    static let isDisabled = true
    static let done: TextKey = "user.disabled"
}

enum UserEnable: AccountState {
    static let verb = "enable"
    static let isDisabled = false
    static let done: TextKey = "user.enabled"
}
