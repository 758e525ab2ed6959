import Console
import Operations
import Texts

/// `hubctl user add ana --role clerk --hub MX-TAP`.
struct UserAdd: Command {
    static let usage = Usage(
        "user add", summary: "command.user.add", discussion: "command.user.add.more",
        positionals: [.required("name", help: "argument.user")],
        options: PostArguments.options + [
            .value(
                "language", "code", values: .oneOf(["en", "es"]), help: "option.user.language"),
            .flag("password-stdin", help: "option.user.password"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl user add ana --role clerk --hub MX-TAP",
            "hubctl user add luis --role country_officer --country HND --language es",
        ])

    let account: NewAccount
    let readsPassword: Bool
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        account = NewAccount(
            name: try arguments.positional("name"), post: try PostArguments.read(&arguments),
            locale: try arguments.value("language"))
        readsPassword = arguments.flag("password-stdin")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let given = readsPassword ? try PasswordInput.read() : nil
        let made = try await session.withApplication {
            try await $0.addAccount(account, password: given)
        }
        if isJSON {
            return try session.terminal.json(PasswordDocument(name: account.name, password: made))
        }
        session.terminal.write(session.texts("user.added", ["name": account.name]))
        if let made { session.terminal.write(session.texts("user.password", ["password": made])) }
    }
}
