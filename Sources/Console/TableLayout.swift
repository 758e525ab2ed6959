/// Measures and draws one table.
struct TableLayout {
    private let table: TextTable
    private let isUnicode: Bool
    /// The width of each column; 0 for a bar that has no room.
    private let widths: [Int]
    /// The greatest bar of each column.
    private let scales: [Double]

    /// Between columns.
    private static let gap = 2

    init(_ table: TextTable, width: Int?, isUnicode: Bool) {
        self.table = table
        self.isUnicode = isUnicode
        let columns = table.columns
        var natural = columns.map { column in
            if case .bar(let width) = column.alignment {
                max(width, column.title.printable.displayWidth)
            } else {
                column.title.printable.displayWidth
            }
        }
        var scales = Array(repeating: 0.0, count: columns.count)
        for case .cells(let cells) in table.lines {
            for (index, cell) in cells.enumerated() {
                switch cell {
                case .text(let text):
                    natural[index] = max(natural[index], text.printable.displayWidth)
                case .bar(let value): scales[index] = max(scales[index], value)
                }
            }
        }
        self.scales = scales
        widths = width.map { Self.fitted(natural, columns, to: $0) } ?? natural
    }

    /// Takes bars off first, then narrows the widest column of words.
    private static func fitted(
        _ natural: [Int], _ columns: [TextTable.Column], to width: Int
    ) -> [Int] {
        var widths = natural
        func excess() -> Int {
            let shown = widths.filter { $0 > 0 }
            return shown.reduce(0, +) + gap * max(shown.count - 1, 0) - width
        }
        for index in columns.indices.reversed() where excess() > 0 {
            guard case .bar = columns[index].alignment else { continue }
            let rest = widths[index] - excess()
            // A bar of a few cells says nothing.
            widths[index] = rest < 5 ? 0 : rest
        }
        while excess() > 0 {
            let candidates = columns.indices.filter { index in
                columns[index].leastWidth.map { widths[index] > $0 } ?? false
            }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }

    /// All lines, without blanks at their ends.
    func text(headingStyle: TextStyle?) -> String {
        var result = ""
        if table.columns.contains(where: { !$0.title.isEmpty }) {
            let titles = line(table.columns.map { .text($0.title) })
            result += (headingStyle?.applied(to: titles) ?? titles) + "\n" + rule
        }
        for line in table.lines {
            switch line {
            case .cells(let cells): result += self.line(cells) + "\n"
            case .rule: result += rule
            }
        }
        return result
    }

    private var rule: String {
        let dash = isUnicode ? "─" : "-"
        let parts = widths.filter { $0 > 0 }.map { String(repeating: dash, count: $0) }
        return parts.joined(separator: String(repeating: " ", count: Self.gap)) + "\n"
    }

    private func line(_ cells: [TextTable.Cell]) -> String {
        var parts: [String] = []
        for (index, cell) in cells.enumerated() where widths[index] > 0 {
            parts.append(drawn(cell, in: index))
        }
        var line = parts.joined(separator: String(repeating: " ", count: Self.gap))
        while line.last == " " { line.removeLast() }
        return line
    }

    private func drawn(_ cell: TextTable.Cell, in index: Int) -> String {
        let width = widths[index]
        let text =
            switch cell {
            case .text(let text):
                text.printable.truncated(toWidth: width, mark: isUnicode ? "…" : "...")
            case .bar(let value): bar(value, of: scales[index], width: width)
            }
        let padding = String(repeating: " ", count: max(width - text.displayWidth, 0))
        return table.columns[index].alignment == .right ? padding + text : text + padding
    }

    /// Eighths of a block in Unicode, whole signs in ASCII; what is above
    /// zero always shows.
    private func bar(_ value: Double, of greatest: Double, width: Int) -> String {
        guard value > 0, greatest > 0, value.isFinite, greatest.isFinite else { return "" }
        let steps = isUnicode ? 8 : 1
        let length = max(Int((value / greatest * Double(width * steps)).rounded()), 1)
        guard isUnicode else { return String(repeating: "#", count: length) }
        let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return String(repeating: "█", count: length / steps) + parts[length % steps]
    }
}
