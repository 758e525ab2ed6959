/// A language that every text exists in.
public enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case spanish = "es"

    /// The language to speak: the option if it names one, else the locale's.
    ///
    /// Of `LC_ALL`, `LC_MESSAGES` and `LANG` the first that is set and not
    /// empty decides, as POSIX has it; any Spanish locale gives Spanish and
    /// everything else English.
    public static func preferred(option: String?, environment: [String: String]) -> Self {
        if let option, let language = Self(rawValue: option.lowercased()) {
            return language
        }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty }
        let language = locale?.prefix { $0.isLetter }
        return language?.lowercased() == "es" ? .spanish : .english
    }
}
