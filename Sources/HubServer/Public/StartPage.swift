import Texts

/// Where the public comes in: the map, the bulletin, and the way in for staff.
struct StartPage: Sendable {
    let frame: PublicFrame

    var markup: Markup {
        let texts = frame.texts
        let cards: [(String, TextKey, TextKey)] = [
            (frame.link("/map"), "public.place.map", "public.start.map"),
            (frame.link("/bulletin"), "public.place.bulletin", "public.start.bulletin"),
            (frame.link("/map/register"), "public.place.register", "public.start.register"),
            ("/sign-in", "public.start.staff", "public.start.staff.text"),
        ]
        let items = cards.map { path, title, text -> Markup in
            """
            <li><h2><a href="\(path)">\(texts(title))</a></h2><p>\(texts(text))</p></li>

            """
        }
        return frame.page(
            title: texts("public.start.title"),
            main: """
                <p>\(texts("public.start.lead"))</p>
                <ul class="cards">
                \(items)</ul>

                """)
    }
}

/// A short page that says one thing.
struct PublicNote: Sendable {
    let frame: PublicFrame
    let title: TextKey
    let text: String
    var isProblem = false
    /// A form below it.
    var more: Markup = .none

    var markup: Markup {
        frame.page(
            title: frame.texts(title),
            main: """
                <p class="\(isProblem ? "problem" : "notice")">\(text)</p>
                \(more)
                """)
    }
}
