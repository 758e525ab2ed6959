import Casework
import Codelists
import Texts

/// One person: who they are, what they agreed to, and their history.
struct PersonPage: Sendable {
    /// Something that the person agreed to.
    struct Agreement: Sendable {
        let id: String
        let purpose: ConsentPurpose
        /// To whom, where it is to a referral: a hub's code or an organisation's id, and the name.
        var receiver: (value: String, name: String)?
        var covers: [SharedPart] = []
        let given: CalendarDate
        let channel: Channel
        let language: SpokenLanguage
        let withdrawn: CalendarDate?
    }

    /// What a referral shared, or shares still.
    struct Sharing: Sendable {
        let receiver: String
        let parts: [SharedPart]
        let sent: CalendarDate
        let status: ReferralStatus
        let isVisible: Bool
    }

    struct Visit: Sendable {
        let date: CalendarDate
        let hub: HubCode
        let channel: Channel
        let services: [Service]
    }

    struct CaseLink: Sendable {
        let id: String
        let reference: String
        let status: String
    }

    let frame: PageFrame
    let id: PersonID
    /// Nil where the person was erased: the name can no longer be read.
    let name: String?
    let document: String?
    var phone: String?
    let born: String
    /// Nil where they are not opened to whoever looks.
    let sex: Sex?
    let nationality: Country?
    var agreements: [Agreement] = []
    var shared: [Sharing] = []
    /// To whom a person may be referred: hubs, then organisations.
    var receivers: [FormPieces.Option] = []
    var visits: [Visit] = []
    var cases: [CaseLink] = []

    var markup: Markup {
        frame.page(
            title: name ?? texts("web.person.erased"), at: .people, modules: ["consent"],
            lead: """
                <p class="actions"><a class="button" href="/people/\(id.description)/case">\
                \(texts("web.case.open"))</a></p>

                """,
            main: "\(facts)\(followed)\(consent)\(sharing)\(history)")
    }

    var texts: Texts { frame.texts }
    var language: Language { texts.language }

    private var facts: Markup {
        """
        <dl class="facts">
        \(fact("web.person.document", document ?? "–"))\(fact("web.person.birth", CalendarDate(born)?.words(texts) ?? born))\
        \(fact("web.person.phone", phone ?? "–"))\
        \(fact("web.person.sex", sex?.label(language) ?? "–"))\
        \(fact("web.person.nationality", nationality?.label(language) ?? "–"))</dl>

        """
    }

    private func fact(_ label: TextKey, _ value: String) -> Markup {
        "<dt>\(texts(label))</dt><dd>\(value)</dd>\n"
    }

    private var history: Markup {
        let table = DataTable(
            caption: texts("web.person.visits"),
            columns: [
                .init(texts("web.column.day")), .init(texts("web.log.hub")),
                .init(texts("web.log.channel")), .init(texts("web.column.services")),
            ],
            rows: visits.map { visit in
                [
                    visit.date.cell(texts), "\(visit.hub.description)",
                    "\(visit.channel.label(language))",
                    "\(visit.services.map { $0.label(language) }.joined(separator: ", "))",
                ]
            })
        return """
            <section>
            <h2>\(texts("web.person.history"))</h2>
            \(visits.isEmpty ? "<p>\(texts("web.person.visits.none"))</p>\n" : table.markup)</section>

            """
    }

    private var followed: Markup? {
        guard !cases.isEmpty else { return nil }
        let items = cases.map { one -> Markup in
            """
            <li><p><a href="/cases/\(one.id)">\(one.reference)</a> \
            <span class="badge">\(one.status)</span></p></li>

            """
        }
        return """
            <section>
            <h2>\(texts("web.place.cases"))</h2>
            <ul class="list">
            \(items)</ul>
            </section>

            """
    }
}
