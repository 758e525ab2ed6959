import Casework
import Codelists
import FoundationEssentials
import Texts

/// The page at which an assistance event is logged.
///
/// It holds nothing of anybody and is the same for all of a hub's staff, so that a device can keep
/// it for when there is no network; what it shows of people its scripts open from the device.
struct LogPage: Sendable {
    let frame: PageFrame

    var markup: Markup {
        frame.page(
            title: texts("web.log.title"), at: .log, modules: ["log", "panel", "consent"],
            lead: intro, main: "\(form)\(outbox)\(help)")
    }

    private var texts: Texts { frame.texts }
    private var pieces: FormPieces { FormPieces(texts: texts) }
    private var hubs: [Hub] { frame.account?.hubs ?? [] }

    /// The keys of the services, in the order of their list: two rows of a keyboard.
    static let serviceKeys = "1234567890qwertyuiop".map(String.init)

    private var intro: Markup {
        """
        <p class="actions"><button type="button" class="quiet" id="repeat">\
        \(texts("web.log.repeat"))</button>
        <button type="button" class="quiet" id="keys-help">\(texts("web.log.keys"))&nbsp;<kbd>?</kbd></button></p>

        """
    }

    private var form: Markup {
        let zones = hubs.reduce(into: [String: String]()) { zones, hub in
            zones[hub.code.description] = hub.timeZone
        }
        let people = hubs.first.map { StaffPaths.people(at: $0.code.description) }
        return """
            <form method="post" id="log" class="keyed" novalidate data-zones="\(Self.json(zones))"\
            \(attribute: "data-people", people)>
            <p class="problem" role="alert" hidden></p>
            \(services)\(who)\(place)\(more)
            <div class="save"><button id="save">\(texts("web.log.save"))</button>
            <output id="said"></output></div>
            </form>

            """
    }

    private var services: Markup {
        let entries = Service.list.entries.filter { !$0.isRetired }
        let options = entries.enumerated().map { index, entry in
            FormPieces.Option(
                entry.code, entry.label(texts.language),
                key: index < Self.serviceKeys.count ? Self.serviceKeys[index] : nil)
        }
        return pieces.chips("services", "web.log.services", options, isMultiple: true)
    }

    private var who: Markup {
        let consent = pieces.chips(
            "keeps", "web.log.consent",
            [
                .init("no", texts("web.log.consent.no"), key: "a"),
                .init("yes", texts("web.log.consent.yes"), key: "d"),
            ], chosen: ["no"], hint: "web.log.consent.hint")
        return """
            <h2>\(texts("web.log.who"))</h2>
            \(consent)\(reading)\(identity)
            <h3>\(texts("web.log.tally")) <span id="with" class="quiet" hidden>\
            \(texts("web.log.tally.with"))</span></h3>
            <p class="hint" id="tally-hint">\(texts("web.log.tally.hint"))</p>
            \(TallyTable(texts: texts).markup)

            """
    }

    /// What is read to the person before they say yes or no.
    private var reading: Markup {
        let words = ConsentWords(texts: texts)
        let languages = pieces.select(
            "consent/language", "web.consent.language", words.languages, chosen: "spa")
        return """
            <details id="reading" data-read="\(ConsentPurpose.assistance.code)" \
            data-version="\(ConsentText.current)"><summary>\(texts("web.log.consent.read")) \
            <span class="quiet" data-language-name></span></summary>
            \(languages)\(words.markup([.assistance]))</details>

            """
    }

    private var identity: Markup {
        """
        <fieldset id="identity" disabled hidden>
        <legend class="quiet">\(texts("web.log.person"))</legend>
        \(pieces.input("known", "web.log.known", type: "search", hint: "web.log.known.hint"))\
        <ul class="found" id="found"></ul>
        <p class="quiet" id="found-status" role="status"></p>
        <p class="notice" id="chosen" hidden><span></span> \
        <button type="button" class="quiet">\(texts("web.log.known.other"))</button></p>
        <div id="described"><div class="row">
        \(pieces.input("person/given_names", "web.person.given", most: 200))\
        \(pieces.input("person/family_names", "web.person.family", most: 200))\
        \(pieces.input("person/document", "web.person.document", most: 100))\
        \(pieces.input("person/birth_date", "web.person.birth", hint: "web.person.birth.hint"))\
        </div>
        \(pieces.chips("person/sex", "web.person.sex", options(Sex.list), chosen: ["unknown"]))\
        \(pieces.select("person/nationality", "web.person.nationality", countries))\
        </div>
        <div class="notice" id="likely" role="status" tabindex="-1" hidden>
        <p><b>\(texts("web.log.likely"))</b></p>
        <ul class="found"></ul>
        <p data-elsewhere hidden>\(texts("web.people.elsewhere"))</p></div>
        </fieldset>

        """
    }

