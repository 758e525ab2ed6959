/// NULL or a value.
extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    @inlinable public static var postgresType: PostgresType { Wrapped.postgresType }
    @inlinable public var isNull: Bool { self?.isNull ?? true }

    @inlinable
    public func encode(into buffer: inout EncodingBuffer) { self?.encode(into: &buffer) }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    @inlinable
    public static func decode(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> Self {
        try Wrapped.decode(from: bytes, as: type)
    }

    @inlinable
    public static func decodeNull() throws -> Self { nil }
}
