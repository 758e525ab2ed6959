import Console
import Operations
import Texts

/// `hubctl user reset ana`: a new password, and everything signed out.
struct UserReset: Command {
    static let usage = Usage(
        "user reset", summary: "command.user.reset", discussion: "command.user.reset.more",
        positionals: [.required("name", help: "argument.user")],
        options: [
            .flag("password-stdin", help: "option.user.password"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl user reset ana"])

    let name: String
    let readsPassword: Bool
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("name")
        readsPassword = arguments.flag("password-stdin")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let given = readsPassword ? try PasswordInput.read() : nil
        let made = try await session.withApplication {
            try await $0.resetPassword(of: name, to: given)
        }
        if isJSON {
            return try session.terminal.json(PasswordDocument(name: name, password: made))
        }
        session.terminal.write(session.texts("user.reset", ["name": name]))
        if let made { session.terminal.write(session.texts("user.password", ["password": made])) }
    }
}
