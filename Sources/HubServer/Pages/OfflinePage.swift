import Casework
import Texts

/// What a device shows without a network: the outbox, today's list and people seen lately.
///
/// Like the log form it holds nothing of anybody, so that a device may keep it.
struct OfflinePage: Sendable {
    let frame: PageFrame

    var markup: Markup {
        let texts = frame.texts
        let pieces = FormPieces(texts: texts)
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
                <section\(attribute: "data-today", hub.map(StaffPaths.today))\
                \(attribute: "data-people", hub.map(StaffPaths.people)) \
                aria-labelledby="today-title">
                <h2 id="today-title">\(texts("web.offline.today"))</h2>
                <p class="quiet" id="kept-today-at"></p>
                <ul class="list" id="kept-today"></ul>
                </section>
                <section aria-labelledby="people-title">
                <h2 id="people-title">\(texts("web.offline.people"))</h2>
                <p class="quiet" id="kept-people-at"></p>
                \(pieces.input("known", "web.log.known", type: "search"))
                <ul class="list" id="kept-people"></ul>
                </section>
                <section aria-labelledby="outbox-title">
                <h2 id="outbox-title">\(texts("web.outbox"))</h2>
                <p class="quiet" id="outbox-count"></p>
                <ul class="list" id="outbox"></ul>
                </section>

                """)
    }
}
