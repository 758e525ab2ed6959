import Casework
import Codelists
import Texts

/// The events behind a hub's figures of a quarter, without who took part.
struct EventsPage: Sendable {
    struct Row: Sendable {
        let date: CalendarDate
        let channel: Channel
        let profile: Profile
        let services: [Service]
        let identified: Int
        let anonymous: Int
        let isLate: Bool
        var isVoid = false
        var isCorrected = false
    }

    let frame: PageFrame
    let quarter: Quarter
    let hub: HubCode
    let rows: [Row]
    /// Where the list goes on; nil at its end.
    var next: String?

    var markup: Markup {
        let texts = frame.texts
        let back = "\(ReportsPage.path(quarter))/hubs/\(hub.description)"
        let more: Markup? = next.map {
            "<p class=\"actions\"><a class=\"button\" href=\"\($0)\">\(texts("web.more"))</a></p>\n"
        }
        return frame.page(
            title: texts(
                "web.events.title", ["hub": hub.description, "quarter": quarter.description]),
            at: .reports,
            lead: """
                <p class="actions"><a class="button quiet" href="\(back)">\
                \(texts("web.events.back"))</a></p>

                """,
            main: rows.isEmpty ? "<p>\(texts("web.events.none"))</p>\n" : table + "\(more)")
    }

    private var table: Markup {
        let texts = frame.texts
        let language = texts.language
        return DataTable(
            caption: texts("web.events.caption"),
            columns: [
                .init(texts("web.column.day")), .init(texts("web.column.services")),
                .init(texts("web.log.channel")), .init(texts("web.log.profile")),
                .init(texts("column.identified"), isNumber: true),
                .init(texts("column.anonymous"), isNumber: true),
            ],
            rows: rows.map { row in
                let marks = [
                    row.isLate ? texts("web.events.late") : nil,
                    row.isVoid ? texts("web.events.void") : nil,
                    row.isCorrected ? texts("web.events.corrected") : nil,
                ].compactMap(\.self).map { " <span class=\"badge\">\($0)</span>" as Markup }
                return [
                    "\(row.date.cell(texts))\(marks)",
                    "\(row.services.map { $0.label(language) }.joined(separator: ", "))",
                    "\(row.channel.label(language))", "\(row.profile.label(language))",
                    "\(texts.number(row.identified))", "\(texts.number(row.anonymous))",
                ]
            }
        ).markup
    }
}
