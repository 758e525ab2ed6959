/// A page of help: its sections, and how they are laid out in lines.
struct HelpPage {
    let sections: [Section]

    enum Section {
        case paragraph(String)
        /// The words of a command line, and the arguments that may follow.
        case usage(String, [String], [String])
        case rows(String, [Row])
        case lines(String, [String])
    }

    /// A term on the left and what it means on the right.
    struct Row {
        let term: String
        let text: String
    }

    /// What is longer than this stands on a line of its own.
    private static let widestTerm = 30

    /// The page in lines of at most `width` columns, a blank line between
    /// sections; sections without content are left out.
    func text(width: Int, hasColor: Bool) -> String {
        let column = termColumn(width)
        return sections.compactMap { section in
            switch section {
            case .paragraph(let text):
                text.isEmpty ? nil : Self.block(text, indent: 0, width)
            case .usage(let title, let words, let arguments):
                Self.heading(title, hasColor) + Self.usage(words, arguments, width)
            case .rows(let title, let rows):
                rows.isEmpty
                    ? nil
                    : Self.heading(title, hasColor)
                        + rows.map { Self.drawn($0, column, width) }.joined()
            case .lines(let title, let lines):
                lines.isEmpty
                    ? nil : Self.heading(title, hasColor) + lines.map { "  \($0)\n" }.joined()
            }
        }.joined(separator: "\n")
    }

    /// One column for the whole page, so that all texts begin below each
    /// other; in a narrow window next to none, so that texts stand below
    /// their terms.
    private func termColumn(_ width: Int) -> Int {
        let widths = sections.flatMap { section in
            if case .rows(_, let rows) = section { rows.map(\.term.displayWidth) } else { [Int]() }
        }
        let column = widths.filter { $0 <= Self.widestTerm }.max() ?? Self.widestTerm
        return width - column < 30 ? 2 : column
    }

    private static func heading(_ text: String, _ hasColor: Bool) -> String {
        (hasColor ? TextStyle.bold.applied(to: text) : text) + "\n"
    }

    private static func drawn(_ row: Row, _ column: Int, _ width: Int) -> String {
        let indent = column + 4
        let body = block(row.text, indent: indent, width)
        guard row.term.displayWidth <= column else { return "  \(row.term)\n" + body }
        let padding = String(repeating: " ", count: column + 2 - row.term.displayWidth)
        return "  \(row.term)\(padding)" + body.dropFirst(indent)
    }

    /// The command line, continued below its first argument.
    private static func usage(_ words: [String], _ arguments: [String], _ width: Int) -> String {
        let start = "  " + words.joined(separator: " ")
        let indent = min(start.displayWidth, width / 2)
        var line = start
        var result = ""
        for argument in arguments {
            if line.displayWidth + 1 + argument.displayWidth > width, line != start {
                result += line + "\n"
                line = String(repeating: " ", count: indent)
            }
            line += " " + argument
        }
        return result + line + "\n"
    }

    private static func block(_ text: String, indent: Int, _ width: Int) -> String {
        let padding = String(repeating: " ", count: indent)
        return text.wrapped(toWidth: max(width - indent, 20))
            .map { $0.isEmpty ? "\n" : padding + $0 + "\n" }
            .joined()
    }
}
