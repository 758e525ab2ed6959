public import Texts

/// A command line that cannot be understood; the command ends with 64.
public enum UsageError: Error, Hashable, Sendable {
    case missingCommand
    case unknownCommand(String, suggestions: [String])
    case unknownOption(String, suggestions: [String])
    /// An option of some command, written before the command.
    case misplacedOption(String)
    case repeatedOption(String)
    case missingOption(String)
    /// An option that is known but that the command had no use for here.
    case unusedOption(String)
    case missingValue(option: String, placeholder: String)
    case unexpectedValue(option: String)
    /// A value that its type refuses; `help` says what it should be.
    case invalidValue(String, name: String, help: TextKey)
    case valueNotAllowed(String, name: String, allowed: [String], suggestions: [String])
    case missingPositional(String, help: TextKey)
    case unexpectedPositional(String)
    /// A rule of the command itself.
    case rule(TextKey, [String: String] = [:])

    /// The sentence for a person.
    public func message(in texts: Texts) -> String {
        switch self {
        case .missingCommand:
            texts("console.usage.command.missing")
        case .unknownCommand(let word, let suggestions):
            texts("console.usage.command.unknown", ["word": word])
                + Self.suggestion(suggestions, texts)
        case .unknownOption(let option, let suggestions):
            texts("console.usage.option.unknown", ["option": option])
                + Self.suggestion(suggestions, texts)
        case .misplacedOption(let option):
            texts("console.usage.option.misplaced", ["option": option])
        case .repeatedOption(let option):
            texts("console.usage.option.repeated", ["option": option])
        case .missingOption(let option):
            texts("console.usage.option.required", ["option": option])
        case .unusedOption(let option):
            texts("console.usage.option.unused", ["option": option])
        case .missingValue(let option, let placeholder):
            texts("console.usage.value.missing", ["option": option, "placeholder": placeholder])
        case .unexpectedValue(let option):
            texts("console.usage.value.unexpected", ["option": option])
        case .invalidValue(let value, let name, let help):
            texts(
                "console.usage.value.invalid",
                ["value": value, "name": name, "help": texts(help)])
        case .valueNotAllowed(let value, let name, let allowed, let suggestions):
            texts(
                "console.usage.value.allowed",
                ["value": value, "name": name, "values": allowed.joined(separator: ", ")])
                + Self.suggestion(suggestions, texts)
        case .missingPositional(let name, let help):
            texts("console.usage.positional.missing", ["name": name, "help": texts(help)])
        case .unexpectedPositional(let value):
            texts("console.usage.positional.unexpected", ["value": value])
        case .rule(let key, let values):
            texts(key, values)
        }
    }

    private static func suggestion(_ suggestions: [String], _ texts: Texts) -> String {
        guard let last = suggestions.last else { return "" }
        let or = " \(texts("console.usage.or")) "
        let others = suggestions.dropLast().joined(separator: ", ")
        let list = others.isEmpty ? last : others + or + last
        return " " + texts("console.usage.suggestion", ["suggestions": list])
    }
}
