import Texts

/// One's own account: language, colours, password, one-time codes, devices, leaving.
struct SettingsPage: Sendable {
    /// A device on which the account is signed in.
    struct Session: Sendable {
        let id: String
        let device: String
        /// As the server writes moments: ISO 8601, in UTC.
        let lastUsed: String
        let isThis: Bool
    }

    let frame: PageFrame
    var sessions: [Session] = []
    var hasOneTimeCodes = false

    var markup: Markup {
        frame.page(
            title: texts("web.settings.title"), at: .settings, modules: ["secrets"],
            main: "\(oneTimeCodes)\(appearance)\(password)\(devices)\(leaving)")
    }

    private var texts: Texts { frame.texts }
    private var pieces: FormPieces { FormPieces(texts: texts) }

    private var appearance: Markup {
        let languages = Language.whole.map {
            FormPieces.Option($0.rawValue, Texts($0)("web.language.name"))
        }
        let themes = ["", "light", "dark"].map {
            FormPieces.Option($0, texts(TextKey("web.theme.\($0.isEmpty ? "system" : $0)")))
        }
        return """
            <section>
            <h2>\(texts("web.settings.appearance"))</h2>
            \(pieces.form(
                "PUT", StaffPaths.language, next: "/settings", submit: "web.settings.save",
                opens: true,
                pieces.chips(
                    "language", "web.settings.language", languages,
                    chosen: [texts.language.rawValue])))\
            <form method="post" id="theme">
            \(pieces.chips("theme", "web.settings.theme", themes, chosen: [""],
                hint: "web.settings.theme.hint"))</form>
            </section>

            """
    }

    private var password: Markup {
        """
        <section class="narrow">
        <h2>\(texts("web.settings.password"))</h2>
        \(pieces.passwordForm(next: "/settings", user: frame.account?.name))</section>

        """
    }

    /// Both are shown once, from the answer, and stand in no page: `secrets.js` puts them here.
    private var oneTimeCodes: Markup {
        let begin = pieces.form(
            "POST", StaffPaths.oneTimeCodes, next: "/settings", submit: "web.totp.begin",
            name: "totp-begin", secret: "totp", .none)
        let confirm = pieces.form(
            "POST", "\(StaffPaths.oneTimeCodes)/confirmation", next: "/settings",
            submit: "web.totp.confirm", name: "totp-confirm", secret: "recovery",
            pieces.input(
                "code", "web.totp.code", isRequired: true, autocomplete: "one-time-code", most: 10,
                extra: " inputmode=\"numeric\""))
        let renew = pieces.form(
            "POST", StaffPaths.recoveryCodes, next: "/settings", submit: "web.totp.renew",
            secret: "recovery", .none)
        let state: Markup =
            hasOneTimeCodes
            ? "<p>\(texts("web.totp.on"))</p>\n\(renew)" : "<p>\(texts("web.totp.off"))</p>\n"
        return """
            <section class="narrow" id="totp">
            <h2>\(texts("web.totp.title"))</h2>
            \(state)\(begin)
            <div id="totp-secret" hidden>
            <p>\(texts("web.totp.scan"))</p>
            <figure class="qr"><img id="totp-picture" alt="\(texts("web.totp.picture"))"></figure>
            <p>\(texts("web.totp.type"))</p>
            <p class="secret" id="totp-text"></p>
            \(confirm)</div>
            <div id="recovery" tabindex="-1" hidden>
            <p class="notice">\(texts("web.totp.recovery"))</p>
            <ul class="secret" id="recovery-codes"></ul>
            </div>
            </section>

            """
    }

    private var devices: Markup {
        SessionList(
            texts: texts, sessions: sessions, path: StaffPaths.sessions, next: "/settings"
        ).markup
    }

    /// Leaving clears the device; what is not sent yet would be lost, and is asked about.
    private var leaving: Markup {
        """
        <section>
        <h2>\(texts("web.leave.title"))</h2>
        <p>\(texts("web.leave.text"))</p>
        <form method="post" data-leave="DELETE" data-at="\(StaffPaths.session)">
        <p class="actions"><button class="danger">\(texts("web.leave.submit"))</button></p>
        </form>
        <dialog id="leave" aria-labelledby="leave-title">
        <h2 id="leave-title">\(texts("web.leave.unsent"))</h2>
        <p data-count></p>
        <p>\(texts("web.leave.unsent.text"))</p>
        <form method="dialog"><p class="actions">\
        <button value="stay">\(texts("web.leave.stay"))</button>
        <button value="leave" class="danger">\(texts("web.leave.anyway"))</button></p></form>
        </dialog>
        </section>

        """
    }
}

/// The devices on which an account is signed in, with what ends each.
struct SessionList: Sendable {
    let texts: Texts
    let sessions: [SettingsPage.Session]
    /// Where a session is, without its id; nil where none is ended by itself.
    var path: String?
    let next: String

    var markup: Markup {
        let pieces = FormPieces(texts: texts)
        let rows = sessions.map { session -> Markup in
            let end: Markup? =
                session.isThis
                ? "<p><span class=\"badge\" data-state=\"sent\">\(texts("web.sessions.this"))</span></p>"
                : path.map { path in
                    pieces.form(
                        "DELETE", "\(path)/\(session.id)", next: next,
                        submit: "web.sessions.end", isDanger: true, .none)
                }
            return """
                <li><p><b>\(session.device)</b></p>
                <p class="quiet">\(texts("web.sessions.used")) \(Markup.moment(session.lastUsed))</p>
                \(end)</li>

                """
        }
        let list: Markup =
            sessions.isEmpty
            ? "<p>\(texts("web.sessions.none"))</p>" : "<ul class=\"list\">\n\(rows)</ul>"
        return """
            <section>
            <h2>\(texts("web.sessions.title"))</h2>
            <p>\(texts("web.sessions.text"))</p>
            \(list)
            </section>

            """
    }
}