    private var place: Markup {
        let hubOptions = hubs.map {
            FormPieces.Option($0.code.description, "\($0.code) · \($0.name)")
        }
        return """
            <h2>\(texts("web.log.where"))</h2>
            <div class="row">
            \(pieces.select("hub", "web.log.hub", hubOptions))\
            <div>\(pieces.input("occurred_on", "web.log.date", type: "date", isRequired: true))\
            <p class="notice" id="not-today" hidden>\(texts("web.log.date.other"))</p></div>
            </div>
            \(pieces.chips("channel", "web.log.channel", options(Channel.list),
                chosen: ["in_person"]))\
            \(pieces.select("profile", "web.log.profile", options(Profile.list),
                chosen: "in_transit"))

            """
    }

    private var more: Markup {
        """
        <details><summary>\(texts("web.log.more"))</summary>
        <div class="row">
        \(pieces.select("destination", "web.log.destination", []))\
        \(pieces.input("record_id", "web.log.record", hint: "web.log.record.hint", most: 100))\
        \(pieces.input("case", "web.log.case", most: 100))\
        </div>
        \(pieces.area("notes", "web.log.notes", most: 4_000))
        </details>
        """
    }

    private var outbox: Markup {
        """
        <section aria-labelledby="outbox-title">
        <h2 id="outbox-title">\(texts("web.outbox"))</h2>
        <p class="quiet" id="outbox-count"></p>
        <ul class="list" id="outbox"></ul>
        </section>

        """
    }

    /// The keys, and the switch that turns those of one letter off.
    private var help: Markup {
        let keys: [(String, TextKey)] = [
            ("1–0 Q–P", "web.keys.services"), ("A", "web.keys.anonymous"),
            ("F M K J", "web.keys.sex"), ("Z X C V B N", "web.keys.band"),
            ("−", "web.keys.back"), ("D", "web.keys.named"), ("G", "web.keys.repeat"),
            ("Enter", "web.keys.save"), ("Ctrl+Enter", "web.keys.save.anywhere"),
            ("Esc", "web.keys.leave"), ("?", "web.keys.help"),
        ]
        let items = keys.map { key, meaning -> Markup in
            "<dt><kbd>\(key)</kbd></dt><dd>\(texts(meaning))</dd>\n"
        }
        return """
            <dialog id="help" aria-labelledby="help-title">
            <h2 id="help-title">\(texts("web.log.keys"))</h2>
            <dl class="keys">
            \(items)</dl>
            <p class="check"><label><input type="checkbox" id="keys" checked> \
            <span>\(texts("web.keys.on"))</span></label></p>
            <form method="dialog"><p class="actions"><button>\(texts("web.close"))</button></p></form>
            </dialog>

            """
    }

    private func options(_ list: Codelist) -> [FormPieces.Option] {
        TallyTable.unknownLast(list).map { .init($0.code, $0.label(texts.language)) }
    }

    /// All countries by name; those that hubs see most stand first.
    private var countries: [FormPieces.Option] {
        let common = ["HND", "GTM", "SLV", "NIC", "VEN", "HTI", "CUB", "COL", "ECU", "MEX"]
        let all = options(Country.list).filter { $0.value != "unknown" }
            .sorted { $0.label.sortingKey < $1.label.sortingKey }
        let first = common.compactMap { code in all.first { $0.value == code } }
        return [.init("", texts("web.person.nationality.none"))] + first
            + all.filter { !common.contains($0.value) }
    }

    private static func json(_ value: [String: String]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

extension String {
    /// What names sort by: as a reader looks for them, accents aside.
    fileprivate var sortingKey: String { TextFolding.fold(self) }
}
