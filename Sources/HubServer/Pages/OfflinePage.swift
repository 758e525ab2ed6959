import Casework
import Codelists
import Texts

/// What a device shows without a network: the outbox, today's list, the open cases and people seen
/// lately; in the place of a case's page that case, to be worked on.
///
/// Like the log form it holds nothing of anybody, so that a device may keep it.
struct OfflinePage: Sendable {
    let frame: PageFrame

    var markup: Markup {
        let hub = frame.account?.hubs.first?.code.description
        return frame.page(
            title: texts("web.offline.title"), modules: ["offline", "panel"],
            lead: """
                <p>\(texts("web.offline.text"))</p>
                <p class="actions"><a class="button" href="/log">\(texts("web.offline.log"))</a>
                <button type="button" class="quiet" id="retry">\(texts("web.offline.retry"))</button>
                </p>

                """,
            main: """
                <div id="keeping"\(attribute: "data-today", hub.map(StaffPaths.today))\
                \(attribute: "data-people", hub.map(StaffPaths.people))\
                \(attribute: "data-cases", hub.map(StaffPaths.cases))></div>
                \(oneCase)<div class="columns" id="kept">
                \(section("today", "web.offline.today"))\(section("cases", "web.offline.cases"))\
                \(section("people", "web.offline.people",
                    pieces.input("known", "web.log.known", type: "search")))
                <section aria-labelledby="outbox-title">
                <h2 id="outbox-title">\(texts("web.outbox"))</h2>
                <p class="quiet" id="outbox-count"></p>
                <ul class="list" id="outbox"></ul>
                </section>
                </div>

                """)
    }

    private var texts: Texts { frame.texts }
    private var pieces: FormPieces { FormPieces(texts: texts) }

    private func section(_ name: String, _ title: TextKey, _ search: Markup = .none) -> Markup {
        """
        <section aria-labelledby="\(name)-title">
        <h2 id="\(name)-title">\(texts(title))</h2>
        <p class="quiet" id="kept-\(name)-at"></p>
        \(search)<ul class="list" id="kept-\(name)"></ul>
        </section>

        """
    }

    /// A case that the device keeps; its script fills in which.
    private var oneCase: Markup {
        let fact = { (name: String, title: TextKey) -> Markup in
            "<dt>\(texts(title))</dt><dd data-fact=\"\(name)\"></dd>\n"
        }
        let note = pieces.form(
            "POST", "", next: "", submit: "web.case.note.add", draft: "case",
            """
            \(pieces.newID)\(pieces.area("text", "web.case.note", most: 4_000))
            """)
        let change = pieces.form(
            "PATCH", "", next: "", submit: "web.case.save", ifMatch: 0, draft: "case",
            isChange: true,
            """
            \(pieces.input("next_step", "web.cases.step", most: 500))\
            \(pieces.input("due", "web.cases.due.on", type: "date"))
            """)
        return """
            <section id="kept-case" aria-labelledby="case-title" hidden>
            <h2 id="case-title">\(texts("web.place.cases"))</h2>
            <p class="quiet" id="kept-case-at"></p>
            <ul class="list" id="case-outbox"></ul>
            <dl class="facts">
            \(fact("people", "web.cases.people"))\(fact("needs", "web.cases.needs"))\
            \(fact("plan", "web.cases.plan"))\(fact("next_step", "web.cases.step"))\
            \(fact("due", "web.cases.due.on"))</dl>
            <h3>\(texts("web.case.note.title"))</h3>
            \(note)<h3>\(texts("web.case.change"))</h3>
            \(change)<h3>\(texts("web.case.timeline"))</h3>
            <ul class="list" id="kept-timeline"></ul>
            </section>

            """
    }
}
