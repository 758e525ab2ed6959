import Casework
import Codelists
import Texts

/// All hubs, by country.
struct HubsPage: Sendable {
    let frame: PageFrame
    let hubs: [Hub]

    var markup: Markup {
        let texts = frame.texts
        let countries = Set(hubs.map(\.country)).sorted {
            $0.label(texts.language) < $1.label(texts.language)
        }
        let tables = countries.map { country in
            DataTable(
                caption: country.label(texts.language),
                columns: [
                    "web.column.code", "web.column.name", "web.hubs.zone", "web.hubs.opened",
                    "web.hubs.closed",
                ].map { .init(texts(TextKey($0))) },
                rows: hubs.filter { $0.country == country }.map { hub in
                    [
                        "\(hub.code.description)", "\(hub.name)", "\(hub.timeZone)",
                        hub.openedOn?.cell ?? "–", hub.closedOn?.cell ?? "–",
                    ]
                }
            ).markup
        }
        return frame.page(
            title: texts("web.place.hubs"), at: .hubs,
            lead: "<p>\(texts("web.hubs.count", ["count": texts.number(hubs.count)]))</p>\n",
            main: "\(tables)")
    }
}
