import CaseStore
import Casework
import Codelists
import Texts

/// What organisations sent in and somebody has to decide on.
struct ModerationPage: Sendable {
    let frame: PageFrame
    let waiting: [Registration]

    var markup: Markup {
        let items = waiting.map(item)
        let list: Markup =
            waiting.isEmpty
            ? "<p>\(texts("web.moderation.none"))</p>\n" : "<ul class=\"list\">\n\(items)</ul>\n"
        return frame.page(
            title: texts("web.place.moderation"), at: .moderation,
            lead: "<p>\(texts("web.moderation.lead"))</p>\n", main: list)
    }

    private var texts: Texts { frame.texts }

    private func item(_ one: Registration) -> Markup {
        let place = one.document
        let language = texts.language
        let country = place.country.label(language)
        let alike = one.alike.map { slug -> Markup in "<a href=\"/places/\(slug)\">\(slug)</a> " }
        let same: Markup? =
            alike.isEmpty
            ? nil
            : """
            <p><span class="badge" data-state="attention">\(texts("web.moderation.alike"))</span> \
            \(alike)</p>

            """
        let sent = texts(
            "web.moderation.sent", ["date": CalendarDate.day(of: one.createdAt, texts)])
        let kind = texts(one.place == nil ? "web.moderation.new" : "web.moderation.change")
        let facts: [(TextKey, String?)] = [
            ("public.register.kind", place.kind?.label(language)),
            ("field.place", names([place.locality, country].compactMap(\.self))),
            ("field.address", place.address),
            ("public.map.service", names(place.services.map { $0.label(language) })),
            ("public.map.language", names(place.languages.map { $0.label(language) })),
            ("public.serves", names(place.serves.map { $0.label(language) })),
            ("public.hours", place.hours.map(words)), ("field.phone", place.phone),
            ("web.moderation.email", place.email), ("field.website", place.website),
            ("web.moderation.about", place.note),
            ("web.moderation.contact", one.contact.description),
        ]
        let lines = facts.compactMap { name, value -> Markup? in
            value.flatMap { $0.isEmpty ? nil : "<dt>\(texts(name))</dt><dd>\($0)</dd>\n" }
        }
        return """
            <li class="long" id="registration-\(one.id.description)"><h2>\(place.name) \
            <span class="badge">\(kind)</span></h2>
            <p class="quiet">\(sent)</p>
            \(same)<dl class="facts">
            \(lines)</dl>
            \(accepting(one))\(refusing(one))</li>

            """
    }

    private func names(_ names: [String]) -> String? {
        names.isEmpty ? nil : names.joined(separator: ", ")
    }

    private func words(_ hours: OpeningHours) -> String {
        PlaceWords.lines(of: hours, texts).map { "\($0.days): \($0.hours)" }
            .joined(separator: "; ")
    }

    private func accepting(_ one: Registration) -> Markup {
        FormPieces(texts: texts).form(
            "POST", "\(StaffPaths.registrations)/\(one.id.description)/accept", next: "/moderation",
            submit: "web.moderation.accept", .none)
    }

    private func refusing(_ one: Registration) -> Markup {
        let pieces = FormPieces(texts: texts)
        // Each in a form of its own: the ids of fields must not be there twice.
        let reasons = RefusalReason.allCases.map { reason -> Markup in
            """
            <label class="chip"><input type="checkbox" name="reasons" value="\(reason.rawValue)" \
            data-list><span>\(texts(TextKey("directory.reason.\(reason.rawValue)")))</span></label>

            """
        }
        let form = pieces.form(
            "POST", "\(StaffPaths.registrations)/\(one.id.description)/refuse", next: "/moderation",
            submit: "web.moderation.refuse", isDanger: true,
            """
            <fieldset class="chips"><legend>\(texts("web.moderation.reasons"))</legend><div>
            \(reasons)</div></fieldset>
            <p><label for="note-\(one.id.description)">\(texts("web.moderation.note"))</label>
            <input id="note-\(one.id.description)" name="note" maxlength="1000" \
            autocomplete="off"></p>

            """)
        return """
            <details><summary>\(texts("web.moderation.refuse"))</summary>
            \(form)</details>

            """
    }
}
