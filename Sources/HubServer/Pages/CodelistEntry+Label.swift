import Codelists
import Texts

extension CodelistEntry {
    func label(_ language: Language) -> String { label(inLanguage: language.rawValue) }
}

extension Code {
    /// The value as a reader of the language calls it; its code where the list has lost it.
    func label(_ language: Language) -> String { Self.list[number]?.label(language) ?? code }
}
