import Casework
import Codelists
import Rendering
import Reporting
import Texts

/// A figure of a report and the events that it is made of, without who took part.
struct CellEventsPage: Sendable {
    struct Row: Sendable {
        /// With only those participants who lie in the cell.
        let event: EventsPage.Row
        let hub: String
        let counted: Int
    }

    let frame: PageFrame
    let figure: CellFigure
    let rows: [Row]
    /// Where the list goes on; nil at its end.
    var next: String?

    /// Where the events of a figure are; its places as `sex=female`.
    static func path(_ quarter: Quarter, _ places: [String]) -> String {
        let query = places.isEmpty ? "" : "?\(places.joined(separator: "&"))"
        return "\(ReportsPage.path(quarter))/events\(query)"
    }

    var markup: Markup {
        let more: Markup? = next.map {
            "<p class=\"actions\"><a class=\"button\" href=\"\($0)\">\(texts("web.more"))</a></p>\n"
        }
        return frame.page(
            title: texts("web.cell.title", ["quarter": quarter.description]), at: .reports,
            lead: lead,
            main: rows.isEmpty
                ? "<p>\(texts("web.events.none"))</p>\n" : table + "\(more)")
    }

    private var texts: Texts { frame.texts }
    private var quarter: Quarter { figure.quarter }

    private var lead: Markup {
        let hub = figure.places.first { $0.dimension == .hub }
        let back = ReportsPage.path(quarter) + (hub.map { "/hubs/\($0.code)" } ?? "")
        let shown = figure.figure
        let places = figure.places.map { place -> Markup in
            """
            <div><dt>\(texts(TextKey("dimension.\(place.dimension)")))</dt>\
            <dd>\(place.label(in: texts.language))</dd></div>

            """
        }
        let named: Markup? =
            places.isEmpty ? nil : "<dl class=\"facts\">\n\(places)</dl>\n"
        let numbers = [
            ("column.people", shown.people), ("column.identified", shown.identified),
            ("column.anonymous", shown.anonymous), ("column.events", shown.events),
        ].map { name, number -> Markup in
            """
            <div><dt>\(texts(TextKey(name)))</dt><dd>\(texts.number(number ?? 0))</dd></div>

            """
        }
        return """
            <p class="actions"><a class="button quiet" href="\(back)">\
            \(texts("web.events.back"))</a></p>
            <div class="report">
            <p class="notice">\(texts("rendering.stamp.internal"))</p>
            \(named)<dl class="numbers">
            \(numbers)</dl>
            </div>

            """
    }

    private var table: Markup {
        let language = texts.language
        return DataTable(
            caption: texts("web.events.caption"),
            columns: [
                .init(texts("web.column.day")), .init(texts("dimension.hub")),
                .init(texts("web.log.services")), .init(texts("web.log.channel")),
                .init(texts("web.log.profile")),
                .init(texts("column.identified"), isNumber: true),
                .init(texts("column.counted"), isNumber: true),
                .init(texts("column.anonymous"), isNumber: true),
            ],
            rows: rows.map { row in
                let event = row.event
                let marks = [
                    event.isLate ? texts("web.events.late") : nil,
                    event.isCorrected ? texts("web.events.corrected") : nil,
                ].compactMap(\.self).map { " <span class=\"badge\">\($0)</span>" as Markup }
                return [
                    "\(event.date.cell(texts))\(marks)", "<span class=\"whole\">\(row.hub)</span>",
                    "\(event.services.map { $0.label(language) }.joined(separator: ", "))",
                    "\(event.channel.label(language))", "\(event.profile.label(language))",
                    "\(texts.number(event.identified))",
                    "\(texts.number(row.counted))", "\(texts.number(event.anonymous))",
                ]
            }, note: texts("web.cell.note")
        ).markup
    }
}
