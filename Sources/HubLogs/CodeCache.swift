import Codelists

/// Codes already looked up in one list, by the text that named them.
struct CodeCache<Kind: CodelistKind> {
    private var known: [String: Code<Kind>] = [:]

    /// The code that `text` names; nil when the list has none, and for empty text.
    mutating func code(_ text: String) -> Code<Kind>? {
        if text.isEmpty { return nil }
        if let code = known[text] { return code }
        guard let code = Code<Kind>(text) else { return nil }
        if known.count < 10_000 { known[text] = code }
        return code
    }
}

extension StringProtocol {
    /// The text without white space at either end, no-break spaces included.
    var trimmingSpaces: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }),
            let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}
