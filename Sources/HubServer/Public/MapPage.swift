import CaseStore
import Casework
import Codelists
import Texts

/// The map: a list of places, nearest first, which a browser shows on a map as well.
struct MapPage: Sendable {
    let frame: PublicFrame
    let asked: PlaceQuery
    let places: [PublicPlace]

    private var texts: Texts { frame.texts }

    var markup: Markup {
        let scripts = PublicAssets.path("leaflet.js") == nil ? [] : ["map.js"]
        return frame.page(
            title: texts(frame.isEmbedded ? "public.map.embedded" : "public.map.title"), at: .map,
            scripts: scripts,
            main: """
                \(frame.isEmbedded ? .none : lead)\(filters)\(map)
                <h2 id="list">\(texts("public.map.list"))</h2>
                <p>\(summary)</p>
                \(list)\(pages)
                """)
    }

    private var lead: Markup { "<p>\(texts("public.map.lead"))</p>\n" }

    private var filters: Markup {
        let form = PublicForm(texts: texts, values: asked.values)
        let languages = SpokenLanguage.list.entries.dropFirst()
        let countries = Set(
            (Gazetteer.cities.map(\.country) + places.map(\.place.country))
                .map(\.number))
        return """
            <form method="get" action="\(frame.isEmbedded ? "/map/embed" : "/map")" class="filters" \
            role="search">
            <input type="hidden" name="lang" value="\(texts.language.rawValue)">
            \(form.input("place", "public.map.near", hint: "public.map.near.hint"))\
            \(form.select("service", "public.map.service", options(Service.list.entries)))\
            \(form.select("language", "public.map.language", options(Array(languages))))\
            \(form.select("country", "public.map.country", options(
                Country.list.entries.filter { countries.contains($0.number) })))\
            <label class="check"><input type="checkbox" name="open" value="now"\
            \(attribute: "checked", if: asked.filter.isOpenNow)> \
            <span>\(texts("public.map.open"))</span></label>
            <p class="actions"><button>\(texts("public.map.search"))</button> \
            <button type="button" class="plain" id="here" hidden>\
            \(texts("public.map.here"))</button></p>
            </form>
            <p id="here-status" role="status" class="quiet"></p>

            """
    }

    private func options(_ entries: [CodelistEntry]) -> [(String, String)] {
        entries.filter { !$0.isRetired && $0.number != 0 }
            .map { ($0.code, $0.label(texts.language)) }
    }

    private var map: Markup {
        """
        <p class="actions"><button type="button" id="show-map" class="plain" hidden>\
        \(texts("public.map.show"))</button></p>
        <div id="map" class="map" hidden role="region" aria-label="\(texts("public.map.label"))"\
        \(attribute: "data-leaflet", PublicAssets.path("leaflet.js"))\
        \(attribute: "data-cluster", PublicAssets.path("cluster.js"))\
        \(attribute: "data-style", PublicAssets.path("leaflet.css"))\
        \(attribute: "data-cluster-style", PublicAssets.path("cluster.css"))\
        \(attribute: "data-outlines", PublicAssets.path("outlines.txt"))\
        \(attribute: "data-near", asked.filter.near?.description)\
        \(attribute: "data-tiles", frame.tiles) data-credit="\(texts("public.map.credit"))" \
        data-locating="\(texts("public.map.locating"))" \
        data-sorted="\(texts("public.map.sorted"))" \
        data-nowhere="\(texts("public.map.nowhere"))"></div>

        """
    }

    private var summary: Markup {
        if let city = asked.city {
            let name = "\(city.name), \(city.country.label(texts.language))"
            return "\(texts("public.map.sorted.by", ["place": name]))"
        }
        if asked.isUnknownPlace { return "\(texts("public.map.unknown"))" }
        return "\(texts("public.map.by.name"))"
    }

    private var list: Markup {
        guard !places.isEmpty else {
            return "<p class=\"notice\">\(texts("public.map.none"))</p>\n"
        }
        let items = places.map { found -> Markup in
            let words = PlaceWords(texts: texts, found: found)
            let place = found.place
            return """
                <li\(attribute: "data-lat", place.latitude.map { "\($0)" })\
                \(attribute: "data-lon", place.longitude.map { "\($0)" })\
                \(attribute: "data-hub", place.hub?.description)>
                <h3><a href="\(frame.link("/places/\(place.slug)"))"\
                \(attribute: "target", frame.isEmbedded ? "_top" : nil)>\(place.name)</a></h3>
                <p><span class="about">\(words.about)</span>\
                <span class="away">\(words.distance.map { " · \($0)" } ?? "")</span></p>
                \(openness(words))\(line(words.services))\(stale(found))\
                \(place.phone.map { "<p>\(Markup.phone($0))</p>\n" as Markup })</li>

                """
        }
        return "<ol class=\"places\">\n\(items)</ol>\n"
    }

    private func openness(_ words: PlaceWords) -> Markup? {
        words.openNow.map { text in
            "<p class=\"\(words.found.isOpen == true ? "open" : "closed")\">\(text)</p>\n"
        }
    }

    private func line(_ text: String) -> Markup? { text.isEmpty ? nil : "<p>\(text)</p>\n" }

    private func stale(_ found: PublicPlace) -> Markup? {
        found.isStale ? "<p class=\"stale\">\(texts("public.stale"))</p>\n" : nil
    }

    private func page(_ path: String, _ title: TextKey) -> Markup {
        "<a class=\"button plain\" href=\"\(frame.link(path))\">\(texts(title))</a>"
    }

    /// The way to the places before and after these.
    private var pages: Markup {
        let filter = asked.filter
        var links: [Markup] = []
        if filter.offset > 0 {
            let path = asked.path(offset: max(0, filter.offset - filter.limit))
            links.append(page(path, "public.page.before"))
        }
        if places.count == filter.limit {
            links.append(
                page(asked.path(offset: filter.offset + filter.limit), "public.page.after"))
        }
        return links.isEmpty ? .none : "<p class=\"actions\">\(links)</p>\n"
    }
}
