import Texts

/// One thing that completion offers.
struct Candidate: Hashable {
    let value: String
    var help = ""
}

extension Program {
    /// Prints what could stand in place of the last of `words`, one candidate
    /// a line, its help after a tab.
    func answer(_ words: [String], _ call: Call) async {
        for candidate in await candidates(words, call) {
            let help = candidate.help.split(separator: "\n").first.map(String.init) ?? ""
            call.terminal.write("\(candidate.value)\t\(help)".replacing("\n", with: " "))
        }
    }

    private func candidates(_ words: [String], _ call: Call) async -> [Candidate] {
        let current = words.last ?? ""
        let before = Array(words.dropLast())
        let path = CommandPath(before, commands: usages, globalOptions: options)
        let known = (path.usage?.options ?? []) + options
        if before.contains("--") {
            return await positional(current, path, known, call)
        }
        if let last = before.last, let option = Self.option(last, in: known), !last.contains("=") {
            return await values(option.values, current, prefix: "", call)
        }
        if current.hasPrefix("--"), let equals = current.firstIndex(of: "=") {
            let (name, value) = ArgumentParser.split(current)
            guard let option = known.first(where: { $0.name == name }) else { return [] }
            // A bash that breaks words at = has already taken the name off.
            return await values(
                option.values, value ?? "", prefix: String(current[...equals]), call)
        }
        if current.hasPrefix("-") {
            return Self.matching(
                current, known.map { Candidate(value: "--\($0.name)", help: call.texts($0.help)) })
        }
        return await positional(current, path, known, call)
    }

    private func positional(
        _ current: String, _ path: CommandPath, _ known: [Usage.Option], _ call: Call
    ) async -> [Candidate] {
        guard let usage = path.usage else { return nextWords(current, path, call) }
        let place = Self.places(in: path.rest, known)
        let positional =
            place < usage.positionals.count
            ? usage.positionals[place] : usage.positionals.last { $0.arity.takesRest }
        guard let positional else { return [] }
        return await values(positional.values, current, prefix: "", call)
    }

    private func nextWords(_ current: String, _ path: CommandPath, _ call: Call) -> [Candidate] {
        guard path.problem == .missingCommand else { return [] }
        let depth = path.words.count
        var result: [Candidate] = []
        for group in groups {
            for usage in group.commands.map({ $0.usage }) where usage.path.starts(with: path.words)
            {
                let word = usage.path[depth]
                guard !result.contains(where: { $0.value == word }) else { continue }
                let isCommand = usage.path.count == depth + 1
                let help = call.texts(isCommand ? usage.summary : group.title)
                result.append(Candidate(value: word, help: help))
            }
        }
        return Self.matching(current, result)
    }

    private func values(
        _ values: Usage.Values, _ current: String, prefix: String, _ call: Call
    ) async -> [Candidate] {
        switch values {
        case .any:
            return []
        case .oneOf(let allowed):
            return Self.matching(current, allowed.map { Candidate(value: $0) }, prefix: prefix)
        case .listOf(let allowed):
            let done = current.split(separator: ",", omittingEmptySubsequences: false).dropLast()
            let left = allowed.filter { !done.contains(Substring($0)) }
            let list = done.map { $0 + "," }.joined()
            return Self.matching(
                current, left.map { Candidate(value: list + $0) }, prefix: prefix)
        case .file:
            return [Candidate(value: ":file")]
        case .directory:
            return [Candidate(value: ":directory")]
        case .dynamic(let name):
            let invocation = Invocation(
                program: self.name, version: version, terminal: call.terminal, texts: call.texts,
                environment: call.environment,
                arguments: Arguments(options: options, positionals: []))
            let known = await complete(name, invocation)
            return Self.matching(current, known.map { Candidate(value: $0) }, prefix: prefix)
        }
    }

    private static func matching(
        _ current: String, _ candidates: [Candidate], prefix: String = ""
    ) -> [Candidate] {
        candidates
            .filter { $0.value.hasPrefix(current) }
            .map { Candidate(value: prefix + $0.value, help: $0.help) }
    }

    /// The option of that word, if a value must follow it.
    private static func option(_ word: String, in options: [Usage.Option]) -> Usage.Option? {
        guard ArgumentParser.isOption(word) else { return nil }
        let isLong = word.hasPrefix("--")
        return options.first {
            $0.placeholder != nil
                && (isLong ? $0.name == word.dropFirst(2) : $0.short.map { "-\($0)" } == word)
        }
    }

    /// How many positional arguments the words hold.
    private static func places(in words: [String], _ options: [Usage.Option]) -> Int {
        var count = 0
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" { return count + rest.count }
            if !ArgumentParser.isOption(word) {
                count += 1
            } else if option(word, in: options) != nil {
                _ = rest.popFirst()
            }
        }
        return count
    }
}
