/// A single byte is an `int2`; an array of them is a `bytea`.
extension UInt8: PostgresEncodable, PostgresDecodable {
    @inlinable public static var postgresType: PostgresType { .int2 }
    @inlinable public static var postgresArrayType: PostgresType { .bytea }

    @inlinable
    public func encode(into buffer: inout EncodingBuffer) { buffer.append(Int16(self)) }

    @inlinable
    public static func encodeArray(_ values: [Self], into buffer: inout EncodingBuffer) {
        buffer.append(contentsOf: values)
    }

    @inlinable
    public static func decodeArray(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> [Self] {
        guard type == .bytea else { throw PostgresDecodingError(.wrongType(type.oid)) }
        return Array(bytes)
    }
}
