import Console
import Documents
import Operations
import Texts

/// `hubctl user show ana`.
struct UserShow: Command {
    static let usage = Usage(
        "user show", summary: "command.user.show",
        positionals: [.required("name", help: "argument.user")],
        options: [.flag("json", help: "option.json")], examples: ["hubctl user show ana"])

    let name: String
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("name")
        isJSON = arguments.flag("json")
    }

    func run(in session: Session) async throws {
        let account = AccountDocument(
            try await session.withApplication { try await $0.account(name) })
        if isJSON { return try session.terminal.json(account) }
        var table = TextTable([.left(""), .left("")])
        let texts = session.texts
        for (key, value) in [
            ("column.name", account.name),
            ("column.user.role", texts(TextKey("role.\(account.role)"))),
            ("column.user.place", account.place), ("column.user.language", account.language ?? ""),
            ("column.user.totp", texts(account.oneTimeCodes ? "user.yes" : "user.no")),
            ("column.user.state", texts(account.state)), ("column.user.created", account.created),
        ] {
            table.add([texts(TextKey(key)), value])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}
