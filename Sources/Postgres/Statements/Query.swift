/// A statement and how to read one of its rows.
public struct Query<Output: Sendable>: Sendable {
    public let statement: Statement
    @usableFromInline let decode: @Sendable (inout Row) throws -> Output

    @inlinable
    public init(_ statement: Statement, decode: @escaping @Sendable (inout Row) throws -> Output) {
        self.statement = statement
        self.decode = decode
    }
}

extension Query where Output: PostgresDecodable {
    /// A query for one column, read as `Output`.
    @inlinable
    public init(_ statement: Statement) {
        self.init(statement) { row in try row.next() }
    }
}
