import CaseStore
import Casework
import Console
import Credentials
import Documents
import Operations
import Texts

/// `hubctl user token ana`: a token by which a program acts for an account.
struct UserToken: Command {
    static let usage = Usage(
        "user token", summary: "command.user.token", discussion: "command.user.token.more",
        positionals: [.required("name", help: "argument.user")],
        options: [
            .value("label", "text", help: "option.user.label"),
            .value("days", "number", help: "option.user.days"),
            .value(
                "scopes", "permissions", values: .listOf(Permission.allCases.map(\.rawValue)),
                help: "option.user.scopes"),
            .flag("list", help: "option.user.tokens"),
            .value("revoke", "id", help: "option.user.revoke"),
            .flag("json", help: "option.json"),
        ],
        examples: [
            "hubctl user token ana --json",
            "hubctl user token ana --label dashboard --scopes readFigures --days 30",
            "hubctl user token ana --list",
        ])

    private enum Action {
        case issue(label: String, days: Int, scopes: Set<Permission>?)
        case list
        case revoke(TokenID)
    }

    let name: String
    private let action: Action
    let isJSON: Bool

    init(_ arguments: inout Arguments) throws(UsageError) {
        name = try arguments.positional("name")
        let revoked: TokenID? = try arguments.value("revoke")
        if let revoked {
            action = .revoke(revoked)
        } else if arguments.flag("list") {
            action = .list
        } else {
            let scopes = try arguments.values("scopes", parse: { Permission(rawValue: $0) })
            action = .issue(
                label: try arguments.value("label") ?? "hubctl",
                days: try arguments.value("days", parse: Self.days) ?? 90,
                scopes: scopes.isEmpty ? nil : Set(scopes))
        }
        isJSON = arguments.flag("json")
    }

    private static func days(_ text: String) -> Int? {
        Int(text).flatMap { (1...3_660).contains($0) ? $0 : nil }
    }

    private struct IssuedDocument: Encodable { let token: String }

    func run(in session: Session) async throws {
        switch action {
        case .issue(let label, let days, let scopes):
            let token = try await session.withApplication {
                try await $0.issueToken(for: name, label: label, scopes: scopes, days: days)
            }
            if isJSON { return try session.terminal.json(IssuedDocument(token: token.text)) }
            session.terminal.write(
                session.texts("user.token.issued", ["name": name, "token": token.text]))
        case .list:
            let tokens = try await session.withApplication { try await $0.tokens(of: name) }
            if isJSON { return try session.terminal.json(tokens.map(TokenDocument.init)) }
            write(tokens, session)
        case .revoke(let token):
            try await session.withApplication { try await $0.revokeToken(token, of: name) }
            session.terminal.write(session.texts("user.token.revoked"))
        }
    }

    private func write(_ tokens: [StoredToken], _ session: Session) {
        var table = TextTable(
            [
                .left(session.texts("column.user.id")), .left(session.texts("column.name")),
                .left(session.texts("column.user.scopes")),
                .left(session.texts("column.user.expires")),
                .left(session.texts("column.user.used")),
            ])
        for token in tokens {
            table.add([
                token.id.description, token.name,
                token.scopes?.joined(separator: ", ") ?? session.texts("user.token.all"),
                token.expiresAt, token.usedAt ?? "",
            ])
        }
        session.terminal.write(table.render(for: session.terminal))
    }
}
