/// A value that can be a parameter, sent in PostgreSQL's binary format.
///
/// A type has to say its `postgresType` and write its bytes; arrays and optionals of it follow.
public protocol PostgresEncodable: Sendable {
    static var postgresType: PostgresType { get }

    /// Appends the value's binary format. Not called for a value that is NULL.
    func encode(into buffer: inout EncodingBuffer)

    /// Whether the value stands for NULL; only an `Optional` does.
    var isNull: Bool { get }

    /// The type of `[Self]` on the server: an array, save for `UInt8`, whose array is a `bytea`.
    static var postgresArrayType: PostgresType { get }

    /// Appends the binary format of an array.
    static func encodeArray(_ values: [Self], into buffer: inout EncodingBuffer)
}

/// A value that can be read from a column in PostgreSQL's binary format.
public protocol PostgresDecodable {
    /// Reads a value that is not NULL.
    ///
    /// - Throws: `PostgresDecodingError` if the column has another type, the bytes are malformed or
    ///   the value lies out of range.
    static func decode(from bytes: UnsafeRawBufferPointer, as type: PostgresType) throws -> Self

    /// The value that NULL stands for; throws unless the type is an `Optional`.
    static func decodeNull() throws -> Self

    /// Reads the binary format of an array.
    static func decodeArray(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> [Self]
}

/// A value that can be both a parameter and read from a column.
public typealias PostgresCodable = PostgresEncodable & PostgresDecodable

extension PostgresEncodable {
    @inlinable public var isNull: Bool { false }

    @inlinable public static var postgresArrayType: PostgresType {
        guard let type = postgresType.array else {
            preconditionFailure("\(Self.self) does not name its array type")
        }
        return type
    }

    @inlinable
    public static func encodeArray(_ values: [Self], into buffer: inout EncodingBuffer) {
        let hasNull = values.contains(where: \.isNull)
        buffer.append(Int32(values.isEmpty ? 0 : 1))
        buffer.append(Int32(hasNull ? 1 : 0))
        buffer.append(postgresType.oid)
        if values.isEmpty { return }
        buffer.append(Int32(values.count))
        buffer.append(Int32(1))
        for value in values { buffer.appendField(value) }
    }
}

extension PostgresDecodable {
    @inlinable
    public static func decodeNull() throws -> Self { throw PostgresDecodingError(.unexpectedNull) }

    @inlinable
    public static func decodeArray(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> [Self] {
        var reader = ArrayReader(bytes)
        let header = try reader.header()
        var values: [Self] = []
        values.reserveCapacity(header.count)
        for _ in 0..<header.count {
            if let field = try reader.field() {
                values.append(try decode(from: field, as: header.element))
            } else {
                values.append(try decodeNull())
            }
        }
        return values
    }
}
