import Drawing
import QRCodes

extension PageFlow {
    /// The first heading of a document, and what it belongs to above it.
    mutating func title(_ text: String, above: String = "") {
        if !above.isEmpty { paragraph(above, TextStyle(10, .regular, .quiet)) }
        add(.begin("H1"))
        for line in typesetter.lines(
            of: text, TextStyle(20, .light, .accent), width: contentWidth)
        {
            write(line, TextStyle(20, .light, .accent))
        }
        add(.end)
        y += 6
    }

    /// The largest of some sizes at which a text takes two lines at most; the last where none does.
    func style(of text: String, sizes: [Double], width: Double, _ style: TextStyle) -> TextStyle {
        var style = style
        for size in sizes {
            style.size = size
            if typesetter.lines(of: text, style, width: width).count <= 2 { break }
        }
        return style
    }

    /// A fact with its name before it.
    mutating func fact(_ name: String, _ text: String) {
        guard !text.isEmpty else { return }
        let (bold, plain) = (TextStyle(9.5, .semibold), TextStyle(9.5))
        let indent = 130.0
        let names = typesetter.lines(of: name, bold, width: indent - 10)
        let lines = typesetter.lines(of: text, plain, width: contentWidth - indent)
        need(Double(min(4, max(names.count, lines.count))) * plain.lineHeight)
        add(.begin("P"))
        for row in 0..<max(names.count, lines.count) {
            if y + plain.lineHeight > bottom { newPage() }
            y += plain.lineHeight
            if row < names.count {
                add(.text(names[row], at: Point(margin, y - 3), .start, bold))
            }
            if row < lines.count {
                add(.text(lines[row], at: Point(margin + indent, y - 3), .start, plain))
            }
        }
        add(.end)
        y += 4
    }

    /// A paragraph that is set in, with a mark before its first line.
    mutating func item(_ mark: String, _ text: String, indent: Double = 18) {
        let style = TextStyle(9.5)
        add(.begin("P"))
        for (index, line) in typesetter.lines(
            of: text, style, width: contentWidth - indent
        ).enumerated() {
            if y + style.lineHeight > bottom { newPage() }
            y += style.lineHeight
            if index == 0 { add(.text(mark, at: Point(margin, y - 4), .start, style)) }
            add(.text(line, at: Point(margin + indent, y - 4), .start, style))
        }
        add(.end)
        y += 3
    }

    private mutating func write(_ line: String, _ style: TextStyle) {
        if y + style.lineHeight > bottom { newPage() }
        y += style.lineHeight
        add(.text(line, at: Point(margin, y - style.lineHeight * 0.28), .start, style))
    }

    /// A QR code with its upper right corner at a place; it says in words where it leads.
    mutating func code(_ text: String, right: Double, top: Double, side: Double) {
        guard let code = QRCode(text, correction: .strong) else { return }
        let module = side / Double(code.size + 2 * QRCode.quietZone)
        let left = right - side
        add(.beginFigure(text))
        add(.rectangle(Box(x: left, y: top, width: side, height: side), fill: .paper))
        for row in 0..<code.size {
            var column = 0
            while column < code.size {
                let start = column
                while column < code.size, code.isDark(row: row, column: column) { column += 1 }
                if column > start {
                    add(
                        .rectangle(
                            Box(
                                x: left + Double(start + QRCode.quietZone) * module,
                                y: top + Double(row + QRCode.quietZone) * module,
                                width: Double(column - start) * module, height: module),
                            fill: .ink))
                }
                column += 1
            }
        }
        add(.end)
    }
}
