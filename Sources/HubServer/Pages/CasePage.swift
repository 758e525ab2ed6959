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

    /// Something that happened: when (ISO 8601, UTC), by whom, what, and the words of a note.
    struct Entry: Sendable {
        let at: String
        let actor: String
        let what: String
        var text: String?
        /// Where an attached file is.
        var file: String?
    }

    /// The texts of a case, as a form of it holds them.
    struct Content: Sendable {
        let status: String
        var outcome: String?
        let needs: [Service]
        let priority: NeedPriority
        let plan: String
        let nextStep: String
        let due: CalendarDate?
        let worker: String
        let isOpen: Bool
        var isRestricted = false
        /// False once its person was erased: nothing written of them can be read again.
        var isReadable = true
        let version: Int
    }

    let frame: PageFrame
    let id: String
    let reference: String
    let content: Content
    let people: [Person]
    let timeline: [Entry]
    /// What may come of a case, how urgent one may be, and what a file may be.
    let outcomes: [FormPieces.Option]
    let priorities: [FormPieces.Option]
    let kinds: [FormPieces.Option]
    /// To whom it may be given; none where whoever looks may not.
    var workers: [FormPieces.Option] = []
    /// Whose it is.
    var worker: String?

    var markup: Markup {
        frame.page(
            title: texts("web.case.title", ["reference": reference]), at: .cases,
            modules: ["case"],
            lead: content.isOpen
                ? """
                <p class="actions"><a class="button" href="/referrals/new?case=\(id)">\
                \(texts("web.case.refer"))</a></p>

                """ : .none,
            main: """
                <ul class="list" id="case-outbox" data-case="\(StaffPaths.cases)/\(id)" \
                data-reference="\(reference)"></ul>
                \(facts)\(content.isOpen ? work : reopening)\(history)
                """)
    }

    private var texts: Texts { frame.texts }

    private var facts: Markup {
        let names = people.map { person -> Markup in
            """
            <li><p><a href="/people/\(person.id)">\(person.name)</a> \
            <span class="quiet">\(person.about)</span></p></li>

            """
        }
        let needs = content.needs.map { $0.label(texts.language) }.joined(separator: ", ")
        let restricted: Markup? =
            content.isRestricted
            ? " <span class=\"badge\">\(texts("web.cases.restricted"))</span>" : nil
        let unreadable: Markup? =
            content.isReadable
            ? nil : "<p class=\"notice\">\(texts("web.case.unreadable"))</p>\n"
        let outcome = content.outcome.map { " · \($0)" } ?? ""
        return """
            \(unreadable)<dl class="facts">
            <dt>\(texts("web.cases.status"))</dt><dd>\(content.status)\(outcome)\(restricted)</dd>
            <dt>\(texts("web.cases.priority"))</dt>\
            <dd>\(content.priority.label(texts.language))</dd>
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

    private var history: Markup {
        let items = timeline.map { entry -> Markup in
            let words: Markup? = entry.text.map { text in
                guard let file = entry.file else { return "<p class=\"words\">\(text)</p>" }
                return "<p><a href=\"\(file)\" download=\"\(text)\">\(text)</a></p>"
            }
            return """
                <li><p class="quiet">\(Markup.moment(entry.at)) · \(entry.actor) · \(entry.what)</p>\
                \(words)</li>

                """
        }
        return """
            <section>
            <h2>\(texts("web.case.timeline"))</h2>
            <ul class="list" id="timeline">
            \(items)</ul>
            </section>

            """
    }
}

extension Markup {
    /// A moment as the server has it (ISO 8601, UTC); scripts show it by the device's clock.
    static func moment(_ iso: String) -> Markup {
        let words = String(iso.prefix(16).map { $0 == "T" ? " " : $0 })
        return "<time datetime=\"\(iso)\">\(words) UTC</time>"
    }
}
