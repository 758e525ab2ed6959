import Drawing
import Texts

extension PageFlow {
    private static let rowHeight = 13.4
    private static let lineHeight = 10.4

    /// A table with its caption and note; its head is repeated on every page.
    mutating func table(_ table: ReportTable, _ wording: ReportWording) {
        // A table that fits on a page is not torn, unless it would leave most of one empty.
        let whole = table.rows.count <= 24 ? table.rows.count : 4
        need(Double(whole + 2) * Self.rowHeight + 24)
        subheading(table.title)
        if let note = table.note { paragraph(note, TextStyle(8, .regular, .quiet)) }
        let widths = widths(of: table, wording)
        guard !table.rows.isEmpty else {
            paragraph(wording.texts("rendering.none"))
            return
        }
        begin(table, widths)
        for row in table.rows {
            if y + height(of: row, widths, table) > bottom {
                add(.end)
                newPage()
                begin(table, widths)
            }
            add(row, table, widths, wording)
        }
        add(.end)
        add(.line(Point(margin, y), Point(margin + contentWidth, y), .quiet, width: 0.6))
        y += 18
    }

    /// Numbers share a width that their titles fit; the last of the labels takes what is left.
    private func widths(of table: ReportTable, _ wording: ReportWording) -> [Double] {
        var widths = table.columns.enumerated().map { index, column in
            let title = typesetter.width(of: column.title, TextStyle(8, .semibold))
            let cells = table.rows.map { row in
                typesetter.width(
                    of: text(row.cells[index], row, wording), TextStyle(8, .semibold))
            }
            return max(title, cells.max() ?? 0) + 10 + indent(of: index, table)
        }
        let numbers = table.columns.indices.filter { table.columns[$0].isNumber }
        let common = max(58, numbers.map { widths[$0] }.max() ?? 0)
        let wide = max(0, table.labels - 1)
        func rest() -> Double {
            contentWidth - widths.indices.reduce(0) { $1 == wide ? $0 : $0 + widths[$1] }
        }
        let own = widths
        for index in numbers { widths[index] = common }
        // A long title must not make all the numbers so wide that labels have to be broken.
        if rest() < own[wide] {
            for index in numbers { widths[index] = max(own[index], 44) }
        }
        widths[wide] = rest()
        return widths
    }

    /// Keeps a text apart from the number to its left.
    private func indent(of index: Int, _ table: ReportTable) -> Double {
        let isAfterNumber = index > 0 && table.columns[index - 1].isNumber
        return isAfterNumber && !table.columns[index].isNumber ? 14 : 0
    }

    private mutating func begin(_ table: ReportTable, _ widths: [Double]) {
        add(.begin("Table"))
        add(.begin("TR"))
        var x = margin
        for (index, column) in table.columns.enumerated() {
            add(.begin("TH"))
            place(
                column.title, x + indent(of: index, table), widths[index], column.isNumber,
                TextStyle(8, .semibold, .quiet))
            add(.end)
            x += widths[index]
        }
        add(.end)
        y += Self.rowHeight
        add(.line(Point(margin, y), Point(margin + contentWidth, y), .quiet, width: 0.8))
    }

    private mutating func add(
        _ row: ReportTable.Row, _ table: ReportTable, _ widths: [Double], _ wording: ReportWording
    ) {
        add(.line(Point(margin, y), Point(margin + contentWidth, y), .rule, width: 0.3))
        add(.begin("TR"))
        var x = margin
        for (index, cell) in row.cells.enumerated() {
            let isNumber = table.columns[index].isNumber
            let style = row.style(of: index, in: table)
            add(.begin(index < table.labels ? "TH" : "TD"))
            place(
                text(cell, row, wording), x + indent(of: index, table),
                widths[index] - indent(of: index, table), isNumber,
                style)
            add(.end)
            x += widths[index]
        }
        add(.end)
        y += height(of: row, widths, table)
    }

    /// A label that is too long for its column goes on below.
    private func height(
        of row: ReportTable.Row, _ widths: [Double], _ table: ReportTable
    ) -> Double {
        let lines = row.cells.enumerated().map { index, cell in
            if case .text(let text) = cell {
                self.lines(text, row.style(of: index, in: table), widths[index]).count
            } else {
                1
            }
        }
        return Self.rowHeight + Double((lines.max() ?? 1) - 1) * Self.lineHeight
    }

    private func lines(_ text: String, _ style: TextStyle, _ width: Double) -> [String] {
        // Sums of widths differ in their last digits.
        typesetter.lines(of: text, style, width: width - 3.9)
    }

    private func text(
        _ cell: ReportTable.Cell, _ row: ReportTable.Row, _ wording: ReportWording
    ) -> String {
        switch cell {
        case .text(let text): text
        case .number(let number): wording.number(number)
        }
    }

    private mutating func place(
        _ text: String, _ x: Double, _ width: Double, _ isNumber: Bool, _ style: TextStyle
    ) {
        guard !text.isEmpty else { return }
        let baseline = y + Self.rowHeight * 0.68
        if isNumber {
            add(.text(text, at: Point(x + width - 2, baseline), .end, style))
            return
        }
        for (index, line) in lines(text, style, width).enumerated() {
            let below = Double(index) * Self.lineHeight
            add(.text(line, at: Point(x, baseline + below), .start, style))
        }
    }
}

extension ReportTable.Row {
    fileprivate func style(of index: Int, in table: ReportTable) -> TextStyle {
        cells[index] == .number(nil)
            ? TextStyle(8, .regular, italic: true, .quiet)
            : TextStyle(8, isTotal || index == table.labels ? .semibold : .regular)
    }
}
