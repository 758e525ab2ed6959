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
    var downloads: [Download] = []

    var markup: Markup {
        let page = ReportPage(report, texts: texts, made: made)
        let content = page.content { table, code in
            guard hub == nil, ["hub", "completeness"].contains(table) else { return nil }
            return "\(Self.path(quarter))/hubs/\(code)"
        }
        return frame.page(
            title: page.title, at: .reports, lead: head,
            main: "<div class=\"report\">\n\(Markup(trusted: content))</div>\n")
    }

    /// Where a quarter's report is.
    static func path(_ quarter: Quarter) -> String { "/reports/\(quarter)" }

    private var texts: Texts { frame.texts }

    private var head: Markup {
        let before = quarter.adding(-1)
        let after = quarter.adding(1)
        let items = downloads.map { one -> Markup in
            "<a class=\"button quiet\" href=\"\(one.path)\">\(one.name)</a>\n"
        }
        let events: Markup? =
            hub.flatMap { code in
                guard
                    let role = frame.account?.role, role.reach(of: .readEvents) > .nothing
                else { return nil }
                return """
                    <a class="button" href="\(Self.path(quarter))/hubs/\(code.description)/events">\
                    \(texts("web.reports.events"))</a>

                    """
            }
        let up: Markup? =
            hub == nil
            ? nil
            : "<a class=\"button quiet\" href=\"\(Self.path(quarter))\">\(texts("web.reports.all"))</a>\n"
        return """
            <nav aria-label="\(texts("web.reports.quarters"))"><ul>
            <li><a href="\(Self.path(before))" rel="prev">← \(before.description)</a></li>
            <li><a href="\(Self.path(quarter))" aria-current="page">\(quarter.description)</a></li>
            <li><a href="\(Self.path(after))" rel="next">\(after.description) →</a></li>
            </ul></nav>
            <p class="actions">\(events)\(up)\(items)</p>

            """
    }
}
