import CLibPQ

/// What the server answered to one statement.
///
/// Holds a PGresult, which is never changed after libpq hands it out; libpq documents such a result
/// as safe to read from any thread. Hence the unchecked conformance.
@usableFromInline
final class ResultSet: @unchecked Sendable {
    private let handle: OpaquePointer
    @usableFromInline let count: Int
    let columnCount: Int

    init(_ handle: OpaquePointer) {
        self.handle = handle
        count = Int(PQntuples(handle))
        columnCount = Int(PQnfields(handle))
    }

    deinit { PQclear(handle) }

    var status: ExecStatusType { PQresultStatus(handle) }
    var error: PostgresError { PostgresError(handle) }

    /// The command that was completed, such as `ROLLBACK`.
    var command: String { String(cString: PQcmdStatus(handle)) }

    /// The rows that the statement inserted, changed, deleted, selected or copied.
    var affectedRows: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    /// A field's bytes, nil if it is NULL or not there at all, and its column's type.
    @usableFromInline
    func field(row: Int32, column: Int32) -> (bytes: UnsafeRawBufferPointer?, type: PostgresType) {
        guard column < columnCount else { return (nil, .unknown) }
        let type = PostgresType(oid: PQftype(handle, column))
        if PQgetisnull(handle, row, column) != 0 { return (nil, type) }
        let count = Int(PQgetlength(handle, row, column))
        return (UnsafeRawBufferPointer(start: PQgetvalue(handle, row, column), count: count), type)
    }

    @usableFromInline
    func requireColumn(_ column: Int32) throws {
        if column >= columnCount { throw PostgresDecodingError(.noSuchColumn) }
    }

    /// Adds the column to an error.
    @usableFromInline
    func locate(_ error: PostgresDecodingError, at column: Int32) -> PostgresDecodingError {
        var error = error
        error.column = Int(column)
        error.columnName = PQfname(handle, column).map { String(cString: $0) }
        return error
    }
}

extension ResultSet {
    @inlinable
    func rows<Output>(of query: Query<Output>) throws -> [Output] {
        var rows: [Output] = []
        rows.reserveCapacity(count)
        for index in 0..<count {
            var row = Row(self, at: index)
            rows.append(try query.decode(&row))
        }
        return rows
    }

    @inlinable
    func firstRow<Output>(of query: Query<Output>) throws -> Output? {
        if count == 0 { return nil }
        var row = Row(self, at: 0)
        return try query.decode(&row)
    }

    @inlinable
    func onlyRow<Output>(of query: Query<Output>) throws -> Output {
        guard count == 1, let output = try firstRow(of: query) else {
            throw UnexpectedRowCount(count: count)
        }
        return output
    }
}
