import Casework
import Texts

/// What every page is set in: title, language, navigation, who is signed in, and what to load.
///
/// There is no script and no style in a page itself, so that its content security policy can forbid
/// both.
struct PageFrame: Sendable {
    /// Who is signed in, as pages show it.
    struct Account: Sendable {
        let name: String
        let role: Role
        /// The hubs that one may log at, by code; the first is one's own.
        var hubs: [Hub] = []
    }

    /// A place of the navigation.
    enum Place: String, CaseIterable, Sendable {
        case today, log, people, cases, referrals, reports, duplicates, region, moderation, hubs
        case users, settings

        var path: String { "/\(rawValue)" }
        var title: TextKey { TextKey("web.place.\(rawValue)") }

        /// What one must be allowed to do somewhere for the place to be of use; nil for everyone.
        var permission: Permission? {
            switch self {
            case .today, .cases: .manageCases
            case .log: .logEvents
            case .people: .readPeople
            case .referrals: .handleReferrals
            case .reports: .readFigures
            case .duplicates: .resolveDuplicates
            case .moderation: .moderateRegistrations
            case .users: .administerAccounts
            case .region, .hubs, .settings: nil
            }
        }
    }

    let texts: Texts
    /// Nil where nobody is signed in.
    let account: Account?
    /// Whether the installation shows people who do not exist.
    var isDemonstration = false

    /// What a browser may load for a page: only what this server serves.
    static let contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'"

    /// The places that an account has a use for, in the order of a day.
    static func places(for role: Role) -> [Place] {
        Place.allCases.filter { place in
            place.permission.map { role.reach(of: $0) > .nothing } ?? true
        }
    }

    /// The page's path before sign-in leads here.
    static func home(of role: Role) -> String {
        places(for: role).first?.path ?? Place.settings.path
    }

    /// A whole page.
    ///
    /// `title` is also its heading; `modules` names the scripts that it needs beside the one of all
    /// pages.
    func page(
        title: String, at place: Place? = nil, modules: [String] = [],
        lead: Markup = .none, main: Markup
    ) -> Markup {
        let language = texts.language.rawValue
        let scripts = (["app"] + modules).map { name -> Markup in
            "<script type=\"module\" src=\"\(WebAssets.path("\(name).js"))\"></script>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="\(language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex, nofollow">
            <meta name="theme-color" content="#0b4f8a">
            <meta name="hub-texts" content="\(WebAssets.textsPath(texts.language))">
            <meta name="hub-account" content="\(account?.name ?? "")">
            <title>\(title) · \(texts("web.name"))</title>
            <link rel="icon" href="\(WebAssets.path("icon.svg"))" type="image/svg+xml">
            <link rel="apple-touch-icon" href="\(WebAssets.path("icon-192.png"))">
            <link rel="manifest" href="\(WebAssets.manifestPath(texts.language))">
            <link rel="stylesheet" href="\(WebAssets.path("app.css"))">
            <script src="\(WebAssets.path("theme.js"))"></script>
            \(scripts)</head>
            <body>
            <a class="skip" href="#main">\(texts("web.skip"))</a>
            \(header(at: place))<main id="main" tabindex="-1">
            <h1>\(title)</h1>
            \(lead)<noscript><p class="notice">\(texts("web.noscript"))</p></noscript>
            \(main)</main>
            </body>
            </html>

            """
    }

    private var demonstration: Markup? {
        isDemonstration ? "<p class=\"band\">\(texts("web.demonstration"))</p>\n" : nil
    }

    private func header(at place: Place?) -> Markup {
        guard let account else {
            return """
                <header class="bar"><span class="brand">\(brand)</span>\(demonstration)</header>

                """
        }
        let links = Self.places(for: account.role).map { item -> Markup in
            """
            <li><a href="\(item.path)"\(attribute: "aria-current", item == place ? "page" : nil)>\
            \(texts(item.title))</a></li>

            """
        }
        let hub = account.hubs.first.map { $0.code.description }
        return """
            <header class="bar">
            <a class="brand" href="\(Self.home(of: account.role))">\(brand)</a>
            <p class="who"><b>\(account.name)</b> <span class="role">\(texts(roleName))</span>\
            \(hub.map { " <span>\($0)</span>" as Markup })</p>
            <p class="line" id="line" role="status"></p>
            <nav aria-label="\(texts("web.nav"))"><ul>
            \(links)</ul></nav>
            \(demonstration)</header>

            """
    }

    private var roleName: TextKey { TextKey("role.\(account?.role.rawValue ?? "")") }

    private var brand: Markup {
        """
        <img src="\(WebAssets.path("icon.svg"))" alt="" width="28" height="28"> \(texts("web.name"))
        """
    }
}
