import Texts

/// What is shown where a page cannot be.
struct ErrorPage: Sendable {
    enum Reason: Int, CaseIterable, Sendable {
        case notPermitted = 403
        case notFound = 404
        case failed = 500
        case unavailable = 503
    }

    let frame: PageFrame
    let reason: Reason
    /// By which the people who run the service find what happened.
    var requestID: String?

    var markup: Markup {
        let texts = frame.texts
        // Whoever is signed in is led to the first of their places, others to the door.
        let home = frame.account.map { PageFrame.home(of: $0.role) } ?? "/home"
        let id: Markup? = requestID.map {
            "<p class=\"quiet\">\(texts("web.error.request", ["id": $0]))</p>\n"
        }
        return frame.page(
            title: texts(TextKey("web.error.\(reason.rawValue).title")),
            main: """
                <p>\(texts(TextKey("web.error.\(reason.rawValue).text")))</p>
                \(id)<p class="actions"><a class="button" href="\(home)">\
                \(texts("web.error.home"))</a></p>

                """)
    }
}
