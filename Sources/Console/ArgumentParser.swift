/// Reads the words after a command's name, by the command's declaration.
///
/// `--name value`, `--name=value`, `-n value`, `-nvalue`, flags joined as in
/// `-qv`; `--` ends the options; `-` and negative numbers are values.
struct ArgumentParser {
    let options: [Usage.Option]
    let positionals: [Usage.Positional]

    func parse(_ words: [String]) throws(UsageError) -> Arguments {
        var arguments = Arguments(options: options, positionals: positionals)
        var places: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                places += rest
                break
            } else if !Self.isOption(word) {
                places.append(word)
            } else if word.hasPrefix("--") {
                try parseLong(word, &rest, into: &arguments)
            } else {
                try parseShort(word, &rest, into: &arguments)
            }
        }
        for option in options where option.isRequired {
            guard arguments.optionValues[option.name] != nil else {
                throw .missingOption(option.signature)
            }
        }
        try place(places, into: &arguments)
        return arguments
    }

    /// Whether a word is an option, and not `-`, a negative number or a value.
    static func isOption(_ word: String) -> Bool {
        guard word.hasPrefix("-"), let second = word.dropFirst().first else { return false }
        return !(second.isNumber || second == ".")
    }

    private func parseLong(
        _ word: String, _ rest: inout ArraySlice<String>, into arguments: inout Arguments
    ) throws(UsageError) {
        let (name, value) = Self.split(word)
        guard let option = options.first(where: { $0.name == name }) else {
            let known = Suggestions.nearest(to: name, among: options.map(\.name))
            throw .unknownOption("--\(name)", suggestions: known.map { "--\($0)" })
        }
        if option.placeholder == nil {
            if value != nil { throw .unexpectedValue(option: "--\(name)") }
            try set(option, to: "", in: &arguments)
        } else {
            let text = if let value { value } else { try next(for: option, &rest) }
            try set(option, to: text, in: &arguments)
        }
    }

    private func parseShort(
        _ word: String, _ rest: inout ArraySlice<String>, into arguments: inout Arguments
    ) throws(UsageError) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            guard let option = options.first(where: { $0.short == letter }) else {
                let known = Suggestions.nearest(
                    to: String(word.dropFirst()), among: options.map(\.name))
                throw .unknownOption("-\(letter)", suggestions: known.map { "--\($0)" })
            }
            if option.placeholder == nil {
                try set(option, to: "", in: &arguments)
                continue
            }
            let joined = letters.first == "=" ? letters.dropFirst() : letters
            let value = try letters.isEmpty ? next(for: option, &rest) : String(joined)
            try set(option, to: value, in: &arguments)
            return
        }
    }

    private func next(
        for option: Usage.Option, _ rest: inout ArraySlice<String>
    ) throws(UsageError) -> String {
        guard let value = rest.first, value != "--", !Self.isOption(value) else {
            throw .missingValue(
                option: "--\(option.name)", placeholder: "<\(option.placeholder ?? "")>")
        }
        rest.removeFirst()
        return value
    }

    private func set(
        _ option: Usage.Option, to value: String, in arguments: inout Arguments
    ) throws(UsageError) {
        // A flag said twice says nothing new; a value said twice is a doubt.
        let given = arguments.optionValues[option.name]
        if given != nil, option.placeholder != nil, !option.isRepeatable {
            throw .repeatedOption("--\(option.name)")
        }
        var values = [value]
        if case .listOf = option.values {
            values = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        for value in values {
            try check(value, against: option.values, name: "--\(option.name)")
        }
        arguments.optionValues[option.name] = (given ?? []) + values
    }

    private func check(
        _ value: String, against values: Usage.Values, name: String
    ) throws(UsageError) {
        switch values {
        case .oneOf(let allowed), .listOf(let allowed):
            guard allowed.contains(value) else {
                throw .valueNotAllowed(
                    value, name: name, allowed: allowed,
                    suggestions: Suggestions.nearest(to: value, among: allowed))
            }
        case .any, .file, .directory, .dynamic:
            break
        }
    }

    private func place(
        _ values: [String], into arguments: inout Arguments
    ) throws(UsageError) {
        var rest = values[...]
        for positional in positionals {
            let taken = positional.arity.takesRest ? rest : rest.prefix(1)
            if taken.isEmpty, positional.arity.isRequired {
                throw .missingPositional("<\(positional.name)>", help: positional.help)
            }
            for value in taken {
                try check(value, against: positional.values, name: "<\(positional.name)>")
            }
            arguments.positionalValues[positional.name] = Array(taken)
            rest = rest.dropFirst(taken.count)
        }
        if let extra = rest.first {
            throw .unexpectedPositional(extra)
        }
    }

    /// `--name=value` in its two parts.
    static func split(_ word: String) -> (name: String, value: String?) {
        let body = word.dropFirst(2)
        guard let equals = body.firstIndex(of: "=") else { return (String(body), nil) }
        return (String(body[..<equals]), String(body[body.index(after: equals)...]))
    }
}
