/// SQL with its parameters, written as a string literal.
///
///     let statement: Statement = "SELECT name FROM hub WHERE id = \(id)"
///
/// A value becomes a parameter, never SQL text. Another statement is spliced in with its parameters
/// renumbered, and raw SQL has to be spelled out: `\(raw: "ORDER BY name")`.
public struct Statement: Sendable {
    /// The text, with `$1`, `$2`… where the parameters stand.
    public private(set) var sql: String
    public private(set) var parameters: [Parameter] = []
    /// Where in the text's UTF-8 each parameter's `$` stands; the n-th is numbered n.
    private var placeholders: [Int] = []

    /// A statement without parameters, from text that the caller vouches for.
    public init(raw sql: String) { self.sql = sql }

    mutating func append(raw text: String) { sql += text }

    mutating func append(_ parameter: Parameter) {
        parameters.append(parameter)
        placeholders.append(sql.utf8.count)
        sql += "$\(parameters.count)"
    }

    mutating func append(_ other: Statement) {
        var rest = other.sql.utf8[...]
        var consumed = 0
        for (index, parameter) in other.parameters.enumerated() {
            let literal = rest.prefix(other.placeholders[index] - consumed)
            sql += Substring(literal)
            append(parameter)
            let placeholder = literal.count + "$\(index + 1)".utf8.count
            rest = rest.dropFirst(placeholder)
            consumed += placeholder
        }
        sql += Substring(rest)
    }
}

extension Statement: CustomStringConvertible, CustomDebugStringConvertible {
    /// The text alone, without the parameters' values.
    public var description: String { sql }
    public var debugDescription: String { sql }
}

extension Statement: ExpressibleByStringInterpolation {
    public init(stringLiteral sql: String) { self.init(raw: sql) }

    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.statement
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var statement = Statement(raw: "")

        public init(literalCapacity: Int, interpolationCount: Int) {
            statement.sql.reserveCapacity(literalCapacity + 3 * interpolationCount)
            statement.parameters.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) { statement.append(raw: literal) }

        /// Adds `value` as a parameter.
        public mutating func appendInterpolation(_ value: some PostgresEncodable) {
            statement.append(Parameter(value))
        }

        /// Adds `value` as a parameter, NULL for nil.
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            statement.append(Parameter(value))
        }

        /// Splices `statement` in, its parameters after those there are.
        public mutating func appendInterpolation(_ statement: Statement) {
            self.statement.append(statement)
        }

        /// Inserts SQL text as it stands. It must never come from outside.
        public mutating func appendInterpolation(raw sql: String) {
            statement.append(raw: sql)
        }
    }
}
