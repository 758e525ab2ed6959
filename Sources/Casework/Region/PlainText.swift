/// What no text of ours may hold: characters that steer what shows it instead of being shown.
public enum PlainText {
    /// Whether every character of a text is shown, or ends a line.
    ///
    /// No controls but tabs and ends of lines; none of the marks that turn the direction of what
    /// follows them, since that reaches beyond the text. Marks for one place (U+200E, U+200F) stay.
    public static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: true
            case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFFF9...0xFFFB: false
            default: true
            }
        }
    }

    /// The name of the first field, of a value or of its parts, whose text is not plain.
    ///
    /// Found by looking at the value itself, so that a new field is looked at like all others.
    public static func faultyField(in value: some Sendable) -> String? {
        field(of: Mirror(reflecting: value), called: "")
    }

    private static func field(of mirror: Mirror, called name: String) -> String? {
        for child in mirror.children {
            // A property that something wraps is stored with a line before its name.
            let own = child.label.map { $0.hasPrefix("_") ? String($0.dropFirst()) : $0 }
            let isNamed = mirror.displayStyle == .struct || mirror.displayStyle == .class
            let called = isNamed ? own ?? name : name
            if let text = child.value as? String {
                if !isPlain(text) { return called }
            } else if let found = field(of: Mirror(reflecting: child.value), called: called) {
                return found
            }
        }
        return nil
    }
}
