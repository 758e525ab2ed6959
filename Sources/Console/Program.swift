public import Texts

/// A program of several commands: finds the one that is called, reads its
/// arguments, runs it, and turns whatever comes of it into an exit code.
public struct Program<Context>: Sendable {
    public let name: String
    public let version: String
    let summary: TextKey
    let groups: [CommandGroup<Context>]
    let options: [Usage.Option]
    let context: @Sendable (Invocation) async throws -> Context
    let describe: @Sendable (any Error, Texts) -> (message: String, status: ExitStatus)?
    let complete: @Sendable (String, Invocation) async -> [String]

    /// Declares the program.
    ///
    /// - `options` is what every command takes besides `--help`, `--version`,
    ///   `--lang` and `--no-color`.
    /// - `context` makes what the commands work with; it is called only for a
    ///   command line that is understood.
    /// - `describe` gives the sentence and the code for an error of the
    ///   program's own, nil for one that nobody foresaw.
    /// - `complete` gives the values of `Usage.Values.dynamic` of that name.
    public init(
        name: String, version: String, summary: TextKey, groups: [CommandGroup<Context>],
        options: [Usage.Option] = [],
        context: @escaping @Sendable (Invocation) async throws -> Context,
        describe:
            @escaping @Sendable (any Error, Texts) -> (
                message: String, status: ExitStatus
            )? = { _, _ in nil },
        complete: @escaping @Sendable (String, Invocation) async -> [String] = { _, _ in [] }
    ) {
        self.name = name
        self.version = version
        self.summary = summary
        self.groups = groups
        self.options = options + GlobalOptions.all
        self.context = context
        self.describe = describe
        self.complete = complete
        checkDeclarations()
    }

    /// Every command's declaration, in the order of the help.
    var usages: [Usage] {
        groups.flatMap { $0.commands.map { $0.usage } }
    }

    func command(_ path: [String]) -> (any Command<Context>.Type)? {
        for group in groups {
            if let command = group.commands.first(where: { $0.usage.path == path }) {
                return command
            }
        }
        return nil
    }

    /// A clash between declarations would make a command unreachable.
    private func checkDeclarations() {
        let usages = usages
        for (index, usage) in usages.enumerated() {
            let path = usage.path.joined(separator: " ")
            precondition(
                !usages[..<index].contains {
                    $0.path.starts(with: usage.path) || usage.path.starts(with: $0.path)
                }, "\(path): one command hides another")
            let all = usage.options + options
            precondition(
                Set(all.map(\.name)).count == all.count, "\(path): two options have one name")
            let letters = all.compactMap(\.short)
            precondition(Set(letters).count == letters.count, "\(path): two options share a letter")
        }
    }
}
