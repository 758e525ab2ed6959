import Casework
import Rendering
import Reporting
import Texts

/// A quarter's figures with their pictures; a hub's row leads to the hub's own, and from there to
/// its events, for those who may see them.
struct ReportsPage: Sendable {
    /// A form in which the same report may be taken away.
    struct Download: Sendable {
        let name: String
        let path: String
    }

    let frame: PageFrame
    let quarter: Quarter
    /// The report of one hub; nil for that of all that one may see.
    var hub: HubCode?
    let report: QuarterlyReport
    let made: CalendarDate
    /// Whether there is no other hub to go to.
    var isAlone = false
    var downloads: [Download] = []

    var markup: Markup {
        let page = ReportPage(report, texts: texts, made: made)
        let content = page.content { table, code in
            guard hub == nil, ["hub", "completeness"].contains(table) else { return nil }
            return "\(Self.path(quarter))/hubs/\(code)"
        } events: { table, codes in
            mayReadEvents ? cellPath(table, codes) : nil
        }
        return frame.page(
            title: page.title, at: .reports, lead: head,
            main: "<div class=\"report\">\n\(Markup(trusted: content))</div>\n")
    }

    /// Where a quarter's report is.
    static func path(_ quarter: Quarter) -> String { "/reports/\(quarter)" }

    private var texts: Texts { frame.texts }

    private var mayReadEvents: Bool {
        (frame.account?.role.reach(of: .readEvents) ?? .nothing) > .nothing
    }

    /// Where the events behind a figure of a table are.
    private func cellPath(_ table: String, _ codes: [String]) -> String {
        let names = table == "completeness" ? ["hub"] : table.split(separator: "-").map(String.init)
        var places = zip(names, codes).map { "\($0)=\($1)" }
        if let hub, names != ["hub"] { places.insert("hub=\(hub)", at: 0) }
        return CellEventsPage.path(quarter, places)
    }

    /// The quarter with those beside it, at the same place of each.
    static func quarters(around quarter: Quarter, place: String = "", _ texts: Texts) -> Markup {
        let before = quarter.adding(-1)
        let after = quarter.adding(1)
        return """
            <nav aria-label="\(texts("web.reports.quarters"))"><ul>
            <li><a href="\(path(before))\(place)" rel="prev">← \(before.description)</a></li>
            <li><a href="\(path(quarter))\(place)" aria-current="page">\(quarter.description)</a></li>
            <li><a href="\(path(after))\(place)" rel="next">\(after.description) →</a></li>
            </ul></nav>
            """
    }

    private var head: Markup {
        let place = hub.map { "/hubs/\($0.description)" } ?? ""
        let items = downloads.map { one -> Markup in
            "<a class=\"button quiet\" href=\"\(one.path)\">\(one.name)</a>\n"
        }
        let events: Markup? =
            hub.flatMap { code in
                guard mayReadEvents else { return nil }
                return """
                    <a class="button" href="\(Self.path(quarter))/hubs/\(code.description)/events">\
                    \(texts("web.reports.events"))</a>

                    """
            }
        let up: Markup? =
            hub == nil || isAlone
            ? nil
            : "<a class=\"button quiet\" href=\"\(Self.path(quarter))\">\(texts("web.reports.all"))</a>\n"
        return """
            \(Self.quarters(around: quarter, place: place, texts))
            <p class="actions">\(events)\(up)\(items)</p>

            """
    }
}
