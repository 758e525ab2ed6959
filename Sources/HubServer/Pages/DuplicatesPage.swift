import Casework
import Operations
import Texts

/// The pairs of people who may be one, without who they are: the most certain first.
struct DuplicatesPage: Sendable {
    let frame: PageFrame
    let pairs: [DuplicateView]

    var markup: Markup {
        frame.page(title: texts("web.duplicates.title"), at: .duplicates, main: "\(list)")
    }

    private var texts: Texts { frame.texts }

    private var list: Markup {
        guard !pairs.isEmpty else {
            return """
                <section>
                <p class="none" role="status">\(texts("duplicates.none"))</p>
                <p class="quiet">\(texts("web.duplicates.none"))</p>
                </section>

                """
        }
        return DataTable(
            caption: texts("web.duplicates.caption"),
            columns: [
                .init(texts("web.duplicates.pair")),
                .init(texts("person.column.score"), isNumber: true),
                .init(texts("duplicates.column.hubs")), .init(texts("person.column.reasons")),
            ],
            rows: pairs.map { pair in
                let hubs = Set([pair.leftHub, pair.rightHub]).map(\.description).sorted()
                return [
                    """
                    <a href="/duplicates/\(pair.left.description)/\(pair.right.description)">\
                    \(texts("web.duplicates.open"))</a>
                    """,
                    "\(texts.decimal(pair.score, decimals: 1))",
                    "<span class=\"whole\">\(hubs.joined(separator: " · "))</span>",
                    "\(Self.reasons(pair.reasons, texts))",
                ]
            }, note: texts("web.duplicates.note")
        ).markup
    }

    static func reasons(_ codes: [String], _ texts: Texts) -> String {
        codes.map { texts(TextKey("match.\($0)")) }.joined(separator: "; ")
    }
}

/// Two people side by side, with what differs, and the decision about them.
struct DuplicatePage: Sendable {
    let frame: PageFrame
    let found: DuplicateComparison

    var markup: Markup {
        frame.page(
            title: texts("web.duplicates.one"), at: .duplicates, modules: ["forms"],
            main: "\(table)\(decision)")
    }

    private var texts: Texts { frame.texts }

    private var table: Markup {
        let language = texts.language
        func row(
            _ label: TextKey, _ field: String?, _ value: (PersonView) -> String?
        ) -> [Markup]? {
            let both = [value(found.left), value(found.right)]
            if both.allSatisfy({ $0 == nil }) { return nil }
            let differs = field.map(found.differences.contains) ?? false
            return ["\(texts(label))"]
                + both.map { text -> Markup in
                    differs ? "<mark>\(text ?? "–")</mark>" : "\(text ?? "–")"
                }
        }
        let rows = [
            row("person.column.given", "given_names", \.givenNames),
            row("person.column.family", "family_names", \.familyNames),
            row("person.column.birth", "birth_date") { person in
                person.birth.map { CalendarDate($0)?.words(texts) ?? $0 }
            },
            row("person.column.sex", "sex") { $0.sex?.label(language) },
            row("person.column.nationality", "nationality") { $0.nationality?.label(language) },
            row("person.column.document", "document", \.document),
            row("person.column.phone", "phone", \.phone),
            row("person.column.hub", nil) { $0.hub.description },
        ].compactMap(\.self)
        return DataTable(
            caption: texts(
                "duplicates.show.summary",
                [
                    "score": texts.decimal(found.pair.score, decimals: 1),
                    "reasons": DuplicatesPage.reasons(found.pair.reasons, texts),
                ]),
            columns: ["web.duplicates.field", "duplicates.column.left", "duplicates.column.right"]
                .map { .init(texts(TextKey($0))) },
            rows: rows, isComparison: true
        ).markup
    }

    private var decision: Markup {
        guard found.pair.state == "open" else {
            return "<p class=\"notice\">\(texts("web.duplicates.decided"))</p>\n"
        }
        let pieces = FormPieces(texts: texts)
        let choices = DuplicateDecision.allCases.map {
            FormPieces.Option(
                $0.rawValue, texts(TextKey("web.duplicates.decision.\($0.rawValue)")))
        }
        return pieces.form(
            "POST",
            "/api/v1/duplicates/\(found.pair.left)/\(found.pair.right)/decision",
            next: "/duplicates", submit: "web.duplicates.decide",
            """
            \(pieces.chips("decision", "web.duplicates.decision", choices))\
            \(pieces.input("reason", "web.duplicates.reason", isRequired: true, most: 500))
            """)
    }
}
