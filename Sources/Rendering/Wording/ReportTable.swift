import Casework
import Reporting
import Texts

/// A table as every form shows it: PDF, page and workbook take their cells from here.
struct ReportTable {
    enum Cell: Hashable {
        case text(String)
        /// Nil where the number is hidden.
        case number(Int?)
    }

    struct Row {
        var cells: [Cell]
        var suppression: Suppression?
        var isTotal = false
        /// The codes of the figure's categories, none for the total; nil where it is no figure of
        /// events.
        var codes: [String]?
    }

    struct Column {
        let title: String
        let isNumber: Bool
    }

    /// A short English name without spaces, which is the same in every language.
    let name: String
    let title: String
    let columns: [Column]
    let rows: [Row]
    let note: String?

    /// How many columns at the left name the row.
    var labels: Int { columns.prefix { !$0.isNumber }.count }
}

extension ReportWording {
    /// All tables that have rows, in the order of the report.
    var tables: [ReportTable] {
        var tables: [ReportTable] = []
        if !report.trend.isEmpty { tables.append(trendTable) }
        tables += report.tables.filter { !$0.rows.isEmpty }.map(table)
        tables += report.cross.filter { !$0.rows.isEmpty }.map(table)
        if !report.secondary.reached.isEmpty { tables.append(reachedTable) }
        if !report.secondary.referrals.isEmpty { tables.append(referralTable) }
        return tables
    }

    private var trendTable: ReportTable {
        ReportTable(
            name: "trend", title: texts("rendering.section.trend"),
            columns: [label(texts("column.quarter"))] + numberColumns,
            rows: report.trend.map { row in
                ReportTable.Row(
                    cells: [.text(row.quarter.description)] + numbers(row.figure),
                    suppression: row.figure.suppression)
            }, note: nil)
    }

    private func table(_ table: QuarterlyReport.Table) -> ReportTable {
        let rows = table.rows.map { row in
            ReportTable.Row(
                cells: [.text(row.category.code), .text(label(row.category))]
                    + numbers(row.figure), suppression: row.figure.suppression,
                codes: [row.category.code])
        }
        let total = ReportTable.Row(
            cells: [.text(""), .text(texts("rendering.total"))] + numbers(report.totals),
            suppression: report.totals.suppression, isTotal: true, codes: [])
        return ReportTable(
            name: table.dimension.description, title: name(of: table.dimension),
            columns: [label(texts("column.code")), label(name(of: table.dimension))]
                + numberColumns, rows: rows + [total], note: note(on: table.dimension))
    }

    private func table(_ table: QuarterlyReport.CrossTable) -> ReportTable {
        let names = [name(of: table.first), name(of: table.second)]
        let addsUp = table.first.addsUp && table.second.addsUp
        return ReportTable(
            name: "\(table.first)-\(table.second)", title: names.joined(separator: " × "),
            columns: names.map(label) + numberColumns,
            rows: table.rows.map { row in
                ReportTable.Row(
                    cells: [.text(label(row.first)), .text(label(row.second))]
                        + numbers(row.figure), suppression: row.figure.suppression,
                    codes: [row.first.code, row.second.code])
            },
            note: texts(addsUp ? "rendering.note.addsup" : "rendering.note.counts"))
    }

    /// Hub by hub, what reached the service.
    var completenessTable: ReportTable {
        let titles = ["column.events", "column.days", "column.late"].map { texts(TextKey($0)) }
        return ReportTable(
            name: "completeness", title: texts("rendering.quality.table"),
            columns: [label(texts("column.code")), label(texts("dimension.hub"))]
                + titles.map(number)
                + [label(texts("column.first")), label(texts("column.last"))],
            rows: report.completeness.hubs.map { entry in
                let reason = suppression(of: entry)
                let days = [entry.firstDay, entry.lastDay].map { day in
                    ReportTable.Cell.text(
                        reason == nil ? day?.description ?? "–" : hidden(reason))
                }
                return ReportTable.Row(
                    cells: [.text(entry.hub.description), .text(entry.name)]
                        + [entry.events, entry.days, entry.late].map {
                            .number(reason == nil ? $0 : nil)
                        } + days, suppression: reason, codes: [entry.hub.description])
            }, note: nil)
    }

    func label(_ title: String) -> ReportTable.Column {
        ReportTable.Column(title: title, isNumber: false)
    }

    func number(_ title: String) -> ReportTable.Column {
        ReportTable.Column(title: title, isNumber: true)
    }

    private var numberColumns: [ReportTable.Column] {
        ["column.people", "column.identified", "column.anonymous", "column.events"]
            .map { number(texts(TextKey($0))) }
    }

    private func numbers(_ figure: Figure) -> [ReportTable.Cell] {
        [figure.people, figure.identified, figure.anonymous, figure.events].map { .number($0) }
    }
}
