import Casework
import Codelists
import Texts

/// Cases by when they are due, and the form that opens one.
struct CasesPage: Sendable {
    /// A case as lists show it.
    struct Row: Sendable {
        let id: String
        let reference: String
        /// Nil where it may not be seen, or cannot be read any more.
        let person: String?
        let nextStep: String?
        let due: CalendarDate?
        let isOverdue: Bool
        let priority: String
        let worker: String?
        let isRestricted: Bool
    }

    /// Which cases are shown.
    enum Shown: String, CaseIterable, Sendable {
        case due, mine, open, closed
    }

    let frame: PageFrame
    let shown: Shown
    let rows: [Row]

    var markup: Markup {
        let links = Shown.allCases.map { one -> Markup in
            """
            <li><a href="/cases?show=\(one.rawValue)"\
            \(attribute: "aria-current", one == shown ? "page" : nil)>\
            \(texts(TextKey("web.cases.\(one.rawValue)")))</a></li>

            """
        }
        return frame.page(
            title: texts("web.place.cases"), at: .cases,
            lead: """
                <p class="actions"><a class="button" href="/people">\(texts("web.cases.new"))</a></p>
                <nav aria-label="\(texts("web.cases.which"))"><ul>
                \(links)</ul></nav>

                """,
            main: rows.isEmpty
                ? "<section><p class=\"none\">\(texts("web.cases.none"))</p></section>\n" : table)
    }

    private var texts: Texts { frame.texts }

    private var table: Markup {
        let columns = [
            "web.cases.reference", "web.cases.person", "web.cases.step", "web.cases.due.on",
            "web.cases.priority", "web.cases.worker",
        ]
        return DataTable(
            caption: texts(TextKey("web.cases.\(shown.rawValue)")),
            columns: columns.map { .init(texts(TextKey($0))) },
            rows: rows.map { row in
                let closed: Markup? =
                    row.isRestricted
                    ? " <span class=\"badge\">\(texts("web.cases.restricted"))</span>" : nil
                let late: Markup? =
                    row.isOverdue
                    ? " <span class=\"badge\" data-state=\"attention\">\(texts("web.overdue"))</span>"
                    : nil
                return [
                    "<a href=\"/cases/\(row.id)\">\(row.reference)</a>\(closed)",
                    "\(row.person ?? "–")", "\(row.nextStep ?? "–")",
                    "\(row.due?.cell ?? "–")\(late)", "\(row.priority)",
                    "\(row.worker ?? "–")",
                ]
            }
        ).markup
    }
}
