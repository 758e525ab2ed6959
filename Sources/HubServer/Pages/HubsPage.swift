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
            table(of: hubs.filter { $0.country == country }, in: country)
        }
        return frame.page(
            title: texts("web.place.hubs"), at: .hubs,
            lead: "<p>\(texts("web.hubs.count", ["count": texts.number(hubs.count)]))</p>\n",
            main: "\(tables)")
    }

    /// A zone, which may go on in a second line after its continent.
    private func zone(_ name: String) -> Markup {
        let parts = name.split(separator: "/").map { "\(String($0))" as Markup }
        return Markup(trusted: parts.map(\.html).joined(separator: "/<wbr>"))
    }

    /// The hubs of a country; when they opened and closed only where that is known of one.
    private func table(of hubs: [Hub], in country: Country) -> Markup {
        let texts = frame.texts
        let isDated = hubs.contains { $0.openedOn != nil || $0.closedOn != nil }
        let names: [TextKey] = ["web.column.code", "web.column.name", "web.hubs.zone"]
        let dates: [TextKey] = isDated ? ["web.hubs.opened", "web.hubs.closed"] : []
        return DataTable(
            caption: country.label(texts.language),
            columns: (names + dates).map { .init(texts($0)) },
            rows: hubs.map { hub in
                let code = hub.code.description
                let about: [Markup] = [
                    "<span class=\"whole\">\(code)</span>",
                    "<a href=\"/places/\(code.lowercased())\">\(hub.name)</a>",
                    zone(hub.timeZone),
                ]
                let moments = [hub.openedOn, hub.closedOn].map { $0?.cell(texts) ?? "–" }
                return about + (isDated ? moments : [])
            }
        ).markup
    }
}
