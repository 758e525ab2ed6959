import Casework
import Codelists
import Texts

// What the person agrees to, as it stands, with what is read to them; and what was shared on the
// strength of it.

extension PersonPage {
    /// What is asked of everybody; a referral is asked about for each receiver.
    private static let purposes = ConsentPurpose.list.entries.filter {
        !$0.isRetired && $0.number != ConsentPurpose.referral.number
    }

    private var pieces: FormPieces { FormPieces(texts: texts) }
    private var hub: String { frame.account?.hubs.first?.code.description ?? "" }

    var consent: Markup {
        let usual = Self.purposes.map { entry in
            let purpose = ConsentPurpose(number: entry.number)
            return item(
                purpose.label(language),
                agreements.first { $0.purpose == purpose && $0.withdrawn == nil })
        }
        let receivers = agreements.filter { $0.purpose == .referral && $0.withdrawn == nil }
            .map { one in item(one.title(language), one) }
        let past = agreements.filter { $0.withdrawn != nil }.map { one -> Markup in
            """
            <li><p><b>\(one.title(language))</b> <span class="quiet">\(texts(
                "web.person.withdrawn", ["date": one.withdrawn?.words(texts) ?? ""]))</span></p></li>

            """
        }
        let before: Markup? =
            past.isEmpty
            ? nil
            : """
            <details><summary>\(texts("web.person.consent.past"))</summary>
            <ul class="list">
            \(past)</ul>
            </details>

            """
        return """
            <section class="consent">
            <h2>\(texts("web.person.consent"))</h2>
            <ul class="list">
            \(usual)\(receivers)</ul>
            \(before)\(name == nil ? nil : giving)</section>

            """
    }

    /// How one thing that may be agreed to stands, and the way to change it.
    private func item(_ title: String, _ agreement: Agreement?) -> Markup {
        guard let agreement else {
            return """
                <li><p><b>\(title)</b> <span class="badge">\(texts("web.consent.no"))</span></p></li>

                """
        }
        let how = [
            agreement.given.words(texts), agreement.channel.label(language),
            agreement.language.label(language),
        ].joined(separator: " · ")
        let parts = agreement.covers.map { $0.label(language) }.joined(separator: ", ")
        let covers: Markup? = parts.isEmpty ? nil : "<p>\(parts)</p>\n"
        return """
            <li><p><b>\(title)</b> <span class="badge" data-state="sent">\(texts("web.consent.yes"))\
            </span> <span class="quiet">\(how)</span></p>
            \(covers)<div class="links"><a href="\(StaffPaths.consents)/\(agreement.id)/receipt">\
            \(texts("web.consent.receipt"))</a>\(withdrawing(agreement))</div></li>

            """
    }

    private func withdrawing(_ agreement: Agreement) -> Markup {
        let name = agreement.id
        let receiver: Markup? = agreement.receiver.map { pieces.hidden("receiver", $0.value) }
        let form = pieces.form(
            "POST", "\(StaffPaths.people)/\(id.description)/consents/withdrawal",
            next: "/people/\(id.description)", submit: "web.consent.withdraw.submit",
            isDanger: true,
            """
            \(pieces.hidden("purpose", agreement.purpose.code))\(receiver)\
            \(pieces.hidden("hub", hub))<p>\(texts("web.consent.withdraw.text"))</p>
            <div class="row">
            \(pieces.select("channel", "web.consent.said", channels, chosen: "in_person", in: name))\
            \(pieces.select("language", "web.refer.language", languages,
                chosen: agreement.language.code, in: name))</div>

            """)
        return """
            <details class="inline"><summary>\(texts("web.consent.withdraw"))</summary>
            \(form)</details>
            """
    }

