import Casework
import Codelists
import Texts

/// A quarter at the hubs of a country: the way to the figures of each.
struct ReportHubsPage: Sendable {
    let frame: PageFrame
    let quarter: Quarter
    let hubs: [Hub]

    var markup: Markup {
        let texts = frame.texts
        let path = ReportsPage.path(quarter)
        return frame.page(
            title: texts("web.reports.hubs", ["quarter": quarter.description]), at: .reports,
            lead: ReportsPage.quarters(around: quarter, texts),
            main: DataTable(
                caption: texts("web.place.hubs"),
                columns: [
                    .init(texts("web.column.code")), .init(texts("web.column.name")),
                    .init(texts("web.place.reports")),
                ],
                rows: hubs.map { hub in
                    let code = hub.code.description
                    return [
                        "<a class=\"whole\" href=\"\(path)/hubs/\(code)\">\(code)</a>",
                        "\(hub.name)",
                        "<a href=\"\(path)/hubs/\(code)/events\">\(texts("web.reports.events"))</a>",
                    ]
                }, showsCaption: false
            ).markup)
    }
}
