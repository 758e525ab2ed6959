import Casework
import Codelists
import Texts

/// Hands a need of a case over to another hub or to an organisation, with what the person agrees to
/// share with that receiver.
struct NewReferralPage: Sendable {
    let frame: PageFrame
    let caseID: CaseID
    let reference: String
    let hub: HubCode
    let people: [FormPieces.Option]
    let needs: [Service]
    let hubs: [FormPieces.Option]
    let organisations: [FormPieces.Option]

    var markup: Markup {
        frame.page(
            title: texts("web.refer.title", ["reference": reference]), at: .referrals,
            modules: ["refer"],
            lead: """
                <p class="actions"><a class="button quiet" href="/cases/\(caseID.description)">\
                \(texts("web.refer.back"))</a></p>

                """,
            main: form)
    }

    /// Of the sentence by which people are asked.
    static let textVersion = "2021-01"

    private var texts: Texts { frame.texts }
    private var pieces: FormPieces { FormPieces(texts: texts) }

    private var form: Markup {
        """
        <form method="post" id="refer" novalidate data-consents="\(StaffPaths.consents)" \
        data-referrals="\(StaffPaths.referrals)" data-next="/referrals" \
        data-version="\(Self.textVersion)">
        <p class="problem" role="alert" hidden></p>
        \(pieces.hidden("case_id", caseID.description))\(pieces.hidden("hub", hub.description))
        <h2>\(texts("web.refer.what"))</h2>
        \(people.count == 1
            ? pieces.hidden("person_id", people[0].value)
            : pieces.select("person_id", "web.cases.person", people, isRequired: true))\
        \(receivers)\
        \(pieces.chips("needs", "web.cases.needs", services, chosen: Set(needs.map(\.code)),
            isMultiple: true, isList: true))\
        \(pieces.chips("priority", "web.cases.priority", options(ReferralPriority.list),
            chosen: ["normal"]))\
        \(pieces.area("summary", "web.refer.summary", hint: "web.refer.summary.hint", most: 4_000))
        \(consent)
        <p class="actions"><button>\(texts("web.refer.submit"))</button></p>
        </form>

        """
    }

    /// Hubs by country, then organisations.
    private var receivers: Markup {
        let groups = [("web.place.hubs", hubs), ("web.refer.organisations", organisations)]
            .filter { !$0.1.isEmpty }.map { title, options -> Markup in
                let items = options.map { option -> Markup in
                    "<option value=\"\(option.value)\">\(option.label)</option>\n"
                }
                return """
                    <optgroup label="\(texts(TextKey(title)))">
                    \(items)</optgroup>

                    """
            }
        return """
            <div class="field">
            <label for="f-to">\(texts("web.refer.to"))</label>
            <select id="f-to" name="to" required aria-describedby="f-to-error">
            <option value="">–</option>
            \(groups)</select>
            <p class="error" id="f-to-error" hidden></p>
            </div>

            """
    }

    private var consent: Markup {
        let usual = Set(Consent.usualParts.map(\.code))
        return """
            <h2>\(texts("web.refer.consent"))</h2>
            <p>\(texts("web.refer.consent.text"))</p>
            \(pieces.chips("covers", "web.refer.covers", options(SharedPart.list), chosen: usual,
                isMultiple: true, isList: true, hint: "web.refer.covers.hint"))\
            <div class="row">
            \(pieces.select("language", "web.refer.language", options(SpokenLanguage.list),
                chosen: "spa"))\
            \(pieces.select("channel", "web.log.channel", options(Channel.list),
                chosen: "in_person"))</div>
            \(pieces.check("agreed", "web.refer.agreed"))\
            <p class="error" id="f-agreed-error" hidden></p>

            """
    }

    private var services: [FormPieces.Option] {
        Service.list.entries.filter { !$0.isRetired }
            .map { .init($0.code, $0.label(texts.language)) }
    }

    private func options(_ list: Codelist) -> [FormPieces.Option] {
        TallyTable.unknownLast(list).filter { list.name != "language" || $0.number != 0 }
            .map { .init($0.code, $0.label(texts.language)) }
    }
}
