import Casework
import Codelists
import Texts

/// Finds people of one's hub by name or document.
struct PeoplePage: Sendable {
    /// A person as the list of those found shows them.
    struct Found: Sendable {
        let id: PersonID
        let name: String
        let born: String
        let sex: Sex
        let nationality: Country
        let lastSeen: CalendarDate?
    }

    /// What a search came to.
    struct Answer: Sendable {
        let asked: String
        let found: [Found]
        /// Whether somebody like that is known at another hub: yes or no, nothing more.
        let isKnownElsewhere: Bool
    }

    let frame: PageFrame
    /// Nil before anything was asked.
    var answer: Answer?
    /// Those seen of late, while nothing is asked.
    var recent: [Found] = []

    var markup: Markup {
        frame.page(title: texts("web.people.title"), at: .people, main: "\(search)\(result)")
    }

    private var texts: Texts { frame.texts }

    /// What was asked is posted, so that nobody's name is in an address or a log.
    private var search: Markup {
        let pieces = FormPieces(texts: texts)
        let place = pieces.input(
            "q", "web.people.ask", type: "search", value: answer?.asked ?? "",
            hint: "web.people.hint", isRequired: true, most: 200)
        return """
            <form class="narrow" role="search" method="post" action="/people" data-page>
            \(place)<p class="actions"><button>\(texts("web.people.find"))</button></p>
            </form>

            """
    }

    private var result: Markup {
        guard let answer else {
            return recent.isEmpty ? .none : table("web.people.recent", recent)
        }
        let elsewhere: Markup? =
            answer.isKnownElsewhere
            ? "<p class=\"notice\">\(texts("web.people.elsewhere"))</p>\n" : nil
        guard !answer.found.isEmpty else {
            return "<p role=\"status\">\(texts("web.people.none"))</p>\n\(elsewhere)"
        }
        return "\(table("web.people.found", answer.found))\(elsewhere)"
    }

    private func table(_ caption: TextKey, _ people: [Found]) -> Markup {
        DataTable(
            caption: texts(caption),
            columns: [
                "web.column.name", "web.person.birth", "web.person.sex", "web.person.nationality",
                "web.column.seen",
            ].map { .init(texts(TextKey($0))) },
            rows: people.map { person in
                [
                    "<a href=\"/people/\(person.id.description)\">\(person.name)</a>",
                    "\(person.born)", "\(person.sex.label(texts.language))",
                    "\(person.nationality.label(texts.language))",
                    person.lastSeen?.cell ?? "–",
                ]
            }
        ).markup
    }
}
