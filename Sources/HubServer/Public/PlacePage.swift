import CaseStore
import Casework
import Codelists
import Texts

/// One place, with everything that is known of it.
struct PlacePage: Sendable {
    let frame: PublicFrame
    let found: PublicPlace

    var markup: Markup {
        let texts = frame.texts
        let place = found.place
        let words = PlaceWords(texts: texts, found: found)
        let stale: Markup? =
            found.isStale ? "<p class=\"stale\">\(texts("public.stale"))</p>\n" : nil
        let open: Markup? = words.openNow.map {
            "<p class=\"\(found.isOpen == true ? "open" : "closed")\">\($0)</p>\n"
        }
        let hours = words.hours.map { "\($0.days): \($0.hours)" as Markup }
        func text(_ value: String?) -> Markup? {
            value.flatMap { $0.isEmpty ? nil : "\($0)" }
        }
        let edit: Markup? =
            place.hub == nil
            ? """
            <a href="\(frame.link("/map/change?place=\(place.slug)"))">\
            \(texts("public.place.change"))</a>
            """ : nil
        let sheet = frame.link("/places/\(place.slug)/pdf")
        return frame.page(
            title: place.name, at: .map,
            main: """
                <p>\(words.about)</p>
                \(open)\(stale)\(Markup.facts([
                    (texts("public.map.service"), text(words.services)),
                    (texts("public.map.language"), text(words.languages)),
                    (texts("public.serves"), text(words.serves)),
                    (texts("field.address"), text(place.address)),
                    (texts("public.hours"), hours.isEmpty ? nil : Self.lines(hours)),
                    (texts("field.phone"), place.phone.map(Markup.phone)),
                    (texts("field.email"), place.email.map(Markup.mail)),
                    (texts("field.website"), place.website.map(Markup.website)),
                    (texts("field.note"), text(place.note)),
                    (texts("public.zone"), hours.isEmpty ? nil : "\(place.zone)"),
                ]))\(words.verified.map { "<p class=\"quiet\">\($0)</p>\n" as Markup })
                <p class="actions"><a class="button" href="\(sheet)">\
                \(texts("public.place.print"))</a> <a class="button plain" href="\(near)">\
                \(texts("public.place.near"))</a> \(edit)</p>

                """)
    }

    private var near: String {
        guard let latitude = found.place.latitude, let longitude = found.place.longitude else {
            return frame.link("/map")
        }
        return frame.link("/map?near=\(latitude),\(longitude)")
    }

    private static func lines(_ lines: [Markup]) -> Markup {
        var joined = Markup.none
        for (index, line) in lines.enumerated() {
            joined = index == 0 ? line : "\(joined)<br>\(line)"
        }
        return joined
    }
}
