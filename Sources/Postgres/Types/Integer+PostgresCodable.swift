extension PostgresDecodable where Self: FixedWidthInteger {
    /// Reads a whole number from an `int2`, `int4`, `int8` or `oid`, whichever the column is.
    @inlinable
    public static func decode(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> Self {
        let value: Self?
        switch (type.oid, bytes.count) {
        case (20, 8): value = Self(exactly: Postgres.bigEndian(bytes, Int64.self))
        case (23, 4): value = Self(exactly: Postgres.bigEndian(bytes, Int32.self))
        case (21, 2): value = Self(exactly: Postgres.bigEndian(bytes, Int16.self))
        case (26, 4): value = Self(exactly: Postgres.bigEndian(bytes, UInt32.self))
        case (20, _), (21, _), (23, _), (26, _): throw PostgresDecodingError(.malformed)
        default: throw PostgresDecodingError(.wrongType(type.oid))
        }
        guard let value else { throw PostgresDecodingError(.outOfRange) }
        return value
    }
}

/// The big-endian integer at the start of `bytes`, which must hold enough of them.
@inlinable
public func bigEndian<Integer: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer, _ type: Integer.Type = Integer.self
) -> Integer {
    Integer(bigEndian: bytes.loadUnaligned(as: Integer.self))
}

extension Int16: PostgresEncodable, PostgresDecodable {
    @inlinable public static var postgresType: PostgresType { .int2 }

    @inlinable
    public func encode(into buffer: inout EncodingBuffer) { buffer.append(self) }
}

extension Int32: PostgresEncodable, PostgresDecodable {
    @inlinable public static var postgresType: PostgresType { .int4 }

    @inlinable
    public func encode(into buffer: inout EncodingBuffer) { buffer.append(self) }
}

extension Int64: PostgresEncodable, PostgresDecodable {
    @inlinable public static var postgresType: PostgresType { .int8 }

    @inlinable
    public func encode(into buffer: inout EncodingBuffer) { buffer.append(self) }
}

extension Int: PostgresEncodable, PostgresDecodable {
    @inlinable public static var postgresType: PostgresType { .int8 }

    @inlinable
    public func encode(into buffer: inout EncodingBuffer) { buffer.append(Int64(self)) }
}
