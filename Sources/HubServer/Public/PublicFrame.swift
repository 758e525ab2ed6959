import Texts

/// What every public page is set in: title, language, the way to the other pages.
///
/// Nobody is signed in, nothing is kept in the browser, and nothing is loaded but what this server
/// serves.
struct PublicFrame: Sendable {
    enum Place: String, CaseIterable, Sendable {
        case map, register, bulletin

        var path: String {
            switch self {
            case .map: "/map"
            case .register: "/map/register"
            case .bulletin: "/bulletin"
            }
        }
    }

    let texts: Texts
    /// The page's own path with its query, but for the language.
    let path: String
    var isDemonstration = false
    /// Shown in a frame of somebody else's page: without the way to other pages.
    var isEmbedded = false
    /// The address of map tiles elsewhere, where the operator chose some.
    var tiles: String?

    /// What a browser may load for a page.
    var contentSecurityPolicy: String {
        let host = tiles.flatMap(Self.origin).map { " \($0)" } ?? ""
        return "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:\(host); connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
            + (isEmbedded ? "*" : "'none'")
    }

    /// `https://tiles.example.org`, of an address with places for the tile's numbers.
    private static func origin(of address: String) -> String? {
        guard let match = address.firstMatch(of: #/^https?://[A-Za-z0-9.:-]+/#) else { return nil }
        return String(match.output)
    }

    /// A path of ours in this page's language.
    func link(_ path: String, _ language: Language? = nil) -> String {
        let sign = path.contains("?") ? "&" : "?"
        return "\(path)\(sign)lang=\((language ?? texts.language).rawValue)"
    }

    func page(
        title: String, at place: Place? = nil, scripts: [String] = [], head: Markup = .none,
        main: Markup
    ) -> Markup {
        let files = scripts.compactMap(PublicAssets.path).map { path -> Markup in
            "<script type=\"module\" src=\"\(path)\"></script>\n"
        }
        let alternates = Language.ofPublic.map { language -> Markup in
            """
            <link rel="alternate" hreflang="\(language.rawValue)" href="\(link(path, language))">

            """
        }
        return """
            <!DOCTYPE html>
            <html lang="\(texts.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title) · \(texts("public.name"))</title>
            <link rel="icon" href="\(WebAssets.path("icon.svg"))" type="image/svg+xml">
            <link rel="stylesheet" href="\(PublicAssets.path("public.css") ?? "")">
            \(alternates)\(head)\(files)</head>
            <body\(attribute: "class", isEmbedded ? "embedded" : nil)>
            <a class="skip" href="#main">\(texts("web.skip"))</a>
            \(isEmbedded ? .none : header(at: place))<main id="main" tabindex="-1">
            \(isEmbedded ? demonstration : nil)<h1>\(title)</h1>
            \(main)</main>
            <footer><p class="quiet">\(texts("public.footer"))</p></footer>
            </body>
            </html>

            """
    }

    private var demonstration: Markup? {
        isDemonstration ? "<p class=\"band\">\(texts("web.demonstration"))</p>\n" : nil
    }

    private func header(at place: Place?) -> Markup {
        let links = Place.allCases.map { item -> Markup in
            """
            <li><a href="\(link(item.path))"\
            \(attribute: "aria-current", item == place ? "page" : nil)>\
            \(texts(TextKey("public.place.\(item.rawValue)")))</a></li>

            """
        }
        let others = Language.ofPublic.filter { $0 != texts.language }.map { language -> Markup in
            """
            <li><a href="\(link(path, language))" lang="\(language.rawValue)" \
            hreflang="\(language.rawValue)">\(Texts(language)("web.language.name"))</a></li>

            """
        }
        return """
            <header class="bar"><div>
            <a class="brand" href="\(link("/"))">\(texts("public.name"))</a>
            <nav aria-label="\(texts("web.nav"))"><ul>
            \(links)</ul></nav>
            <nav class="languages" aria-label="\(texts("public.languages"))"><ul>
            \(others)</ul></nav>
            </div>\(demonstration)</header>

            """
    }
}
