import Texts

/// The way in: name and password, then a code, then a new password where one must be chosen.
struct SignInPage: Sendable {
    enum Step: Sendable {
        case password
        case code
        case newPassword

        var path: String {
            switch self {
            case .password: "/sign-in"
            case .code: "/sign-in/code"
            case .newPassword: "/sign-in/password"
            }
        }
    }

    let frame: PageFrame
    var step: Step = .password
    /// Whose device was signed out from elsewhere, and is to be cleared.
    var revoked: String?
    /// Why one is here again.
    var notice: TextKey?
    /// With what path and query the page was asked for.
    var asked = "/sign-in"

    var markup: Markup {
        let key = revoked == nil ? notice : "web.signin.revoked"
        let note: Markup? = key.map {
            "<p class=\"notice\" role=\"status\">\(frame.texts($0))</p>\n"
        }
        let marker: Markup? = revoked.map { "<div data-revoked=\"\($0)\" hidden></div>\n" }
        return frame.page(
            title: frame.texts(title), lead: "\(note)\(marker)",
            main: "<div class=\"narrow\">\(form)\(step == .password ? languages : .none)</div>")
    }

    private var title: TextKey {
        switch step {
        case .password: "web.signin.title"
        case .code: "web.signin.code.title"
        case .newPassword: "web.signin.new.title"
        }
    }

    private var form: Markup {
        let pieces = FormPieces(texts: frame.texts)
        switch step {
        case .password:
            return pieces.form(
                "POST", StaffPaths.signIn, next: "?", submit: "web.signin.submit", opens: true,
                refusal: "web.signin.refused",
                """
                \(pieces.input("name", "web.signin.name", isRequired: true,
                    autocomplete: "username", most: 100,
                    extra: " autocapitalize=\"none\" spellcheck=\"false\" autofocus"))\
                \(pieces.input("password", "web.signin.password", type: "password",
                    isRequired: true, autocomplete: "current-password", most: 1_000))
                """)
        case .code:
            return pieces.form(
                "POST", StaffPaths.code, next: "?", submit: "web.signin.submit", opens: true,
                refusal: "web.signin.code.refused",
                pieces.input(
                    "code", "web.signin.code", hint: "web.signin.code.hint", isRequired: true,
                    autocomplete: "one-time-code", most: 40, extra: " inputmode=\"text\" autofocus")
            )
        case .newPassword:
            return pieces.passwordForm(next: "?", user: nil)
        }
    }

    /// The other language, for whoever has not chosen one in their account; what was asked for
    /// before goes along.
    private var languages: Markup {
        let links = Language.whole.filter { $0 != frame.texts.language }.map { one -> Markup in
            let query = asked.split(separator: "?", maxSplits: 1).dropFirst().first.map {
                $0.split(separator: "&").filter { !$0.hasPrefix("language=") }
                    .joined(separator: "&")
            }
            let rest = (query ?? "").isEmpty ? "" : "&\(query ?? "")"
            return """
                <a href="/sign-in?language=\(one.rawValue)\(rest)" lang="\(one.rawValue)" \
                hreflang="\(one.rawValue)">\(Texts(one)("web.language.name"))</a>
                """
        }
        return "<p class=\"languages\">\(links)</p>\n"
    }
}

extension FormPieces {
    /// Chooses a new password for one's own account.
    func passwordForm(next: String, user: String?) -> Markup {
        form(
            "POST", StaffPaths.password, next: next, submit: "web.password.submit",
            done: "web.password.done",
            """
            \(user.map { "<input type=\"hidden\" value=\"\($0)\" autocomplete=\"username\">\n" as Markup })\
            \(input("old", "web.password.old", type: "password", isRequired: true,
                autocomplete: "current-password", most: 1_000))\
            \(input("new", "web.password.new", type: "password", hint: "web.password.hint",
                isRequired: true, autocomplete: "new-password", most: 1_000))
            """)
    }
}
