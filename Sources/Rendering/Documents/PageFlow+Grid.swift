import Drawing

/// A column of a table of words: its title, and its part of the width.
struct GridColumn {
    let title: String
    let part: Double
    let isNumber: Bool

    init(_ title: String, part: Double, isNumber: Bool = false) {
        self.title = title
        self.part = part
        self.isNumber = isNumber
    }
}

extension PageFlow {
    private static let pad = 4.0

    /// A table of words: a cell that is too long goes on below, and the head is on every page.
    ///
    /// `least` is the height of a row that somebody writes in by hand.
    mutating func grid(_ columns: [GridColumn], _ rows: [[String]], least: Double = 0) {
        let parts = columns.reduce(0) { $0 + $1.part }
        let widths = columns.map { $0.part / parts * contentWidth }
        let head = columns.map(\.title)
        let (strong, plain) = (TextStyle(8.5, .semibold, .quiet), TextStyle(9))
        need(height(of: head, widths, strong) + max(least, 20))
        begin(head, columns, widths, strong)
        for row in rows {
            let height = max(least, height(of: row, widths, plain))
            if y + height > bottom {
                add(.end)
                newPage()
                begin(head, columns, widths, strong)
            }
            add(row, "TD", columns, widths, plain, height)
        }
        add(.end)
        y += 12
    }

    private mutating func begin(
        _ head: [String], _ columns: [GridColumn], _ widths: [Double], _ style: TextStyle
    ) {
        add(.begin("Table"))
        add(head, "TH", columns, widths, style, height(of: head, widths, style))
    }

    private mutating func add(
        _ cells: [String], _ tag: String, _ columns: [GridColumn], _ widths: [Double],
        _ style: TextStyle, _ height: Double
    ) {
        add(.begin("TR"))
        var x = margin
        for (index, cell) in cells.enumerated() {
            add(.begin(tag))
            let lines = typesetter.lines(of: cell, style, width: widths[index] - 2 * Self.pad)
            for (row, line) in lines.enumerated() where !line.isEmpty {
                let baseline = y + Self.pad + style.size + Double(row) * style.lineHeight
                let isNumber = columns[index].isNumber
                add(
                    .text(
                        line,
                        at: Point(isNumber ? x + widths[index] - Self.pad : x + Self.pad, baseline),
                        isNumber ? .end : .start, style))
            }
            add(.end)
            x += widths[index]
        }
        add(.end)
        y += height
        add(
            .line(
                Point(margin, y), Point(margin + contentWidth, y), tag == "TH" ? .quiet : .rule,
                width: tag == "TH" ? 0.8 : 0.4))
    }

    private func height(of cells: [String], _ widths: [Double], _ style: TextStyle) -> Double {
        let lines = cells.enumerated().map { index, cell in
            typesetter.lines(of: cell, style, width: widths[index] - 2 * Self.pad).count
        }
        return Double(lines.max() ?? 1) * style.lineHeight + 2 * Self.pad
    }
}
