import CaseStore
import Casework
import Codelists
import Exports
import Operations
import Texts

/// What the page of one kind of record has beside its fields.
struct RecordParts: Sendable {
    let texts: Texts
    let mayWrite: Bool

    private var pieces: FormPieces { FormPieces(texts: texts) }

    /// The history of an action, and its next state.
    func action(_ stored: Stored<AgreedAction>, _ history: [AgreedActionChange]) -> Markup {
        let slug = stored.record.slug.description
        let others = AgreedAction.Status.allCases.filter { $0 != stored.record.status }
        let form: Markup? =
            mayWrite
            ? pieces.form(
                "POST", "/api/v1/actions/\(slug)/status",
                next: RegionPaths.page(of: .agreedAction, slug), submit: "web.region.setstatus",
                """
                \(pieces.select(
                    "status", "field.status",
                    others.map { .init($0.rawValue, texts(TextKey("value.\($0.rawValue)"))) },
                    isRequired: true))\(pieces.area("note", "field.note", most: 4_000))
                """) : nil
        let table = DataTable(
            caption: texts("web.region.history"),
            columns: ["field.at", "field.actor", "field.status", "field.due", "field.note"].map {
                .init(texts($0))
            },
            rows: history.map { step in
                [
                    Markup.moment(step.at), "\(step.actor)",
                    "\(texts(TextKey("value.\(step.status.rawValue)")))",
                    step.due?.cell(texts) ?? "–", "\(step.note ?? "–")",
                ]
            })
        return "\(table.markup)\(form)"
    }

    /// Meetings and actions of a network.
    func network(_ meetings: [Meeting], _ actions: [AgreedAction]) -> Markup {
        """
        \(list("web.register.meeting", meetings.map {
            ($0.title, RegionPaths.page(of: .meeting, $0.slug.description), $0.held.words(texts))
        }))\(list("web.register.agreed_action", actions.map {
            ($0.title, RegionPaths.page(of: .agreedAction, $0.slug.description),
             "\(texts(TextKey("value.\($0.status.rawValue)"))) · \($0.due?.words(texts) ?? "–")")
        }))
        """
    }

    private func list(_ title: TextKey, _ items: [(String, String, String)]) -> Markup? {
        guard !items.isEmpty else { return nil }
        let lines = items.map { name, path, note -> Markup in
            "<li><p><a href=\"\(path)\">\(name)</a> <span class=\"quiet\">\(note)</span></p></li>\n"
        }
        return "<h2>\(texts(title))</h2>\n<ul class=\"list long\">\n\(lines)</ul>\n"
    }

    /// One round by the six dimensions.
    func assessment(_ summary: [DimensionSummary]) -> Markup {
        DataTable(
            caption: texts("web.region.summary"),
            columns: [.init(texts("field.dimension"))]
                + ["value.yes", "value.partly", "value.no", "value.unknown"].map {
                    .init(texts($0), isNumber: true)
                } + [.init(texts("web.region.sdg"))],
            rows: summary.map { row in
                ["\(row.dimension.label(texts.language))"]
                    + [row.yes, row.partly, row.no, row.unknown].map { "\(texts.number($0))" }
                    + ["\(row.sdg.map { texts(TextKey("mgi.sdg.\($0.rawValue)")) } ?? "–")"]
            }
        ).markup
    }

    /// An item as its readers get it, what is to be looked at in it, and its next step.
    func item(_ entry: BulletinEntry, mayPublish: Bool) -> Markup {
        let item = entry.stored.record
        let flags = entry.figures.compactMap {
            flag($0, isPublished: item.status == .published)
        }
        // First in the language of whoever reads this page.
        let own = texts.language.rawValue
        let inOrder =
            item.texts.filter { $0.language == own } + item.texts.filter { $0.language != own }
        let previews = inOrder.map { text -> Markup in
            let body = BulletinBody(text.body, values: entry.figures, texts: texts)
            return """
                <article lang="\(text.language)"><h3>\(text.title)</h3>
                \(Markup(trusted: body.html))</article>

                """
        }
        let notes = entry.corrections.map { correction -> Markup in
            """
            <p class="quiet">\(texts("bulletin.correction", [
                "day": CalendarDate.day(of: correction.at, texts),
                "note": correction.note,
            ]))</p>

            """
        }
        return """
            <p><span class="badge">\(texts(TextKey("value.\(item.status.rawValue)")))</span></p>
            \(flags)<section>
            <h2>\(texts("web.region.preview"))</h2>
            \(previews)\(notes)</section>
            \(steps(item, mayPublish: mayPublish))
            """
    }

    private func flag(_ value: BoundFigureValue, isPublished: Bool) -> Markup? {
        let figure = value.figure
        let place = figure.country.map { ", \($0.label(texts.language))" } ?? ""
        let key: TextKey
        var values = [
            "figure": texts(
                "web.region.figure.name",
                [
                    "measure": texts(TextKey("column.\(figure.measure.rawValue)")),
                    "quarter": figure.quarter.description + place,
                    "edition": texts.number(figure.edition),
                ])
        ]
        switch value.state {
        case .notPublished:
            key = isPublished ? "web.region.figure.without" : "web.region.figure.missing"
        case .value, .hidden:
            guard value.isOutdated, let latest = value.latestEdition else { return nil }
            key = "web.region.figure.outdated"
            values["edition"] = texts.number(latest)
        }
        return "<p class=\"notice\">\(texts(key, values))</p>\n"
    }

    private func steps(_ item: BulletinItem, mayPublish: Bool) -> Markup {
        let slug = item.slug.description
        func step(_ verb: String, _ submit: TextKey, isDanger: Bool = false) -> Markup {
            pieces.form(
                "POST", "/api/v1/bulletin/items/\(slug)/\(verb)",
                next: RegionPaths.page(of: .bulletinItem, slug), submit: submit,
                isDanger: isDanger, .none)
        }
        switch item.status {
        case .draft where mayWrite: return step("submit", "web.region.submit")
        case .inReview:
            let publish = mayPublish ? step("publish", "web.region.publish") : .none
            return mayWrite
                ? publish + step("return", "web.region.return", isDanger: true) : publish
        case .published where mayPublish: return correction(of: item)
        default: return .none
        }
    }

    /// What a language calls itself, where it is one of ours.
    static func name(of language: String) -> String {
        Language(rawValue: language).map { Texts($0)("web.language.name") } ?? language
    }

    private func correction(of item: BulletinItem) -> Markup {
        let slug = item.slug.description
        let forms = item.texts.map { text -> Markup in
            """
            <details><summary>\(texts("web.region.correct", ["language": Self.name(of: text.language)]))</summary>
            \(pieces.form(
                "POST", "/api/v1/bulletin/items/\(slug)/corrections",
                next: RegionPaths.page(of: .bulletinItem, slug), submit: "web.region.correct.send",
                """
                <input type="hidden" name="language" value="\(text.language)">
                \(pieces.input("title", "field.title", value: text.title, most: 300,
                    in: text.language))\
                \(pieces.area("body", "field.body", most: 50_000, value: text.body, rows: 12, in: text.language))\
                \(pieces.input("note", "web.region.correct.note", isRequired: true, most: 1_000,
                    in: text.language))
                """))</details>

            """
        }
        return "\(forms)"
    }
}
