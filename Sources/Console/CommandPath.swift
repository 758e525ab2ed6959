/// A command line divided: the words that name a command, and the rest.
struct CommandPath {
    /// The words of the command or group, as far as they are known.
    private(set) var words: [String] = []
    /// The command so named; nil for a group or the program itself.
    private(set) var usage: Usage?
    /// The words that are left for the command's own parser; options that
    /// stood before the command's name come first.
    private(set) var rest: [String] = []
    /// Why the path ends before a command.
    private(set) var problem: UsageError?

    /// Finds the longest path of known words, skipping `globalOptions`.
    init(_ line: [String], commands: [Usage], globalOptions: [Usage.Option]) {
        var left = line[...]
        while let word = left.popFirst() {
            if word == "--" || !ArgumentParser.isOption(word) {
                if !descend(into: word, commands) { return }
                if usage != nil { break }
                continue
            }
            rest.append(word)
            let (name, value) = ArgumentParser.split(word)
            guard let option = globalOptions.first(where: { Self.names(word, name, $0) }) else {
                problem = Self.unknownOption(word, name, commands, globalOptions)
                return
            }
            if option.placeholder != nil, value == nil, let next = left.popFirst() {
                rest.append(next)
            }
        }
        rest += left
        if usage == nil { problem = .missingCommand }
    }

    private mutating func descend(into word: String, _ commands: [Usage]) -> Bool {
        let depth = words.count
        let here = commands.filter { $0.path.starts(with: words) && $0.path.count > depth }
        let next = here.filter { $0.path[depth] == word }
        guard !next.isEmpty else {
            problem = .unknownCommand(word, suggestions: suggestions(for: word, here, commands))
            return false
        }
        words.append(word)
        usage = next.first { $0.path == words }
        return true
    }

    private func suggestions(for word: String, _ here: [Usage], _ all: [Usage]) -> [String] {
        var candidates: [String] = []
        for usage in here where !candidates.contains(usage.path[words.count]) {
            candidates.append(usage.path[words.count])
        }
        let near = Suggestions.nearest(to: word, among: candidates)
        guard near.isEmpty else { return near.map { (words + [$0]).joined(separator: " ") } }
        // `hubctl quarter` means `hubctl report quarter`.
        return all.filter { $0.path.contains(word) }.prefix(3).map {
            $0.path.joined(separator: " ")
        }
    }

    private static func names(_ word: String, _ name: String, _ option: Usage.Option) -> Bool {
        word.hasPrefix("--") ? option.name == name : option.short == word.dropFirst().first
    }

    private static func unknownOption(
        _ word: String, _ name: String, _ commands: [Usage], _ globalOptions: [Usage.Option]
    ) -> UsageError {
        if commands.contains(where: { $0.options.contains { names(word, name, $0) } }) {
            return .misplacedOption(word)
        }
        let known = Suggestions.nearest(to: name, among: globalOptions.map(\.name))
        return .unknownOption(word, suggestions: known.map { "--\($0)" })
    }
}
