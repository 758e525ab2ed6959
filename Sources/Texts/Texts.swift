/// The texts of one language, and its way with numbers and dates.
///
/// ```swift
/// let texts = Texts(.spanish)
/// texts("import.done", ["rows": texts.number(12_100)])
/// ```
public struct Texts: Sendable {
    public let language: Language
    private let catalogue: Catalogue

    /// The file is read once a process, on the first use of its language.
    public init(_ language: Language) {
        self.language = language
        catalogue = Catalogue[language]
    }

    /// The text of that name, its places filled with `values`.
    ///
    /// What a language of the public's lacks is said in Spanish, and marked so: `[es] …`. A name
    /// without a text gives `⟦name⟧`: it shows, and breaks nothing.
    public func callAsFunction(_ key: TextKey, _ values: [String: String] = [:]) -> String {
        guard let text = catalogue.entries[key.rawValue] else {
            return Language.whole.contains(language)
                ? "⟦\(key.rawValue)⟧" : "[es] \(Texts(.spanish)(key, values))"
        }
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "\\") })
        else { return text }
        return Template(text).filled(with: values)
    }

    /// Whether the language has a text of that name.
    public func contains(_ key: TextKey) -> Bool {
        catalogue.entries[key.rawValue] != nil
    }

    /// The names of all texts of a language.
    public static func keys(in language: Language) -> Set<String> {
        Set(Catalogue[language].entries.keys)
    }
}
