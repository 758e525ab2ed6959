public import Texts

/// What one command takes.
///
/// ```swift
/// static let usage = Usage(
///     "report quarter", summary: "command.report.quarter",
///     positionals: [.required("quarter", help: "argument.quarter")],
///     options: [
///         .value("by", "dimensions", values: .listOf(["country", "sex"]), help: "option.by"),
///         .flag("json", help: "option.json"),
///     ],
///     examples: ["hubctl report quarter 2021-Q1 --by country,sex"])
/// ```
public struct Usage: Sendable {
    /// The words that call the command, such as `["report", "quarter"]`.
    public let path: [String]
    public let summary: TextKey
    /// Further paragraphs for the command's own help.
    public let discussion: TextKey?
    public let positionals: [Positional]
    public let options: [Option]
    /// Whole command lines.
    public let examples: [String]
    /// Only the codes that mean something particular to this command.
    public let exits: [ExitNote]

    /// The declaration is checked here: two arguments of one name, or an
    /// argument after one that takes the rest, are programming errors.
    public init(
        _ path: String, summary: TextKey, discussion: TextKey? = nil,
        positionals: [Positional] = [], options: [Option] = [], examples: [String] = [],
        exits: [ExitNote] = []
    ) {
        self.path = path.split(separator: " ").map(String.init)
        self.summary = summary
        self.discussion = discussion
        self.positionals = positionals
        self.options = options
        self.examples = examples
        self.exits = exits
        precondition(!self.path.isEmpty, "a command has a name")
        precondition(
            Set(options.map(\.name)).count == options.count
                && Set(positionals.map(\.name)).count == positionals.count,
            "\(path): two arguments have one name")
        precondition(
            !positionals.dropLast().contains { $0.arity.takesRest },
            "\(path): only the last argument can take the rest")
        precondition(
            zip(positionals, positionals.dropFirst()).allSatisfy {
                $0.arity.isRequired || !$1.arity.isRequired
            },
            "\(path): a required argument follows an optional one")
    }

    /// A code with which the command may end, and what it then means.
    public struct ExitNote: Hashable, Sendable {
        public let status: ExitStatus
        public let note: TextKey

        public init(_ status: ExitStatus, note: TextKey) {
            self.status = status
            self.note = note
        }
    }

    /// What a value may be; the parser checks it, completion offers it.
    public enum Values: Hashable, Sendable {
        case any
        case oneOf([String])
        /// One or more of these, separated by commas.
        case listOf([String])
        case file
        case directory
        /// Values that the program knows at run time, asked for by this name.
        case dynamic(String)
    }
}
