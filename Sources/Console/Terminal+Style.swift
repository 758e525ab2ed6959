/// How a stretch of text stands out; nothing depends on seeing it.
public enum TextStyle: Sendable {
    case bold, dim, red, green, yellow

    var code: Int {
        switch self {
        case .bold: 1
        case .dim: 2
        case .red: 31
        case .green: 32
        case .yellow: 33
        }
    }

    func applied(to text: String) -> String {
        text.isEmpty ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}

extension Terminal {
    /// The text in that style where standard output has colour.
    public func styled(_ text: String, _ style: TextStyle) -> String {
        hasOutputColor ? style.applied(to: text) : text
    }

    /// The text in that style where standard error has colour.
    public func styledError(_ text: String, _ style: TextStyle) -> String {
        hasErrorColor ? style.applied(to: text) : text
    }

    /// The text with what could steer the terminal made visible: for data
    /// from outside.
    public static func printable(_ text: some StringProtocol) -> String {
        text.printable
    }
}
