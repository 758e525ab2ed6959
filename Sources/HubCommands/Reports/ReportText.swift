import Casework
import Console
import Rendering
import Reporting
import Texts

/// A quarterly report for a person at a terminal.
struct ReportText {
    let report: QuarterlyReport
    let texts: Texts
    let terminal: Terminal

    /// All tables, or only those of the dimensions named; tables by two dimensions always.
    func render(only shown: Set<Dimension>?) -> String {
        var blocks = [heading]
        if shown == nil, report.hub == nil { blocks.append(completeness) }
        for table in report.tables where shown?.contains(table.dimension) ?? true {
            blocks.append(render(table))
        }
        for table in report.cross { blocks.append(render(table)) }
        if shown == nil { blocks += SecondaryText(report.secondary, texts, terminal).blocks }
        if shown == nil, report.hub == nil { blocks.append(reportingTable) }
        return blocks.joined(separator: "\n\n")
    }

    private var heading: String {
        if let hub = report.hub { return heading(of: hub) }
        return heading(
            texts("report.title", ["quarter": report.quarter.description]),
            texts(
                "report.headline",
                [
                    "people": FigureText.number(report.totals.people, texts),
                    "identified": FigureText.number(report.totals.identified, texts),
                    "anonymous": FigureText.number(report.totals.anonymous, texts),
                    "events": FigureText.number(report.totals.events, texts),
                    "hubs": texts.number(report.completeness.reporting),
                    "countries": texts.number(
                        report.tables.first { $0.dimension == .country }?.rows.count ?? 0),
                ]))
    }

    private func heading(of hub: Category) -> String {
        let entry = report.completeness.hubs.first
        return heading(
            texts(
                "report.hub.title",
                [
                    "hub": "\(hub.code) \(hub.label(in: texts.language))",
                    "quarter": report.quarter.description,
                ]),
            texts(
                "report.hub.headline",
                [
                    "people": FigureText.number(report.totals.people, texts),
                    "identified": FigureText.number(report.totals.identified, texts),
                    "anonymous": FigureText.number(report.totals.anonymous, texts),
                    "events": FigureText.number(report.totals.events, texts),
                    "days": texts.number(entry?.days ?? 0), "late": texts.number(entry?.late ?? 0),
                ]))
    }

    private func heading(_ title: String, _ headline: String) -> String {
        var lines = [title, headline, audience]
        if report.isDemonstration { lines.insert(texts("report.synthetic"), at: 1) }
        lines.append(change(from: report.quarterBefore, -1, "report.change.before"))
        lines.append(change(from: report.yearBefore, -4, "report.change.year"))
        return lines.joined(separator: "\n")
    }

    private var audience: String {
        guard case .public(let threshold) = report.policy else { return texts("report.internal") }
        let stamp = texts(report.edition == nil ? "report.preview" : "report.public")
        return stamp + "\n" + texts("report.hidden", ["k": texts.number(threshold)])
    }

    private func change(from other: Figure?, _ quarters: Int, _ key: TextKey) -> String {
        let quarter = report.quarter.adding(quarters).description
        guard let other else {
            let isPublic = report.policy.audience == .public
            return texts(
                isPublic ? "report.change.unpublished" : "report.change.none", ["quarter": quarter])
        }
        guard let people = report.totals.people, let former = other.people else {
            return texts("report.change.hidden", ["quarter": quarter])
        }
        let difference = people - former
        return texts(
            key,
            [
                "quarter": quarter, "people": texts.number(former),
                "difference": (difference > 0 ? "+" : "") + texts.number(difference),
                "percent": former == 0 ? "–" : texts.percent(Double(difference) / Double(former)),
            ])
    }

    private var completeness: String {
        let figures = report.completeness
        var lines = [
            texts(
                "report.completeness",
                [
                    "reporting": texts.number(figures.reporting),
                    "hubs": texts.number(figures.hubs.count), "late": texts.number(figures.late),
                ])
        ]
        if !figures.silent.isEmpty {
            lines.append(
                texts(
                    "report.silent",
                    ["hubs": figures.silent.map(\.hub.description).joined(separator: ", ")]))
        }
        return lines.joined(separator: "\n")
    }

    /// Hub by hub: on how many days it reported, from when to when, and what came late.
    private var reportingTable: String {
        var table = TextTable(
            [.left(texts("dimension.hub")), .left("")]
                + ["column.events", "column.days", "column.late"].map { .right(texts(.init($0))) }
                + [.left(texts("column.first")), .left(texts("column.last"))])
        for entry in report.completeness.hubs {
            table.add([
                entry.hub.description, entry.name, texts.number(entry.events),
                texts.number(entry.days), texts.number(entry.late),
                entry.firstDay?.description ?? "–", entry.lastDay?.description ?? "–",
            ])
        }
        return table.render(for: terminal)
    }

    private func render(_ table: QuarterlyReport.Table) -> String {
        let title = texts(.init("dimension.\(table.dimension)"))
        let note = texts(table.dimension.addsUp ? "report.addsup" : "report.counts")
        var text = TextTable(
            [.left(title), .left("")] + numberColumns + [.bar()])
        let greatest = table.rows.compactMap(\.figure.people).max() ?? 0
        for row in table.rows {
            text.add(
                [row.category.code, row.category.label(in: texts.language)]
                    + FigureText.numbers(of: row.figure, texts),
                bar: FigureText.bar(row.figure, of: greatest))
        }
        return text.render(for: terminal) + "\n" + note
    }

    private func render(_ table: QuarterlyReport.CrossTable) -> String {
        var text = TextTable(
            [
                .left(texts(.init("dimension.\(table.first)"))),
                .left(texts(.init("dimension.\(table.second)"))),
            ] + numberColumns)
        for row in table.rows {
            text.add(
                [
                    row.first.label(in: texts.language), row.second.label(in: texts.language),
                ] + FigureText.numbers(of: row.figure, texts))
        }
        return text.render(for: terminal)
    }

    private var numberColumns: [TextTable.Column] {
        ["column.people", "column.identified", "column.anonymous", "column.events"]
            .map { .right(texts(.init($0))) }
    }
}
