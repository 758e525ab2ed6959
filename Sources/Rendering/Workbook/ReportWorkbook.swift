public import Casework
public import Reporting
public import Texts
import Workbooks

/// The quarterly report as a workbook: real numbers, one sheet a table, native charts.
///
/// What is hidden is an empty cell with its reason in a column of its own: nothing in the file
/// holds the number. No sheet is hidden.
public struct ReportWorkbook {
    let wording: ReportWording

    public init(_ report: QuarterlyReport, texts: Texts, made: CalendarDate) {
        wording = ReportWording(report: report, texts: texts, made: made)
    }

    /// Writes the file, over what stands there. The same report gives the same bytes.
    public func write(to path: String) throws {
        let texts = wording.texts
        let epoch = CalendarDate(year: 1970, month: 1, day: 1)
        let book = try Workbook(
            path: path,
            Workbook.Properties(
                title: wording.documentTitle,
                subject: [wording.period, wording.audience].joined(separator: ". "),
                author: texts("rendering.author"), keywords: wording.edition,
                comments: wording.synthetic ?? "",
                created: (epoch.map { wording.made.days(since: $0) } ?? 0) * 86_400))
        try addCover(to: book)
        for table in wording.tables {
            let name = table.name == "trend" ? texts("rendering.sheet.trend") : table.title
            try add(table, to: book, named: name)
        }
        try add(wording.completenessTable, to: book, named: texts("rendering.sheet.quality"))
        try addMethod(to: book)
        try book.close()
    }

    /// For whom it is and that it is synthetic, on every sheet and every printed page.
    private var stamps: String {
        [wording.audience, wording.synthetic].compactMap(\.self).joined(separator: " · ")
    }

    private var foot: String {
        [wording.documentTitle, stamps].joined(separator: " · ")
    }

    private func writeTitle(_ title: String, on sheet: Sheet) throws {
        try sheet.write(title, row: 0, column: 0, .title)
        try sheet.setHeight(26, row: 0)
    }

    private func addCover(to book: Workbook) throws {
        let texts = wording.texts
        let sheet = try book.sheet(texts("rendering.sheet.cover"))
        sheet.hideGridlines()
        try sheet.setWidth(48, column: 0)
        try sheet.setWidth(20, column: 1)
        try sheet.setWidth(60, column: 2)
        try writeTitle(wording.title, on: sheet)
        var row = 1
        let lines: [String?] = [
            wording.place, wording.period, stamps, "\(wording.edition) · \(wording.madeOn)",
        ]
        for line in lines.compactMap(\.self) {
            try sheet.write(line, row: row, column: 0)
            row += 1
        }
        row += 1
        try sheet.write(texts("rendering.cover.figure"), row: row, column: 0, .heading)
        try sheet.write(texts("rendering.cover.value"), row: row, column: 1, .numberHeading)
        let totals = wording.report.totals
        var numbers: [(String, Int?)] = [
            (wording.people.label, totals.people), (texts("column.identified"), totals.identified),
            (texts("column.anonymous"), totals.anonymous), (texts("column.events"), totals.events),
        ]
        if wording.report.hub == nil {
            numbers.append((wording.keyNumbers[3].label, wording.report.completeness.reporting))
            numbers.append((wording.keyNumbers[4].label, wording.countries))
        }
        for (label, number) in numbers {
            row += 1
            try sheet.write(label, row: row, column: 0)
            if let number {
                try sheet.write(number, row: row, column: 1)
            } else {
                try sheet.writeBlank(row: row, column: 1, .hidden)
            }
        }
        row += 2
        for change in wording.changes {
            try sheet.write(change.label, row: row, column: 0)
            try sheet.write(change.number, row: row, column: 1)
            row += 1
        }
        row += 1
        for note in wording.completeness + [wording.hiddenNote].compactMap(\.self) {
            try sheet.write(note, row: row, column: 0, .quiet)
            row += 1
        }
        try sheet.setPrinting(header: nil, foot: foot)
    }

    private func add(
        _ table: ReportTable, to book: Workbook, named name: String
    ) throws {
        let sheet = try book.sheet(name)
        let heading = 3
        try writeTitle(table.title, on: sheet)
        try sheet.write("\(wording.period) · \(stamps)", row: 1, column: 0, .quiet)
        if let note = table.note { try sheet.write(note, row: 2, column: 0, .quiet) }
        for (column, title) in table.columns.enumerated() {
            let style: Workbook.Style =
                title.isNumber
                ? .numberHeading : column > table.labels ? .asideHeading : .heading
            try sheet.write(title.title, row: heading, column: column, style)
            let texts = table.rows.map { row in
                if case .text(let text) = row.cells[column] { text.count } else { 0 }
            }
            let widest = Double(max(title.title.count, texts.max() ?? 0)) * 1.1 + 2
            try sheet.setWidth(title.isNumber ? max(13, widest) : min(44, widest), column: column)
        }
        let flag = table.columns.count
        try sheet.write(
            wording.texts("rendering.column.suppressed"), row: heading, column: flag,
            .asideHeading)
        try sheet.setHeight(20, row: heading)
        try sheet.setWidth(18, column: flag)
        for (index, row) in table.rows.enumerated() {
            try add(row, to: sheet, at: heading + 1 + index, flag: flag)
        }
        sheet.freeze(above: heading + 1)
        try sheet.setPrinting(header: heading...heading, foot: foot)
        try addChart(of: table, to: sheet, heading)
    }

    private func add(
        _ row: ReportTable.Row, to sheet: Sheet, at place: Int, flag: Int
    ) throws {
        for (column, cell) in row.cells.enumerated() {
            switch cell {
            case .text(let text):
                try sheet.write(
                    text, row: place, column: column,
                    row.isTotal ? .totalText : column > 2 ? .aside : .text)
            case .number(let number?):
                try sheet.write(
                    number, row: place, column: column, row.isTotal ? .totalNumber : .number)
            case .number(nil): try sheet.writeBlank(row: place, column: column, .hidden)
            }
        }
        if row.suppression != nil {
            try sheet.write(wording.hidden, row: place, column: flag, .aside)
        }
    }

    /// Identified and anonymous people, stacked; an empty cell draws nothing.
    private func addChart(of table: ReportTable, to sheet: Sheet, _ heading: Int) throws {
        let rows = table.rows.count { !$0.isTotal }
        // Tables by two dimensions and the secondary ones are no bars.
        guard rows > 0, table.name == "trend" || Dimension(table.name) != nil else { return }
        let chart = Sheet.Chart(
            title: table.title, isUpright: table.name == "trend",
            rows: (heading + 1)...(heading + rows), labels: table.labels - 1,
            series: [table.labels + 1, table.labels + 2], heading: heading)
        try sheet.add(chart, row: heading, column: table.columns.count + 2)
    }

    private func addMethod(to book: Workbook) throws {
        let sheet = try book.sheet(wording.texts("rendering.sheet.method"))
        sheet.hideGridlines()
        try sheet.setWidth(28, column: 0)
        try sheet.setWidth(100, column: 1)
        try writeTitle(wording.texts("rendering.section.method"), on: sheet)
        var row = 2
        for paragraph in wording.method {
            try sheet.write(paragraph.heading, row: row, column: 0, .totalText)
            try sheet.write(paragraph.text, row: row, column: 1, .wrapped)
            try sheet.setHeight(Double(paragraph.text.count / 95 + 1) * 15 + 4, row: row)
            row += 1
        }
        if let note = wording.hiddenNote {
            try sheet.write(note, row: row, column: 1, .wrapped)
        }
        try sheet.setPrinting(header: nil, foot: foot)
    }
}
