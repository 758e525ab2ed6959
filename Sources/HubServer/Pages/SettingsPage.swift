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

    /// What an authenticator app is set up from, before its first code confirms it.
    struct Enrolment: Sendable {
        let secret: String
        /// An SVG picture of the same.
        let picture: Markup
    }

    let frame: PageFrame
    var sessions: [Session] = []
    var hasOneTimeCodes = false
    /// While one-time codes are being set up.
    var enrolment: Enrolment?
    /// Shown once, after one-time codes were set up.
    var recoveryCodes: [String] = []

    var markup: Markup {
        frame.page(
            title: texts("web.settings.title"), at: .settings,
            main: "\(oneTimeCodes)\(appearance)\(password)\(devices)\(leaving)")
    }

    private var texts: Texts { frame.texts }
    private var pieces: FormPieces { FormPieces(texts: texts) }

    private var appearance: Markup {
        let languages = Language.allCases.map {
            FormPieces.Option($0.rawValue, Texts($0)("web.language.name"))
        }
        let themes = ["", "light", "dark"].map {
            FormPieces.Option($0, texts(TextKey("web.theme.\($0.isEmpty ? "system" : $0)")))
        }
        return """
            <section>
            <h2>\(texts("web.settings.appearance"))</h2>
            \(pieces.form(
                "PUT", StaffPaths.preferences, next: "/settings", submit: "web.settings.save",
                opens: true,
                pieces.chips(
                    "language", "web.settings.language", languages,
                    chosen: [texts.language.rawValue])))\
            <form id="theme">
            \(pieces.chips("theme", "web.settings.theme", themes, chosen: [""],
                hint: "web.settings.theme.hint"))</form>
            </section>

            """
    }

    private var password: Markup {
        """
        <section class="narrow">
        <h2>\(texts("web.settings.password"))</h2>
        \(pieces.passwordForm(next: "/settings"))</section>

        """
    }

    private var oneTimeCodes: Markup {
        let content: Markup
        if !recoveryCodes.isEmpty {
            let items = recoveryCodes.map { "<li>\($0)</li>\n" as Markup }
            content = """
                <p class="notice" role="status">\(texts("web.totp.recovery"))</p>
                <ul class="secret">
                \(items)</ul>

                """
        } else if let enrolment {
            let code = pieces.input(
                "code", "web.totp.code", isRequired: true, autocomplete: "one-time-code", most: 10,
                extra: " inputmode=\"numeric\"")
            content = """
                <p>\(texts("web.totp.scan"))</p>
                <figure class="qr">\(enrolment.picture)</figure>
                <p>\(texts("web.totp.type"))</p>
                <p class="secret">\(enrolment.secret)</p>
                \(pieces.form("PUT", StaffPaths.oneTimeCodes, next: "/settings",
                    submit: "web.totp.confirm", code))
                """
        } else if hasOneTimeCodes {
            content = "<p>\(texts("web.totp.on"))</p>\n"
        } else {
            content = """
                <p>\(texts("web.totp.off"))</p>
                \(pieces.form("POST", StaffPaths.oneTimeCodes, next: "/settings?totp",
                    submit: "web.totp.begin", .none))
                """
        }
        return
            "<section class=\"narrow\">\n<h2>\(texts("web.totp.title"))</h2>\n\(content)</section>\n"
    }

    private var devices: Markup {
        let rows = sessions.map { session -> Markup in
            let end: Markup =
                session.isThis
                ? "<p><span class=\"badge\" data-state=\"sent\">\(texts("web.sessions.this"))</span></p>"
                : pieces.form(
                    "DELETE", "\(StaffPaths.sessions)/\(session.id)", next: "/settings",
                    submit: "web.sessions.end", isDanger: true, .none)
            return """
                <li><p><b>\(session.device)</b></p>
                <p class="quiet">\(texts("web.sessions.used", ["time": session.lastUsed]))</p>
                \(end)</li>

                """
        }
        return """
            <section>
            <h2>\(texts("web.sessions.title"))</h2>
            <ul class="list">
            \(rows)</ul>
            </section>

            """
    }

    /// Leaving clears the device; what is not sent yet would be lost, and is asked about.
    private var leaving: Markup {
        """
        <section>
        <h2>\(texts("web.leave.title"))</h2>
        <p>\(texts("web.leave.text"))</p>
        <form data-leave="DELETE" data-at="\(StaffPaths.session)">
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
