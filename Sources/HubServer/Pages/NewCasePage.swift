import Casework
import Codelists
import Texts

/// Opens a case for a person.
struct NewCasePage: Sendable {
    let frame: PageFrame
    let hub: HubCode
    let person: PersonID
    let name: String
    let today: CalendarDate

    var markup: Markup {
        let texts = frame.texts
        let pieces = FormPieces(texts: texts)
        let services = Service.list.entries.filter { !$0.isRetired }
            .map { FormPieces.Option($0.code, $0.label(texts.language)) }
        let priorities = NeedPriority.list.entries.filter { !$0.isRetired }
            .map { FormPieces.Option($0.code, $0.label(texts.language)) }
        let form = pieces.form(
            "POST", StaffPaths.cases, next: "/cases/{id}", submit: "web.case.open",
            """
            \(pieces.newID)\(pieces.hidden("hub", hub.description))\
            \(pieces.hidden("people", person.description, isList: true))\
            \(pieces.chips("needs", "web.cases.needs", services, isMultiple: true, isList: true))\
            \(pieces.chips("priority", "web.cases.priority", priorities,
                chosen: ["normal"]))\
            \(pieces.area("plan", "web.cases.plan", most: 4_000))\
            <div class="row">\(pieces.input("next_step", "web.cases.step", most: 500))\
            \(pieces.input("due", "web.cases.due.on", type: "date", hint: "web.case.due.hint",
                extra: " min=\"\(today.description)\""))</div>
            """)
        return frame.page(
            title: texts("web.case.new", ["name": name]), at: .cases,
            lead: "<p class=\"quiet\">\(hub.description)</p>\n", main: form)
    }
}
