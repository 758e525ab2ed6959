import Casework
import Codelists
import Texts

/// One case: what is needed, what is next, what happened, and what can be done with it.
struct CasePage: Sendable {
    struct Person: Sendable {
        let id: String
        let name: String
        let about: String
    }

    /// Something that happened: when, by whom, what, and the words of a note.
    struct Entry: Sendable {
        let at: String
        let actor: String
        let what: String
        var text: String?
    }

    /// The texts of a case, as a form of it holds them.
    struct Content: Sendable {
        let status: String
        let needs: [Service]
        let priority: String
        let plan: String
        let nextStep: String
        let due: CalendarDate?
        let worker: String
        let isOpen: Bool
        let version: Int
    }

    let frame: PageFrame
    let id: String
    let reference: String
    let content: Content
    let people: [Person]
    let timeline: [Entry]
    /// What may come of a case, and how urgent one may be.
    let outcomes: [FormPieces.Option]
    let priorities: [FormPieces.Option]

    var markup: Markup {
        frame.page(
            title: texts("web.case.title", ["reference": reference]), at: .cases,
            main: "\(facts)\(content.isOpen ? work : reopening)\(history)")
    }

    private var texts: Texts { frame.texts }
    private var pieces: FormPieces { FormPieces(texts: texts) }
    private var path: String { "\(StaffPaths.cases)/\(id)" }
    private var page: String { "/cases/\(id)" }

    private var facts: Markup {
        let names = people.map { person -> Markup in
            """
            <li><p><a href="/people/\(person.id)">\(person.name)</a> \
            <span class="quiet">\(person.about)</span></p></li>

            """
        }
        let needs = content.needs.map { $0.label(texts.language) }.joined(separator: ", ")
        return """
            <dl class="facts">
            <dt>\(texts("web.cases.status"))</dt><dd>\(content.status)</dd>
            <dt>\(texts("web.cases.worker"))</dt><dd>\(content.worker)</dd>
            <dt>\(texts("web.cases.needs"))</dt><dd>\(needs)</dd>
            <dt>\(texts("web.cases.plan"))</dt><dd>\(content.plan.isEmpty ? "–" : content.plan)</dd>
            <dt>\(texts("web.cases.step"))</dt>\
            <dd>\(content.nextStep.isEmpty ? "–" : content.nextStep)</dd>
            <dt>\(texts("web.cases.due.on"))</dt><dd>\(content.due?.words(texts) ?? "–")</dd>
            </dl>
            <section>
            <h2>\(texts("web.cases.people"))</h2>
            <ul class="list">
            \(names)</ul>
            </section>

            """
    }

    private var work: Markup {
        let change = pieces.form(
            "PATCH", path, next: page, submit: "web.case.save", ifMatch: content.version,
            """
            \(pieces.input("next_step", "web.cases.step", value: content.nextStep, most: 500))\
            \(pieces.input("due", "web.cases.due.on", type: "date",
                value: content.due?.description ?? ""))\
            \(pieces.select("priority", "web.cases.priority", priorities, chosen: content.priority))\
            \(pieces.area("plan", "web.cases.plan", most: 4_000, value: content.plan))
            """)
        let note = pieces.form(
            "POST", "\(path)/notes", next: page, submit: "web.case.note.add",
            pieces.area("text", "web.case.note", most: 4_000))
        let close = pieces.form(
            "POST", "\(path)/closing", next: page, submit: "web.case.close", isDanger: true,
            ifMatch: content.version,
            pieces.select("outcome", "web.case.outcome", outcomes, isRequired: true))
        return """
            <section>
            <h2>\(texts("web.case.note.title"))</h2>
            \(note)</section>
            <details><summary>\(texts("web.case.change"))</summary>
            \(change)</details>
            <details><summary>\(texts("web.case.close.title"))</summary>
            \(close)</details>

            """
    }

    private var reopening: Markup {
        pieces.form(
            "POST", "\(path)/reopening", next: page, submit: "web.case.reopen",
            ifMatch: content.version, pieces.input("reason", "web.case.reason", isRequired: true))
    }

    private var history: Markup {
        let items = timeline.map { entry -> Markup in
            let words: Markup? = entry.text.map { "<p>\($0)</p>" }
            return """
                <li><p class="quiet">\(entry.at) · \(entry.actor) · \(entry.what)</p>\(words)</li>

                """
        }
        return """
            <section>
            <h2>\(texts("web.case.timeline"))</h2>
            <ul class="list">
            \(items)</ul>
            </section>

            """
    }
}
