import CaseStore
import Casework
import Console
import Documents
import Operations
import Texts

/// `hubctl user sessions ana`: where somebody is signed in.
struct UserSessions: Command {
    static let usage = Usage(
        "user sessions", summary: "command.user.sessions",
        positionals: [.required("name", help: "argument.user")],
        options: [
            .value("revoke", "id", help: "option.user.endsession"),
            .flag("revoke-all", help: "option.user.endsessions"),
            .flag("json", help: "option.json"),
        ],
        examples: ["hubctl user sessions ana", "hubctl user sessions ana --revoke-all"])

    let name: String
    let ended: SessionID?
    let endsAll: Bool
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("name")
        ended = try arguments.value("revoke")
        endsAll = ended == nil && arguments.flag("revoke-all")
        isJSON = arguments.flag("json")
    }

    private struct EndedDocument: Encodable { let ended: Int }

    func run(in session: Session) async throws {
        if ended != nil || endsAll {
            let count = try await session.withApplication {
                try await $0.revokeSessions(of: name, only: ended)
            }
            if isJSON { return try session.terminal.json(EndedDocument(ended: count)) }
            return session.terminal.write(
                session.texts("user.sessions.ended", ["count": session.texts.number(count)]))
        }
        let sessions = try await session.withApplication { try await $0.sessions(of: name) }
        if isJSON { return try session.terminal.json(sessions.map(SessionDocument.init)) }
        var table = TextTable(
            [
                .left(session.texts("column.user.id")), .left(session.texts("column.user.device")),
                .left(session.texts("column.user.created")),
                .left(session.texts("column.user.seen")),
                .left(session.texts("column.user.expires")),
            ])
        for open in sessions {
            table.add([
                open.id.description, open.device ?? "", open.createdAt, open.seenAt, open.expiresAt,
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}
