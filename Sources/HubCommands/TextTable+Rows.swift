import Console

extension TextTable {
    /// Adds a row of texts, with a bar at its end where the table has one.
    mutating func add(_ texts: [String], bar: Double? = nil) {
        append(texts.map { .text($0) } + (bar.map { [.bar($0)] } ?? []))
    }

    /// The table as it fits the terminal, without a line break at its end.
    func render(for terminal: Terminal) -> String {
        var text = rendered(width: terminal.width, isUnicode: terminal.isUnicode)
        while text.last == "\n" { text.removeLast() }
        return text
    }
}
