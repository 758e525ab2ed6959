import CaseStore
import Casework
import Codelists
import Texts

/// The accounts, for those who administer them, and the form that adds one.
struct UsersPage: Sendable {
    let frame: PageFrame
    let accounts: [StoredAccount]
    let hubs: [Hub]

    var markup: Markup {
        frame.page(
            title: texts("web.place.users"), at: .users, modules: ["secrets"],
            main: "\(table)\(adding)")
    }

    private var texts: Texts { frame.texts }

    private var table: Markup {
        DataTable(
            caption: texts("web.users.all"),
            columns: ["web.signin.name", "web.users.role", "web.users.place", "web.users.state"]
                .map { .init(texts(TextKey($0))) },
            rows: accounts.map { account in
                let place =
                    account.hub ?? account.country.map { Country(number: $0).label(texts.language) }
                return [
                    "<a href=\"/users/\(account.name)\">\(account.name)</a>",
                    "\(texts(TextKey("role.\(account.role)")))", "\(place ?? "–")",
                    "\(account.state(texts))",
                ]
            }
        ).markup
    }

    private var adding: Markup {
        let pieces = FormPieces(texts: texts)
        let form = pieces.form(
            "POST", StaffPaths.accounts, next: "/users", submit: "web.users.add.submit",
            name: "add", secret: "password",
            """
            \(pieces.input("name", "web.signin.name", isRequired: true, most: 100,
                extra: " autocapitalize=\"none\" spellcheck=\"false\""))\
            \(PostPieces(pieces: pieces, hubs: hubs).markup)
            """)
        return """
            <section class="narrow">
            <h2>\(texts("web.users.add"))</h2>
            \(form)</section>

            """
    }
}

/// A role with the place that it is held at.
struct PostPieces: Sendable {
    let pieces: FormPieces
    let hubs: [Hub]
    var chosen: StoredAccount?

    var markup: Markup {
        let texts = pieces.texts
        let roles = Role.allCases.filter { $0 != .machine }.map {
            FormPieces.Option($0.rawValue, texts(TextKey("role.\($0.rawValue)")))
        }
        let none = FormPieces.Option("", "–")
        let places = hubs.map {
            FormPieces.Option($0.code.description, "\($0.code) · \($0.name)")
        }
        let countries = Set(hubs.map(\.country)).map {
            FormPieces.Option($0.code, $0.label(texts.language))
        }.sorted { $0.label < $1.label }
        return """
            \(pieces.select("role", "web.users.role", roles, chosen: chosen?.role ?? "clerk"))\
            \(pieces.select("hub", "web.log.hub", [none] + places, chosen: chosen?.hub,
                hint: "web.users.hub.hint"))\
            \(pieces.select("country", "web.users.country", [none] + countries,
                chosen: chosen?.country.map { Country(number: $0).code },
                hint: "web.users.country.hint"))
            """
    }
}

extension StoredAccount {
    /// What stands in the way of signing in, or how it is secured.
    func state(_ texts: Texts) -> String {
        if isDisabled { return texts("web.users.disabled") }
        if mustChange { return texts("web.users.new") }
        return texts(hasOneTimeCodes ? "web.users.codes" : "web.users.password")
    }
}
