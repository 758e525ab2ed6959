import Casework
import Texts

/// What is due at a hub, who waits, and the week.
struct TodayPage: Sendable {
    /// A step of a case, or a referral that somebody must see to.
    struct Item: Sendable {
        /// The case's reference, or who sent a referral.
        let name: String
        let path: String
        /// What is to be done.
        let text: String
        let due: CalendarDate?
        let isOverdue: Bool
    }

    /// A look in an emergency that a manager must look into.
    struct Look: Sendable {
        let id: String
        /// Who looked, and where they work.
        let actor: String
        let at: CalendarDate
        let reason: String
        /// What was looked at, and where it is.
        let subject: TextKey
        let path: String?
        let hub: String
        /// Whether the reader may say that they looked into it: not of a look of their own.
        let isToAnswer: Bool
    }

    /// A day's events and people at the hub.
    struct Day: Sendable {
        let date: CalendarDate
        let events: Int
        let people: Int
    }

    let frame: PageFrame
    let today: CalendarDate
    let due: [Item]
    /// Referrals that came and are not done yet.
    let waiting: [Item]
    /// Referrals of the hub that are past their time elsewhere.
    let overdue: [Item]
    /// Looks in emergencies, for whoever answers for the hub.
    var looks: [Look] = []
    /// The last seven days, oldest first.
    let week: [Day]

    var markup: Markup {
        let hub = frame.account?.hubs.first?.code.description
        return frame.page(
            title: texts("web.today.title"), at: .today,
            lead: """
                <p class="quiet">\(today.words(texts))</p>
                <p class="actions"><a class="button" href="/log">\(texts("web.log.title"))</a></p>
                <div id="keeping"\(attribute: "data-today", hub.map(StaffPaths.today))\
                \(attribute: "data-people", hub.map(StaffPaths.people))\
                \(attribute: "data-cases", hub.map(StaffPaths.cases))>\
                </div>

                """,
            main: """
                \(numbers)\(emergencies)<div class="columns">
                \(section("web.today.due", due, none: "web.today.due.none"))\
                \(section("web.today.waiting", waiting, none: "web.today.waiting.none"))\(late)\
                <section>\(days)</section>
                </div>
                """)
    }

    private var texts: Texts { frame.texts }

    private var numbers: Markup {
        let late = (due + waiting + overdue).count(where: \.isOverdue)
        let events = week.reduce(0) { $0 + $1.events }
        return """
            <dl class="numbers">
            \(number("web.today.number.due", due.count))\
            \(number("web.today.number.overdue", late, isBad: late > 0))\
            \(number("web.today.number.waiting", waiting.count))\
            \(number("web.today.number.events", events))</dl>

            """
    }

    private func number(_ label: TextKey, _ value: Int, isBad: Bool = false) -> Markup {
        "<div\(attribute: "data-state", isBad ? "attention" : nil)><dt>\(texts(label))</dt><dd>\(texts.number(value))</dd></div>\n"
    }

    private func section(_ title: TextKey, _ items: [Item], none: TextKey) -> Markup {
        let rows = items.map { item -> Markup in
            let late: Markup? =
                item.isOverdue
                ? "<span class=\"badge\" data-state=\"attention\">\(texts("web.overdue"))</span> "
                : nil
            return """
                <li><p>\(item.text)</p>
                <p><a href="\(item.path)">\(item.name)</a> \(late)\
                <span class="quiet">\(item.due?.cell(texts))</span></p></li>

                """
        }
        let list: Markup =
            items.isEmpty
            ? "<p class=\"none\">\(texts(none))</p>\n" : "<ul class=\"list\">\n\(rows)</ul>\n"
        return "<section>\n<h2>\(texts(title))</h2>\n\(list)</section>\n"
    }

    private var late: Markup? {
        overdue.isEmpty ? nil : section("web.today.late", overdue, none: "web.today.late")
    }

    private var emergencies: Markup? {
        if looks.isEmpty { return nil }
        let pieces = FormPieces(texts: texts)
        let rows = looks.map { look -> Markup in
            let subject = texts(look.subject, ["hub": look.hub])
            let link: Markup =
                look.path.map { "<a href=\"\($0)\">\(subject)</a>" } ?? "\(subject)"
            let form: Markup =
                look.isToAnswer
                ? pieces.form(
                    "POST", "/api/v1/glass/\(look.id)/seen", next: "/today",
                    submit: "web.today.glass.seen", .none)
                : "<p class=\"quiet\">\(texts("web.today.glass.own"))</p>\n"
            return """
                <li><p><b>\(look.actor)</b> \(link) \
                <span class="quiet">\(look.at.words(texts))</span></p>
                <p>\(look.reason)</p>
                \(form)</li>

                """
        }
        return """
            <section>
            <h2>\(texts("web.today.glass"))</h2>
            <p class="quiet">\(texts("web.today.glass.note"))</p>
            <ul class="list long">
            \(rows)</ul>
            </section>

            """
    }

    private var days: Markup {
        DataTable(
            caption: texts("web.today.week"),
            columns: [
                .init(texts("web.column.day")), .init(texts("web.column.events"), isNumber: true),
                .init(texts("web.column.people"), isNumber: true),
            ],
            rows: week.map { day in
                [
                    day.date.cell(texts), "\(texts.number(day.events))",
                    "\(texts.number(day.people))",
                ]
            }, note: texts("web.today.week.note")
        ).markup
    }
}
