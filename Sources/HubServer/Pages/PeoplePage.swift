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
        /// Nil where they are not opened to whoever looks.
        let sex: Sex?
        let nationality: Country?
        /// Only of those seen of late.
        var lastSeen: CalendarDate?
        /// Only of those who were looked for.
        var hub: HubCode?
        var isLikely = false
    }

    /// What was asked.
    struct Question: Sendable {
        var name = ""
        var born = ""
        var document = ""

        var isEmpty: Bool { (name + born + document).allSatisfy(\.isWhitespace) }
    }

    /// What a search came to.
    struct Answer: Sendable {
        let found: [Found]
        /// Whether somebody like that is known at another hub: yes or no, nothing more.
        let isKnownElsewhere: Bool
    }

    let frame: PageFrame
    var asked = Question()
    /// Nil before anything was asked.
    var answer: Answer?
    /// Those seen of late, while nothing is asked.
    var recent: [Found] = []

    var markup: Markup {
        frame.page(title: texts("web.people.title"), at: .people, main: "\(search)\(result)")
    }

    private var texts: Texts { frame.texts }

    private var search: Markup {
        let pieces = FormPieces(texts: texts)
        return """
            <form class="narrow" role="search" method="post" action="/people" data-page>
            \(pieces.input("name", "web.people.ask", type: "search", value: asked.name,
                hint: "web.people.hint", most: 200))\
            <div class="row">
            \(pieces.input("born", "web.person.birth", value: asked.born,
                hint: "web.person.birth.hint", most: 10))\
            \(pieces.input("document", "web.person.document", value: asked.document, most: 100))
            </div>
            <p class="actions"><button>\(texts("web.people.find"))</button></p>
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
            return """
                <section><p role="status">\(texts("web.people.none"))</p></section>
                \(elsewhere)
                """
        }
        return "\(table("web.people.found", answer.found))\(elsewhere)"
    }

    private func table(_ caption: TextKey, _ people: [Found]) -> Markup {
        DataTable(
            caption: texts(caption),
            columns: [
                "web.column.name", "web.column.born", "web.person.sex", "web.person.nationality",
                answer == nil ? "web.column.seen" : "web.log.hub",
            ].map { .init(texts(TextKey($0))) },
            rows: people.map { person in
                let likely: Markup? =
                    person.isLikely
                    ? " <span class=\"badge\" data-state=\"sent\">\(texts("web.people.likely"))</span>"
                    : nil
                return [
                    "<a href=\"/people/\(person.id.description)\">\(person.name)</a>\(likely)",
                    CalendarDate.birth(person.born, texts),
                    "\(person.sex?.label(texts.language) ?? "–")",
                    "\(person.nationality?.label(texts.language) ?? "–")",
                    person.lastSeen?.cell(texts) ?? "\(person.hub?.description ?? "–")",
                ]
            }
        ).markup
    }
}
