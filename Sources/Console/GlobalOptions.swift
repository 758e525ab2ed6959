import Texts

/// The options that every program of ours has.
enum GlobalOptions {
    static let help = Usage.Option.flag("help", short: "h", help: "console.option.help")
    static let version = Usage.Option.flag("version", help: "console.option.version")
    static let language = Usage.Option.value(
        "lang", Language.whole.map(\.rawValue).joined(separator: "|"),
        values: .oneOf(Language.whole.map(\.rawValue)), help: "console.option.lang")
    static let noColor = Usage.Option.flag("no-color", help: "console.option.no-color")

    static let all = [language, noColor, version, help]

    /// Whether help is asked for, anywhere before `--`.
    static func asksForHelp(_ words: [String]) -> Bool {
        words.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
    }

    /// The language asked for, read before anything is parsed, so that even
    /// the complaint about a bad command line is in it.
    static func language(in words: [String]) -> String? {
        let words = words.prefix { $0 != "--" }
        if let word = words.last(where: { $0.hasPrefix("--lang=") }) {
            return ArgumentParser.split(word).value
        }
        return zip(words, words.dropFirst()).first { $0.0 == "--lang" }?.1
    }

    static func allowsColor(_ words: [String]) -> Bool {
        !words.prefix { $0 != "--" }.contains("--no-color")
    }
}
