import CaseStore
import Casework
import Texts

/// One account, for those who administer them: its role, its devices, a new password.
struct UserPage: Sendable {
    let frame: PageFrame
    let account: StoredAccount
    let sessions: [SettingsPage.Session]
    let hubs: [Hub]

    var markup: Markup {
        frame.page(
            title: account.name, at: .users, modules: ["secrets"],
            main: "\(facts)\(isOwn ? own : work)\(devices)")
    }

    private var texts: Texts { frame.texts }
    private var pieces: FormPieces { FormPieces(texts: texts) }
    private var path: String { "\(StaffPaths.accounts)/\(account.name)" }
    private var page: String { "/users/\(account.name)" }
    private var isOwn: Bool { account.name == frame.account?.name }

    private var facts: Markup {
        """
        <dl class="facts">
        <dt>\(texts("web.users.role"))</dt>\
        <dd>\(texts(TextKey("role.\(account.role)"))) \(account.hub ?? "")</dd>
        <dt>\(texts("web.users.state"))</dt><dd>\(account.state(texts))</dd>
        <dt>\(texts("web.users.created"))</dt><dd>\(Markup.moment(account.createdAt))</dd>
        </dl>

        """
    }

    private var own: Markup {
        "<p class=\"notice\">\(texts("web.users.own"))</p>\n"
    }

    private var work: Markup {
        let post = pieces.form(
            "PUT", "\(path)/role", next: page, submit: "web.settings.save",
            PostPieces(pieces: pieces, hubs: hubs, chosen: account).markup)
        let reset = pieces.form(
            "POST", "\(path)/reset", next: page, submit: "web.users.reset.submit",
            secret: "password", .none)
        let codes: Markup? =
            account.hasOneTimeCodes
            ? pieces.form(
                "DELETE", "\(path)/totp", next: page, submit: "web.users.codes.remove",
                isDanger: true, .none) : nil
        let access = pieces.form(
            "POST", "\(path)/\(account.isDisabled ? "enable" : "disable")", next: page,
            submit: account.isDisabled ? "web.users.enable" : "web.users.disable",
            isDanger: !account.isDisabled, .none)
        return """
            <section class="narrow"><h2>\(texts("web.users.post"))</h2>
            \(post)</section>
            <section class="narrow"><h2>\(texts("web.users.reset"))</h2>
            <p>\(texts("web.users.reset.text"))</p>
            \(reset)\(codes)</section>
            <section class="narrow"><h2>\(texts("web.users.access"))</h2>
            <p>\(texts("web.users.access.text"))</p>
            \(access)</section>

            """
    }

    private var devices: Markup {
        let end: Markup? =
            sessions.isEmpty || isOwn
            ? nil
            : pieces.form(
                "DELETE", "\(path)/sessions", next: page, submit: "web.sessions.end.all",
                isDanger: true, .none)
        return "\(SessionList(texts: texts, sessions: sessions, next: page).markup)\(end)"
    }
}
