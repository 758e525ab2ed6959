/// A text with its places: `{name}`, or `{count:row|rows}`, which reads `row`
/// where the value of `count` is 1 and `rows` otherwise.
struct Template {
    enum Part: Equatable {
        case text(String)
        case value(String)
        case choice(String, one: String, other: String)
    }

    let parts: [Part]

    /// Reads a text; linear in its length.
    init(_ text: String) {
        var parts: [Part] = []
        var literal = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            if character == "\\", let escaped = rest.popFirst() {
                literal.append(escaped)
            } else if character == "{", let end = rest.firstIndex(of: "}") {
                if !literal.isEmpty { parts.append(.text(literal)) }
                literal = ""
                parts.append(Self.place(rest[..<end]))
                rest = rest[rest.index(after: end)...]
            } else {
                literal.append(character)
            }
        }
        if !literal.isEmpty { parts.append(.text(literal)) }
        self.parts = parts
    }

    private static func place(_ content: Substring) -> Part {
        guard let colon = content.firstIndex(of: ":") else { return .value(String(content)) }
        let name = String(content[..<colon])
        let forms = content[content.index(after: colon)...]
        guard let bar = forms.firstIndex(of: "|") else {
            return .choice(name, one: String(forms), other: String(forms))
        }
        let other = forms[forms.index(after: bar)...]
        return .choice(name, one: String(forms[..<bar]), other: String(other))
    }

    /// The names of the values that the text needs.
    var names: Set<String> {
        Set(
            parts.compactMap { part in
                switch part {
                case .text: nil
                case .value(let name), .choice(let name, _, _): name
                }
            })
    }

    /// A value that is not given shows as its place, so that a reader sees
    /// what is missing rather than a sentence with a hole.
    func filled(with values: [String: String]) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .value(let name): values[name] ?? "{\(name)}"
            case .choice(let name, let one, let other): values[name] == "1" ? one : other
            }
        }.joined()
    }
}
