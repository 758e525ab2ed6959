/// A table with its caption, in a frame that scrolls by itself on a narrow screen; one of more than two
/// columns of words is a card a row there.
struct DataTable: Sendable {
    struct Column: Sendable {
        let title: String
        let isNumber: Bool

        init(_ title: String, isNumber: Bool = false) {
            self.title = title
            self.isNumber = isNumber
        }
    }

    let caption: String
    let columns: [Column]
    /// The first cell of a row is its heading.
    let rows: [[Markup]]
    /// Says how to read it; nothing where it is clear.
    var note: String?
    /// False where a heading beside it says the same: then only those hear it who see nothing.
    var showsCaption = true
    /// Whether its columns are to be compared: then they stay beside each other.
    var isComparison = false

    var markup: Markup {
        let heads = columns.map { column -> Markup in
            """
            <th scope="col"\(role("columnheader"))\
            \(attribute: "class", column.isNumber ? "number" : nil)>\
            \(column.title)</th>
            """
        }
        let lines = rows.map { row -> Markup in "<tr\(role("row"))>\(cells(row))</tr>\n" }
        return """
            <div class="scroll" role="group" tabindex="0" aria-label="\(caption)">
            <table\(role("table"))\(attribute: "class", hasCards ? "cards" : nil)>
            <caption\(attribute: "class", showsCaption ? nil : "unseen")>\(caption)</caption>
            <thead\(role("rowgroup"))><tr\(role("row"))>\(heads)</tr></thead>
            <tbody\(role("rowgroup"))>
            \(lines)</tbody>
            </table>
            </div>
            \(note.map { "<p class=\"quiet\">\($0)</p>\n" as Markup })
            """
    }

    private var hasCards: Bool {
        !isComparison && columns.count(where: { !$0.isNumber }) > 2
    }

    /// Cards are no table to a browser any more: what each part is, is said.
    private func role(_ name: String) -> Markup? { hasCards ? " role=\"\(name)\"" : nil }

    /// What stands beside its label on a card, as one.
    private func value(_ cell: Markup) -> Markup { hasCards ? "<span>\(cell)</span>" : cell }

    private func cells(_ row: [Markup]) -> [Markup] {
        zip(columns, row).enumerated().map { index, pair in
            let (column, cell) = pair
            if index == 0 { return "<th scope=\"row\"\(role("rowheader"))>\(cell)</th>" }
            return """
                <td\(attribute: "class", column.isNumber ? "number" : nil)\(role("cell"))\
                \(attribute: "data-label", hasCards ? column.title : nil)>\(value(cell))</td>
                """
        }
    }
}
