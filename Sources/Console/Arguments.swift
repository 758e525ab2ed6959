/// The arguments of one command line, parsed and held against their
/// declaration.
///
/// To ask for a name that the command does not declare is a programming
/// error. What the caller gave and the command never read is a usage error:
/// no option is ignored in silence.
public struct Arguments: Sendable {
    let options: [Usage.Option]
    let positionals: [Usage.Positional]
    /// By name; a flag that is given has one empty value.
    var optionValues: [String: [String]] = [:]
    var positionalValues: [String: [String]] = [:]
    private var read: Set<String> = []

    init(options: [Usage.Option], positionals: [Usage.Positional]) {
        self.options = options
        self.positionals = positionals
    }

    /// Whether the flag is given.
    public mutating func flag(_ name: String) -> Bool {
        let option = declared(name)
        precondition(option.placeholder == nil, "--\(name) takes a value")
        return optionValues[name] != nil
    }

    /// The option's value, if it is given.
    public mutating func value<T: LosslessStringConvertible>(
        _ name: String, as _: T.Type = T.self
    ) throws(UsageError) -> T? {
        try value(name, parse: T.init)
    }

    /// The option's value by a parser of its own, such as
    /// `Sex.init(rawValue:)`; nil from the parser is a usage error.
    public mutating func value<T>(
        _ name: String, parse: (String) -> T?
    ) throws(UsageError) -> T? {
        precondition(!declared(name).takesSeveral, "--\(name) can have several values")
        return try values(name, parse: parse).first
    }

    /// The values of an option that is repeatable, or that is a list.
    public mutating func values<T: LosslessStringConvertible>(
        _ name: String, as _: T.Type = T.self
    ) throws(UsageError) -> [T] {
        try values(name, parse: T.init)
    }

    public mutating func values<T>(
        _ name: String, parse: (String) -> T?
    ) throws(UsageError) -> [T] {
        let option = declared(name)
        precondition(option.placeholder != nil, "--\(name) is a flag")
        var result: [T] = []
        for text in optionValues[name] ?? [] {
            guard let value = parse(text) else {
                throw .invalidValue(text, name: "--\(name)", help: option.help)
            }
            result.append(value)
        }
        return result
    }

    /// The value of a required positional argument.
    public mutating func positional<T: LosslessStringConvertible>(
        _ name: String, as _: T.Type = T.self
    ) throws(UsageError) -> T {
        try positional(name, parse: T.init)
    }

    public mutating func positional<T>(
        _ name: String, parse: (String) -> T?
    ) throws(UsageError) -> T {
        let argument = declaredPositional(name)
        precondition(argument.arity == .one, "<\(name)> is not one required argument")
        guard let value = try parsed(argument, parse).first else {
            throw .missingPositional("<\(name)>", help: argument.help)
        }
        return value
    }

    /// The value of an optional positional argument, if it is given.
    public mutating func optional<T: LosslessStringConvertible>(
        _ name: String, as _: T.Type = T.self
    ) throws(UsageError) -> T? {
        try optional(name, parse: T.init)
    }

    public mutating func optional<T>(
        _ name: String, parse: (String) -> T?
    ) throws(UsageError) -> T? {
        let argument = declaredPositional(name)
        precondition(argument.arity == .zeroOrOne, "<\(name)> is not optional")
        return try parsed(argument, parse).first
    }

    /// The values of a positional argument that takes all that are left.
    public mutating func rest<T: LosslessStringConvertible>(
        _ name: String, as _: T.Type = T.self
    ) throws(UsageError) -> [T] {
        try rest(name, parse: T.init)
    }

    public mutating func rest<T>(
        _ name: String, parse: (String) -> T?
    ) throws(UsageError) -> [T] {
        let argument = declaredPositional(name)
        precondition(argument.arity.takesRest, "<\(name)> does not take the rest")
        return try parsed(argument, parse)
    }

    /// The first option that was given and never read, among `options`.
    func unread(among options: [Usage.Option]) -> Usage.Option? {
        options.first { optionValues[$0.name] != nil && !read.contains($0.name) }
    }

    private mutating func declared(_ name: String) -> Usage.Option {
        guard let option = options.first(where: { $0.name == name }) else {
            preconditionFailure("--\(name) is not declared")
        }
        read.insert(name)
        return option
    }

    private func declaredPositional(_ name: String) -> Usage.Positional {
        guard let positional = positionals.first(where: { $0.name == name }) else {
            preconditionFailure("<\(name)> is not declared")
        }
        return positional
    }

    private func parsed<T>(
        _ argument: Usage.Positional, _ parse: (String) -> T?
    ) throws(UsageError) -> [T] {
        var result: [T] = []
        for text in positionalValues[argument.name] ?? [] {
            guard let value = parse(text) else {
                throw .invalidValue(text, name: "<\(argument.name)>", help: argument.help)
            }
            result.append(value)
        }
        return result
    }
}

extension Usage.Option {
    var takesSeveral: Bool {
        if case .listOf = values { return true }
        return isRepeatable
    }
}
