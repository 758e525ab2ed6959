import Casework
import Codelists
import Texts

/// Cases by when they are due, and for whoever assigns them how much lies with whom.
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

    /// What lies with one worker, or with nobody yet.
    struct Load: Sendable {
        let worker: String
        /// Where their cases are listed; nil for those of nobody.
        let path: String?
        let counts: [Int]
    }

    /// Which cases are shown.
    enum Shown: String, CaseIterable, Sendable {
        case due, mine, open, closed
        /// Not the cases but who has how many.
        case workers
    }

    let frame: PageFrame
    let shown: Shown
    let rows: [Row]
    /// The hub's work by worker; nil for whoever does not assign cases.
    var workload: [Load]?

    var markup: Markup {
        let offered = Shown.allCases.filter { $0 != .workers || workload != nil }
        let links = offered.map { one -> Markup in
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
            main: main)
    }

    private var main: Markup {
        switch (shown, workload) {
        case (.workers, let workload?) where !workload.isEmpty: table(of: workload)
        case (.workers, _): none
        default: rows.isEmpty ? none : table
        }
    }

    private var none: Markup {
        "<section><p class=\"none\">\(texts("web.cases.none"))</p></section>\n"
    }

    private var texts: Texts { frame.texts }

    private func table(of workload: [Load]) -> Markup {
        let columns = ["open", "high", "overdue", "week", "withoutstep"]
        return DataTable(
            caption: texts("web.cases.workers"),
            columns: [.init(texts("case.column.worker"))]
                + columns.map { .init(texts(TextKey("case.column.\($0)")), isNumber: true) },
            rows: workload.map { load in
                let link: Markup? = load.path.map { "<a href=\"\($0)\">\(load.worker)</a>" }
                return [link ?? "\(load.worker)"] + load.counts.map { "\(texts.number($0))" }
            }, showsCaption: false
        ).markup
    }

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
                    "<a class=\"whole\" href=\"/cases/\(row.id)\">\(row.reference)</a>\(closed)",
                    "\(row.person ?? "–")", "\(row.nextStep ?? "–")",
                    "\(row.due?.cell(texts) ?? "–")\(late)", "\(row.priority)",
                    "<span class=\"whole\">\(row.worker ?? "–")</span>",
                ]
            }, showsCaption: false
        ).markup
    }
}
