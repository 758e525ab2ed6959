/// A table with its caption, in a frame that scrolls by itself on a narrow screen.
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

    var markup: Markup {
        let heads = columns.map { column -> Markup in
            """
            <th scope="col"\(attribute: "class", column.isNumber ? "number" : nil)>\
            \(column.title)</th>
            """
        }
        let lines = rows.map { row -> Markup in "<tr>\(cells(row))</tr>\n" }
        return """
            <div class="scroll" role="group" tabindex="0" aria-label="\(caption)">
            <table>
            <caption>\(caption)</caption>
            <thead><tr>\(heads)</tr></thead>
            <tbody>
            \(lines)</tbody>
            </table>
            </div>
            \(note.map { "<p class=\"quiet\">\($0)</p>\n" as Markup })
            """
    }

    private func cells(_ row: [Markup]) -> [Markup] {
        zip(columns, row).enumerated().map { index, pair in
            let (column, cell) = pair
            if index == 0 { return "<th scope=\"row\">\(cell)</th>" }
            return "<td\(attribute: "class", column.isNumber ? "number" : nil)>\(cell)</td>"
        }
    }
}
