import CaseStore
import Casework
import Codelists
import Texts

/// What public pages say about a place, in words.
struct PlaceWords: Sendable {
    let texts: Texts
    let found: PublicPlace

    var place: Place { found.place }

    /// Such as “Information hub · Tapachula, Mexico”.
    var about: String {
        let kind =
            place.hub == nil
            ? place.kind?.label(texts.language) ?? texts("public.kind.organisation")
            : texts("public.kind.hub")
        let country = place.country.label(texts.language)
        return "\(kind) · \(place.locality.map { "\($0), \(country)" } ?? country)"
    }

    var distance: String? {
        found.distance.map { texts("public.distance", ["km": texts.decimal($0)]) }
    }

    var services: String { list(place.services.map { $0.label(texts.language) }) }
    var languages: String { list(place.languages.map { $0.label(texts.language) }) }
    var serves: String { list(place.serves.map { $0.label(texts.language) }) }

    private func list(_ names: [String]) -> String { names.joined(separator: ", ") }

    /// “Open now, until 16:00”; nil where no hours are known.
    var openNow: String? {
        guard let isOpen = found.isOpen, let hours = place.hours else { return nil }
        guard isOpen else { return texts("public.closed") }
        guard let now = hours.minutes.first(where: { $0.contains(found.minute) }),
            now.count < OpeningHours.week
        else { return texts("public.open") }
        let end = now.upperBound % 1_440
        return texts("public.open.until", ["time": OpeningHours.clock(end == 0 ? 1_440 : end)])
    }

    /// The week's hours, a line for days with the same ones.
    var hours: [(days: String, hours: String)] {
        place.hours.map { Self.lines(of: $0, texts) } ?? []
    }

    /// The same of hours that are nobody's yet.
    static func lines(
        of hours: OpeningHours, _ texts: Texts
    ) -> [(days: String, hours: String)] {
        var lines: [(String, String)] = []
        var day = 0
        while day < 7 {
            let own = hours.hours(ofDay: day)
            var last = day
            while last < 6, hours.hours(ofDay: last + 1) == own { last += 1 }
            let name = texts(TextKey("public.day.\(day + 1)"))
            let days =
                last == day
                ? name
                : texts(
                    "public.days", ["from": name, "to": texts(TextKey("public.day.\(last + 1)"))])
            let spans = own.map {
                "\(OpeningHours.clock($0.lowerBound))–\(OpeningHours.clock($0.upperBound))"
            }
            lines.append(
                (days, own.isEmpty ? texts("public.closed.day") : spans.joined(separator: ", ")))
            day = last + 1
        }
        return lines
    }

    var verified: String? {
        place.verified.map { date in
            let (year, month, day) = date.parts
            return texts(
                "public.verified", ["date": texts.date(year: year, month: month, day: day)])
        }
    }
}

extension Markup {
    /// A link to call a number, of what of it can be dialled.
    static func phone(_ number: String) -> Markup {
        let digits = number.filter { $0.isASCII && ($0.isNumber || $0 == "+") }
        return digits.isEmpty ? "\(number)" : "<a href=\"tel:\(digits)\">\(number)</a>"
    }

    /// A link to a page elsewhere; text where it is none that a browser should follow.
    static func website(_ address: String) -> Markup {
        guard address.hasPrefix("https://") || address.hasPrefix("http://") else {
            return "\(address)"
        }
        return "<a href=\"\(address)\" rel=\"nofollow noopener ugc\">\(address)</a>"
    }

    static func mail(_ address: String) -> Markup {
        MailAddress(address) != nil
            ? "<a href=\"mailto:\(address)\">\(address)</a>" : "\(address)"
    }

    /// A list of names and values, without those that have none.
    static func facts(_ facts: [(String, Markup?)]) -> Markup {
        let lines = facts.compactMap { name, value -> Markup? in
            value.map { "<dt>\(name)</dt><dd>\($0)</dd>\n" }
        }
        return "<dl class=\"facts\">\n\(lines)</dl>\n"
    }
}

/// The pieces of a form that works without a script.
struct PublicForm: Sendable {
    let texts: Texts
    /// What was sent, to be shown again.
    var values: [String: [String]] = [:]
    /// The field that is wrong.
    var faulty: String?

    func value(_ name: String) -> String { values[name]?.first ?? "" }

    func input(
        _ name: String, _ label: TextKey, type: String = "text", hint: TextKey? = nil,
        isRequired: Bool = false, most: Int = 200, extra: Markup = .none
    ) -> Markup {
        field(name, label, hint) { described in
            """
            <input id="f-\(name)" name="\(name)" type="\(type)" value="\(value(name))" \
            maxlength="\(most)"\(attribute: "aria-describedby", described)\
            \(attribute: "aria-invalid", faulty == name ? "true" : nil)\
            \(attribute: "required", if: isRequired)\(extra)>
            """
        }
    }

    func area(_ name: String, _ label: TextKey, hint: TextKey? = nil, most: Int) -> Markup {
        field(name, label, hint) { described in
            """
            <textarea id="f-\(name)" name="\(name)" rows="4" maxlength="\(most)"\
            \(attribute: "aria-describedby", described)>\(value(name))</textarea>
            """
        }
    }

    func select(
        _ name: String, _ label: TextKey, _ options: [(String, String)], hint: TextKey? = nil,
        none: TextKey = TextKey("public.any"), isRequired: Bool = false
    ) -> Markup {
        let items = options.map { code, text -> Markup in
            """
            <option value="\(code)"\(attribute: "selected", if: code == value(name))>\
            \(text)</option>

            """
        }
        return field(name, label, hint) { described in
            """
            <select id="f-\(name)" name="\(name)"\(attribute: "aria-describedby", described)\
            \(attribute: "aria-invalid", faulty == name ? "true" : nil)\
            \(attribute: "required", if: isRequired)>
            <option value="">\(texts(none))</option>
            \(items)</select>
            """
        }
    }

    func checks(_ name: String, _ label: TextKey, _ options: [(String, String)]) -> Markup {
        let chosen = Set(values[name] ?? [])
        let items = options.map { code, text -> Markup in
            """
            <label class="check"><input type="checkbox" name="\(name)" value="\(code)"\
            \(attribute: "checked", if: chosen.contains(code))> <span>\(text)</span></label>

            """
        }
        return """
            <fieldset><legend>\(texts(label))</legend>
            <div class="checks">
            \(items)</div></fieldset>

            """
    }

    private func field(
        _ name: String, _ label: TextKey, _ hint: TextKey?, _ control: (String?) -> Markup
    ) -> Markup {
        let note: Markup? = hint.map {
            "<p class=\"hint\" id=\"f-\(name)-hint\">\(texts($0))</p>\n"
        }
        let error: Markup? =
            faulty == name
            ? "<p class=\"error\" id=\"f-\(name)-error\">\(texts("public.form.wrong"))</p>\n" : nil
        let described = [
            hint.map { _ in "f-\(name)-hint" }, faulty == name ? "f-\(name)-error" : nil,
        ].compactMap(\.self).joined(separator: " ")
        return """
            <div class="field"><label for="f-\(name)">\(texts(label))</label>
            \(note)\(control(described.isEmpty ? nil : described))
            \(error)</div>

            """
    }
}
