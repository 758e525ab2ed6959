/// A language that we speak.
public enum Language: String, Sendable {
    case english = "en"
    case spanish = "es"
    case french = "fr"
    case haitian = "ht"

    /// Those in which every text exists: staff choose between them.
    public static let whole: [Self] = [.english, .spanish]
    /// Those in which the public is spoken to.
    public static let ofPublic: [Self] = [.spanish, .english, .french, .haitian]

    /// One of those in which every text exists.
    public init?(whole code: String) {
        guard let language = Self(rawValue: code), Self.whole.contains(language) else { return nil }
        self = language
    }

    /// The language to speak: the option if it names one, else the locale's.
    ///
    /// Of `LC_ALL`, `LC_MESSAGES` and `LANG` the first that is set and not
    /// empty decides, as POSIX has it; any Spanish locale gives Spanish and
    /// everything else English.
    public static func preferred(option: String?, environment: [String: String]) -> Self {
        if let option, let language = Self(whole: option.lowercased()) {
            return language
        }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty }
        let language = locale?.prefix { $0.isLetter }
        return language?.lowercased() == "es" ? .spanish : .english
    }
}
