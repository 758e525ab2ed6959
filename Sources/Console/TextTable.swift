/// A table for people to read, in lines of text.
///
/// ```swift
/// var table = TextTable([.left("Hub"), .right("People"), .bar()])
/// table.append(["MX-TAP", .text(texts.number(412)), .bar(412)])
/// terminal.write(table)
/// ```
public struct TextTable: Sendable {
    public let columns: [Column]
    var lines: [Line] = []

    enum Line {
        case cells([Cell])
        case rule
    }

    public init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row; cells that are missing at its end are empty.
    public mutating func append(_ cells: [Cell]) {
        precondition(cells.count <= columns.count, "a row has more cells than the table columns")
        let missing = columns.count - cells.count
        lines.append(.cells(cells + Array(repeating: .text(""), count: missing)))
    }

    /// Adds a line across the table, as above a total.
    public mutating func appendRule() {
        lines.append(.rule)
    }

    /// One column: its heading, and how its cells lie in it.
    public struct Column: Hashable, Sendable {
        let title: String
        let alignment: Alignment
        /// Columns of the terminal that the column is not narrowed below when
        /// the table is too wide; nil for a column that is never narrowed.
        let leastWidth: Int?

        enum Alignment {
            case left, right
            case bar(width: Int)
        }

        /// Words. They may be cut down to `leastWidth` when the terminal is
        /// narrow: what is cut ends in `…`.
        public static func left(_ title: String, leastWidth: Int = 12) -> Self {
            Self(title: title, alignment: .left, leastWidth: leastWidth)
        }

        /// Figures, which are never cut.
        public static func right(_ title: String) -> Self {
            Self(title: title, alignment: .right, leastWidth: nil)
        }

        /// Bars as long as the share of the column's greatest value. They are
        /// the first to give way when the terminal is narrow.
        public static func bar(_ title: String = "", width: Int = 20) -> Self {
            Self(title: title, alignment: .bar(width: width), leastWidth: nil)
        }
    }

    /// The content of one row in one column.
    public enum Cell: Hashable, Sendable, ExpressibleByStringLiteral {
        case text(String)
        /// A length, in the measure of the other bars of its column.
        case bar(Double)

        public init(stringLiteral value: String) {
            self = .text(value)
        }
    }
}

extension TextTable.Column.Alignment: Hashable, Sendable {}

extension Terminal {
    /// Writes the table to standard output, as wide as the window allows.
    public func write(_ table: TextTable) {
        let layout = TableLayout(table, width: width, isUnicode: isUnicode)
        write(layout.text(headingStyle: hasOutputColor ? .bold : nil), terminator: "")
    }
}

extension TextTable {
    /// The table as text: one line a row, each ended; no line is wider than
    /// `width` as far as columns can be narrowed.
    public func rendered(width: Int? = nil, isUnicode: Bool = true) -> String {
        TableLayout(self, width: width, isUnicode: isUnicode).text(headingStyle: nil)
    }
}
