import Casework
import Reporting
import Texts

extension ReportWording {
    /// Whether any number of the report is hidden.
    var hidesSomething: Bool {
        report.totals.suppression != nil
            || report.tables.contains { $0.rows.contains { $0.figure.suppression != nil } }
            || report.cross.contains { $0.rows.contains { $0.figure.suppression != nil } }
            || report.trend.contains { $0.figure.suppression != nil }
            || report.secondary.hidesSomething
    }

    /// What the sign beside hidden numbers means; nil where there is none.
    var hiddenNote: String? {
        guard hidesSomething else { return nil }
        return "* " + texts("rendering.hidden.note", ["k": texts.number(threshold)])
    }

    /// How the figures came to be, as paragraphs with headings.
    var method: [(heading: String, text: String)] {
        var paragraphs = [
            (texts("rendering.method.people"), texts("rendering.method.people.text")),
            (texts("rendering.method.sums"), texts("rendering.method.sums.text")),
            (texts("rendering.method.dates"), texts("rendering.method.dates.text")),
            (texts("rendering.method.unknown"), texts("rendering.method.unknown.text")),
            (texts("rendering.method.changes"), texts("rendering.method.changes.text")),
        ]
        let disclosure =
            switch report.policy.audience {
            case .internal:
                texts("rendering.method.internal.text", ["k": texts.number(threshold)])
            case .public:
                texts("rendering.method.hidden.text", ["k": texts.number(threshold)])
            }
        paragraphs.append((texts("rendering.method.hidden"), disclosure))
        if countries > 0 {
            paragraphs.append(
                (texts("rendering.method.map"), texts("rendering.method.map.text")))
        }
        if let seal = report.seal {
            paragraphs.append(
                (
                    texts("rendering.method.seal"),
                    texts(
                        "rendering.method.seal.text",
                        [
                            "number": String(seal.number), "at": seal.sealedAt, "root": seal.groups,
                        ])
                ))
        }
        if report.isDemonstration {
            paragraphs.append(
                (texts("rendering.method.synthetic"), texts("rendering.method.synthetic.text")))
        }
        return paragraphs
    }

    /// How complete the quarter's reporting is, in sentences.
    var completeness: [String] {
        let figures = report.completeness
        var values = [
            "reporting": texts.number(figures.reporting), "hubs": texts.number(figures.hubs.count),
        ]
        guard !hidesHubs else { return [texts("rendering.quality.reporting", values)] }
        values["late"] = texts.number(figures.late)
        var sentences = [
            texts("rendering.quality.reporting", values), texts("rendering.quality.late", values),
        ]
        if !figures.silent.isEmpty {
            let silent = figures.silent.map { "\($0.name) (\($0.hub))" }
            sentences.append(
                texts("rendering.quality.silent", ["hubs": silent.joined(separator: ", ")]))
        }
        return sentences
    }

    /// Whether some hub's own figure is hidden, so that its events must not show elsewhere.
    var hidesHubs: Bool {
        report.completeness.hubs.contains { suppression(of: $0) != nil }
    }

    /// Why a hub's numbers are hidden; nil when they are not.
    func suppression(of entry: Completeness.Entry) -> Suppression? {
        if report.hub != nil { return report.totals.suppression }
        return report.tables.first { $0.dimension == .hub }?
            .rows.first { $0.category.code == entry.hub.description }?.figure.suppression
    }
}