    /// The question as it is read to the person, in their language, and what they answer.
    private var giving: Markup {
        let form = pieces.form(
            "POST", StaffPaths.consents, next: "/people/\(id.description)",
            submit: "web.consent.give.submit", name: "give",
            """
            \(pieces.newID)\(pieces.hidden("person", id.description))\(pieces.hidden("hub", hub))\
            \(pieces.hidden("text_version", ConsentText.current))\
            \(pieces.chips("purpose", "web.consent.purpose", options(ConsentPurpose.list),
                chosen: [missing.code]))
            <fieldset id="referring" hidden>
            \(pieces.select("receiver", "web.refer.to", [.init("", "–")] + receivers))\
            \(pieces.chips("covers", "web.refer.covers", options(SharedPart.list),
                chosen: Set(Consent.usualParts.map(\.code)), isMultiple: true, isList: true))
            </fieldset>
            <div class="row">
            \(pieces.select("language", "web.consent.language", languages, chosen: "spa"))\
            \(pieces.select("channel", "web.consent.said", channels, chosen: "in_person"))</div>
            <p class="hint">\(texts("web.consent.read"))</p>
            \(ConsentWords(texts: texts).markup(ConsentPurpose.list.entries.map {
                ConsentPurpose(number: $0.number)
            }))
            """)
        return """
            <details id="giving" data-read><summary>\(texts("web.consent.give"))</summary>
            \(form)</details>

            """
    }

    /// What was not agreed to yet is asked about first.
    private var missing: ConsentPurpose {
        let live = Set(agreements.filter { $0.withdrawn == nil }.map(\.purpose.number))
        let first = Self.purposes.first { !live.contains($0.number) }
        return first.map { ConsentPurpose(number: $0.number) } ?? .referral
    }

    var sharing: Markup {
        let items = shared.map { one -> Markup in
            let state: Markup =
                one.isVisible
                ? "<span class=\"badge\" data-state=\"waiting\">\(texts("web.shared.visible"))</span>"
                : "<span class=\"badge\">\(texts("web.shared.gone"))</span>"
            let parts = one.parts.map { $0.label(language) }.joined(separator: ", ")
            return """
                <li><p><b>\(one.receiver)</b> \(state) <span class="quiet">\(one.sent.words(texts)) · \
                \(one.status.label(language))</span></p>
                <p>\(parts)</p></li>

                """
        }
        let list: Markup =
            items.isEmpty
            ? "<p class=\"none\">\(texts("web.shared.none"))</p>\n"
            : "<ul class=\"list\">\n\(items)</ul>\n"
        return "<section>\n<h2>\(texts("web.shared"))</h2>\n\(list)</section>\n"
    }

    private var channels: [FormPieces.Option] { options(Channel.list) }
    private var languages: [FormPieces.Option] { ConsentWords(texts: texts).languages }

    private func options(_ list: Codelist) -> [FormPieces.Option] {
        TallyTable.unknownLast(list).map { .init($0.code, $0.label(language)) }
    }
}

extension PersonPage.Agreement {
    func title(_ language: Language) -> String {
        receiver.map { "\(purpose.label(language)): \($0.name)" } ?? purpose.label(language)
    }
}

/// The texts that are read to people who are asked for consent, in the languages that there are; the
/// page's script shows the one of the purpose and language chosen.
struct ConsentWords: Sendable {
    let texts: Texts

    /// Languages that there is a text in.
    var read: [FormPieces.Option] {
        ConsentText.all.filter { $0.version == ConsentText.current }
            .map { .init($0.language.code, $0.language.label(texts.language)) }
    }

    /// Languages to be asked in: those that there is a text in first.
    var languages: [FormPieces.Option] {
        let known = read
        let rest = SpokenLanguage.list.entries.filter { entry in
            !entry.isRetired && entry.number != 0 && !known.contains { $0.value == entry.code }
        }
        return known + rest.map { .init($0.code, $0.label(texts.language)) }
    }

    func markup(_ purposes: [ConsentPurpose]) -> Markup {
        let words = ConsentText.all.filter { $0.version == ConsentText.current }.flatMap { text in
            purposes.map { purpose -> Markup in
                """
                <p lang="\(text.language.tag)" data-language="\(text.language.code)" \
                data-purpose="\(purpose.code)" hidden>\(text[purpose])</p>

                """
            }
        }
        return """
            <blockquote class="read">
            \(words)<p class="hint" data-none hidden>\(texts("web.consent.interpreter"))</p>
            </blockquote>

            """
    }
}

extension Code<LanguageKind> {
    /// As a page says it of a text: the short code, where the language has one.
    fileprivate var tag: String {
        ["spa": "es", "eng": "en", "fra": "fr", "hat": "ht"][code] ?? code
    }
}
