/// One row of a result, read column by column from the left.
public struct Row {
    @usableFromInline let result: ResultSet
    @usableFromInline var index: Int32
    @usableFromInline var column: Int32 = 0

    @usableFromInline
    init(_ result: ResultSet, at index: Int) {
        self.result = result
        self.index = Int32(truncatingIfNeeded: index)
    }

    /// The number of columns.
    public var count: Int { result.columnCount }

    /// Reads the next column, which may be NULL only if `T` is an `Optional`.
    ///
    /// - Throws: `PostgresDecodingError`, naming the column.
    @inlinable
    public mutating func next<T: PostgresDecodable>(_ type: T.Type = T.self) throws -> T {
        let position = column
        column += 1
        let field = result.field(row: index, column: position)
        do {
            guard let bytes = field.bytes else {
                try result.requireColumn(position)
                return try T.decodeNull()
            }
            return try T.decode(from: bytes, as: field.type)
        } catch let error as PostgresDecodingError {
            throw result.locate(error, at: position)
        }
    }

    /// Reads the next column, or nil for NULL.
    @inlinable
    public mutating func nextOptional<T: PostgresDecodable>(
        _ type: T.Type = T.self
    ) throws -> T? {
        try next(T?.self)
    }
}
