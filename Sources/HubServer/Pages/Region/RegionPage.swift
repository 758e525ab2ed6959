import Casework
import Texts

/// The way to the region's registers, and what in them waits for somebody.
struct RegionPage: Sendable {
    /// One register: its title, its address, how many records it has.
    struct Register: Sendable {
        let title: TextKey
        let path: String
        let count: Int
    }

    let frame: PageFrame
    let registers: [Register]
    let overdue: Int
    /// Items of the bulletin with a figure that has a newer edition, or that nobody published.
    let flagged: [(title: String, path: String)]

    var markup: Markup {
        let texts = frame.texts
        let items = registers.map { register -> Markup in
            """
            <li><p><a href="\(RegionPaths.register(register.path))">\(texts(register.title))</a> \
            <span class="quiet">\(texts.number(register.count))</span></p></li>

            """
        }
        return frame.page(
            title: texts("web.place.region"), at: .region,
            main: """
                <ul class="list long">
                <li><p><a href="\(RegionPaths.followUp)">\(texts("web.region.followup"))</a> \
                \(badge(overdue, "web.region.overdue"))</p></li>
                <li><p><a href="\(RegionPaths.indicators)">\(texts("web.region.mgi"))</a></p></li>
                \(items)</ul>
                \(flagged.isEmpty ? nil : notice)
                """)
    }

    private var notice: Markup? {
        let items = flagged.map { item -> Markup in
            "<li><a href=\"\(item.path)\">\(item.title)</a></li>\n"
        }
        return """
            <div class="notice"><p>\(frame.texts("web.region.flagged"))</p>
            <ul>
            \(items)</ul></div>

            """
    }

    private func badge(_ count: Int, _ key: TextKey) -> Markup? {
        guard count > 0 else { return nil }
        let text = frame.texts(key, ["count": frame.texts.number(count)])
        return "<span class=\"badge\" data-state=\"attention\">\(text)</span>"
    }

    /// The way back, above a page of the region.
    static func trail(_ texts: Texts, _ up: (title: String, path: String)? = nil) -> Markup {
        let second: Markup? = up.map { "<li><a href=\"\($0.path)\">\($0.title)</a></li>\n" }
        return """
            <nav aria-label="\(texts("web.region.trail"))"><ul>
            <li><a href="\(RegionPaths.home)">\(texts("web.place.region"))</a></li>
            \(second)</ul></nav>

            """
    }
}

/// What networks agreed and is open: the overdue first, then what comes.
struct FollowUpPage: Sendable {
    let frame: PageFrame
    let today: CalendarDate
    /// Open actions in the order of their due dates.
    let actions: [AgreedAction]
    /// What the networks are called.
    var names: [RecordReference: String] = [:]

    var markup: Markup {
        let texts = frame.texts
        let overdue = actions.filter { $0.isOverdue(on: today) }
        let next = actions.filter { !$0.isOverdue(on: today) && $0.due != nil }
        let undated = actions.filter { $0.due == nil }
        return frame.page(
            title: texts("web.region.followup"), at: .region, lead: RegionPage.trail(texts),
            main: """
                <p class="actions"><a class="button quiet" href="/api/v1/follow-up/calendar">\
                \(texts("web.region.calendar"))</a></p>
                \(section("web.region.followup.overdue", overdue))\
                \(section("web.region.followup.next", next))\
                \(section("web.region.followup.undated", undated))
                """)
    }

    private func section(_ title: TextKey, _ actions: [AgreedAction]) -> Markup {
        let texts = frame.texts
        let rows = actions.map { action -> [Markup] in
            [
                """
                <a href="\(RegionPaths.page(of: .agreedAction, action.slug.description))">\
                \(action.title)</a>
                """, "\(action.owner)", action.due?.cell(texts) ?? "–",
                """
                <a href="\(RegionPaths.page(of: .network, action.network.description))">\
                \(names[RecordReference(.network, action.network)] ?? action.network.description)</a>
                """,
            ]
        }
        let content: Markup =
            rows.isEmpty
            ? "<p>\(texts("web.region.none"))</p>\n"
            : DataTable(
                caption: texts(title),
                columns: ["field.title", "field.owner", "field.due", "field.network"].map {
                    .init(texts($0))
                }, rows: rows, showsCaption: false
            ).markup
        return "<section>\n<h2>\(texts(title))</h2>\n\(content)</section>\n"
    }
}

/// How many governments use the Migration Governance Indicators on a day, and who is known by name.
struct MGIPage: Sendable {
    let frame: PageFrame
    let day: CalendarDate
    let status: MGIStatus

    var markup: Markup {
        let texts = frame.texts
        return frame.page(
            title: texts("web.region.mgi"), at: .region, lead: RegionPage.trail(texts),
            main: """
                <form method="get" action="\(RegionPaths.indicators)">
                \(FormPieces(texts: texts).input(
                    "as_of", "web.region.asof", type: "date", value: day.description))\
                <p class="actions"><button class="quiet">\(texts("web.region.show"))</button></p>
                </form>
                <dl class="numbers">
                <div><dt>\(texts("field.countries"))</dt><dd>\(number(status.countries))</dd></div>
                <div><dt>\(texts("field.localities"))</dt>\
                <dd>\(number(status.localAuthorities))</dd></div>
                </dl>
                \(total)\(names)\(registers)
                """)
    }

    /// What the numbers start from.
    private var total: Markup {
        guard let total = status.total else {
            return "<p class=\"quiet\">\(frame.texts("web.region.mgi.nototal"))</p>\n"
        }
        let words = frame.texts(
            "mgi.status.total",
            [
                "day": total.stated.words(frame.texts),
                "countries": frame.texts.number(total.countries),
                "localities": frame.texts.number(total.localities), "source": total.source,
            ])
        return "<p class=\"quiet\">\(words)</p>\n"
    }

    private func number(_ count: Int?) -> String {
        count.map { frame.texts.number($0) } ?? "–"
    }

    private var names: Markup {
        let texts = frame.texts
        guard !status.named.isEmpty else { return "<p>\(texts("web.region.mgi.nobody"))</p>\n" }
        return DataTable(
            caption: texts("web.region.mgi.named"),
            columns: ["field.name", "field.joined", "field.source"].map { .init(texts($0)) },
            rows: status.named.map { one in
                [
                    """
                    <a href="\(RegionPaths.page(of: .mgiParticipant, one.slug.description))">\
                    \(one.shownName(texts))</a>
                    """, one.joined?.cell(texts) ?? "\(texts("mgi.unknown"))", "\(one.source)",
                ]
            }
        ).markup
    }

    private var registers: Markup {
        let texts = frame.texts
        let links = [
            (MGIParticipant.title, MGIParticipant.path), (MGITotal.title, MGITotal.path),
            (MGIIndicator.title, MGIIndicator.path), (MGIAssessment.title, MGIAssessment.path),
        ].map { title, path -> Markup in
            "<a class=\"button quiet\" href=\"\(RegionPaths.register(path))\">\(texts(title))</a>\n"
        }
        return "<p class=\"actions\">\(links)</p>\n"
    }
}
