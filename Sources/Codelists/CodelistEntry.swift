/// One value of a codelist, with its label in each language and where it was found.
public struct CodelistEntry: Hashable, Sendable {
    /// The number that rows of the database hold; never reused.
    public let number: Int16
    public let code: String
    /// ISO 3166-1 alpha-2, for countries only.
    public let alpha2: String?
    public let english: String
    public let spanish: String
    /// Nil where the list has no label in the language.
    public let french: String?
    public let haitian: String?
    public let source: String
    public let validFrom: String
    /// Empty while the value is in use; a code is retired, never deleted.
    public let validTo: String

    public var isRetired: Bool { !validTo.isEmpty }

    /// The label in a language by its code (ISO 639-1); where there is none, the nearest that its
    /// speakers are likely to read: French for Haitian Creole, and Spanish.
    public func label(inLanguage code: String) -> String {
        switch code {
        case "en": english
        case "fr": french ?? spanish
        case "ht": haitian ?? french ?? spanish
        default: spanish
        }
    }
}
