/// Which language a reader is given where a text is not there in their own.
///
/// Readers of Haitian Creole and French live among Spanish speakers here: French comes after Creole,
/// Spanish after both, and a text's original language only then.
enum ReaderLanguage {
    static func inOrder(_ language: String) -> [String] {
        switch language {
        case "ht": ["ht", "fr", "es"]
        case "fr": ["fr", "es"]
        default: [language]
        }
    }
}
