import Texts

/// The way in: name and password, then a code, then a new password where one must be chosen.
struct SignInPage: Sendable {
    enum Step: Sendable {
        case password
        case code
        case newPassword
    }

    let frame: PageFrame
    var step: Step = .password
    /// Why one is here again.
    var notice: TextKey?

    var markup: Markup {
        let note: Markup? = notice.map {
            "<p class=\"notice\" role=\"status\">\(frame.texts($0))</p>\n"
        }
        return frame.page(
            title: frame.texts(title), lead: "\(note)", main: "<div class=\"narrow\">\(form)</div>")
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
                "POST", StaffPaths.session, next: "?", submit: "web.signin.submit", opens: true,
                """
                \(pieces.input("name", "web.signin.name", isRequired: true,
                    autocomplete: "username", most: 100, extra: " autocapitalize=\"none\""))\
                \(pieces.input("password", "web.signin.password", type: "password",
                    isRequired: true, autocomplete: "current-password", most: 1_000))
                """)
        case .code:
            return pieces.form(
                "POST", StaffPaths.code, next: "?", submit: "web.signin.submit", opens: true,
                pieces.input(
                    "code", "web.signin.code", hint: "web.signin.code.hint", isRequired: true,
                    autocomplete: "one-time-code", most: 40, extra: " inputmode=\"text\" autofocus")
            )
        case .newPassword:
            return pieces.passwordForm(next: "?")
        }
    }
}

extension FormPieces {
    /// Chooses a new password for one's own account.
    func passwordForm(next: String) -> Markup {
        form(
            "POST", StaffPaths.password, next: next, submit: "web.password.submit",
            """
            \(input("old", "web.password.old", type: "password", isRequired: true,
                autocomplete: "current-password", most: 1_000))\
            \(input("new", "web.password.new", type: "password", hint: "web.password.hint",
                isRequired: true, autocomplete: "new-password", most: 1_000))
            """)
    }
}
