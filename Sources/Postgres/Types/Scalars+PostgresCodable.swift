extension Bool: PostgresEncodable, PostgresDecodable {
    @inlinable public static var postgresType: PostgresType { .bool }

    @inlinable
    public func encode(into buffer: inout EncodingBuffer) { buffer.append(UInt8(self ? 1 : 0)) }

    @inlinable
    public static func decode(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> Self {
        guard type == .bool else { throw PostgresDecodingError(.wrongType(type.oid)) }
        guard bytes.count == 1 else { throw PostgresDecodingError(.malformed) }
        return bytes[0] != 0
    }
}

/// A `float8`; also reads a `float4`.
extension Double: PostgresEncodable, PostgresDecodable {
    @inlinable public static var postgresType: PostgresType { .float8 }

    @inlinable
    public func encode(into buffer: inout EncodingBuffer) { buffer.append(bitPattern) }

    @inlinable
    public static func decode(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> Self {
        switch (type.oid, bytes.count) {
        case (701, 8): return Double(bitPattern: bigEndian(bytes))
        case (700, 4): return Double(Float(bitPattern: bigEndian(bytes)))
        case (701, _), (700, _): throw PostgresDecodingError(.malformed)
        default: throw PostgresDecodingError(.wrongType(type.oid))
        }
    }
}

/// A `text`; also reads every other type whose binary format is text, such as enums and JSON.
extension String: PostgresEncodable, PostgresDecodable {
    @inlinable public static var postgresType: PostgresType { .text }

    @inlinable
    public func encode(into buffer: inout EncodingBuffer) { buffer.append(contentsOf: utf8) }

    @inlinable
    public static func decode(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> Self {
        switch type {
        case .text, .varchar, .bpchar, .name, .json, .unknown:
            return String(decoding: bytes, as: UTF8.self)
        case .jsonb:
            // The binary format begins with its version, which is 1.
            guard bytes.first == 1 else { throw PostgresDecodingError(.malformed) }
            return String(decoding: bytes.dropFirst(), as: UTF8.self)
        case _ where type.isUserDefined:
            return String(decoding: bytes, as: UTF8.self)
        default:
            throw PostgresDecodingError(.wrongType(type.oid))
        }
    }
}
