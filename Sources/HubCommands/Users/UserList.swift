import Console
import Documents
import Operations
import Texts

/// `hubctl user list`.
struct UserList: Command {
    static let usage = Usage(
        "user list", summary: "command.user.list", options: [.flag("json", help: "option.json")],
        examples: ["hubctl user list", "hubctl user list --json"])

    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) { isJSON = arguments.flag("json") }

    func run(in session: Session) async throws {
        let accounts = try await session.withApplication { try await $0.accounts() }
            .map(AccountDocument.init)
        if isJSON { return try session.terminal.json(accounts) }
        var table = TextTable(
            [
                .left(session.texts("column.name")), .left(session.texts("column.user.role")),
                .left(session.texts("column.user.place")), .left(session.texts("column.user.totp")),
                .left(session.texts("column.user.state")),
            ])
        for account in accounts {
            table.add([
                account.name, session.texts(TextKey("role.\(account.role)")), account.place,
                session.texts(account.oneTimeCodes ? "user.yes" : "user.no"),
                session.texts(account.state),
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}

extension AccountDocument {
    var state: TextKey {
        if isDisabled { return "user.state.disabled" }
        return mustChangePassword ? "user.state.new" : "user.state.active"
    }
}
