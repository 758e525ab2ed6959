/// A column that does not hold what the caller asked for. It names the column, never the value.
public struct PostgresDecodingError: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case unexpectedNull
        /// The column has the type with this object identifier, which cannot become the value.
        case wrongType(UInt32)
        case outOfRange
        case malformed
        case noSuchColumn
    }

    public let reason: Reason
    /// The column's position from 0, and its name, once a row has added them.
    public internal(set) var column: Int?
    public internal(set) var columnName: String?

    public init(_ reason: Reason) { self.reason = reason }
}

extension PostgresDecodingError: CustomStringConvertible {
    public var description: String {
        let place =
            switch (column, columnName) {
            case (let column?, let name?): "column \(column) (\(name))"
            case (let column?, nil): "column \(column)"
            default: "a column"
            }
        return switch reason {
        case .unexpectedNull: "\(place) is NULL"
        case .wrongType(let oid): "\(place) has the unexpected type \(oid)"
        case .outOfRange: "\(place) is out of range"
        case .malformed: "\(place) is malformed"
        case .noSuchColumn: "\(place) does not exist"
        }
    }
}

/// A query for exactly one row returned another number of them.
public struct UnexpectedRowCount: Error, Hashable, Sendable, CustomStringConvertible {
    public let count: Int

    public init(count: Int) { self.count = count }

    public var description: String { "expected one row, got \(count)" }
}
