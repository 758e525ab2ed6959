import Codelists

/// Codes already looked up in one list, by the text that named them: a log repeats a few values
/// thousands of times.
struct CodeCache<Kind: CodelistKind> {
    private var known = TextCache<Code<Kind>>()

    /// The code that `text` names; nil when the list has none, and for empty text.
    mutating func code(_ text: String) -> Code<Kind>? {
        text.isEmpty ? nil : known.value(of: text) { Code<Kind>($0) }
    }
}

/// Values already found for texts; holds a bounded number of short texts.
struct TextCache<Value> {
    private var known: [String: Value] = [:]
    private static var maximumTexts: Int { 4_096 }
    private static var maximumBytes: Int { 256 }

    /// The value of `text`; what has none is looked for each time.
    mutating func value(of text: String, find: (String) -> Value?) -> Value? {
        if let value = known[text] { return value }
        guard let value = find(text) else { return nil }
        if known.count < Self.maximumTexts, text.utf8.count <= Self.maximumBytes {
            known[text] = value
        }
        return value
    }
}
