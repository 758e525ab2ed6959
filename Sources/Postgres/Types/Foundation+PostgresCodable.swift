public import FoundationEssentials

extension UUID: PostgresEncodable, PostgresDecodable {
    @inlinable public static var postgresType: PostgresType { .uuid }

    @inlinable
    public func encode(into buffer: inout EncodingBuffer) {
        withUnsafeBytes(of: uuid) { buffer.append(contentsOf: $0) }
    }

    @inlinable
    public static func decode(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> Self {
        guard type == .uuid else { throw PostgresDecodingError(.wrongType(type.oid)) }
        guard bytes.count == 16 else { throw PostgresDecodingError(.malformed) }
        return UUID(uuid: bytes.loadUnaligned(as: uuid_t.self))
    }
}

/// A `timestamptz`, in whole microseconds since 2000-01-01 00:00 UTC.
///
/// `infinity` and `-infinity` are the dates an infinite interval away, and so is any date beyond
/// the range of 64 bits.
extension Date: PostgresEncodable, PostgresDecodable {
    /// Seconds from Foundation's reference date, 2001-01-01, back to PostgreSQL's.
    @usableFromInline static var postgresEpoch: Double { -31_622_400 }

    @inlinable public static var postgresType: PostgresType { .timestamptz }

    @inlinable
    public func encode(into buffer: inout EncodingBuffer) {
        let seconds = timeIntervalSinceReferenceDate - Self.postgresEpoch
        let microseconds = Int64(exactly: (seconds * 1_000_000).rounded())
        buffer.append(microseconds ?? (seconds < 0 ? Int64.min : Int64.max))
    }

    @inlinable
    public static func decode(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> Self {
        guard type == .timestamptz else { throw PostgresDecodingError(.wrongType(type.oid)) }
        guard bytes.count == 8 else { throw PostgresDecodingError(.malformed) }
        let microseconds: Int64 = bigEndian(bytes)
        let seconds: Double =
            switch microseconds {
            case .max: .infinity
            case .min: -.infinity
            default: Double(microseconds) / 1_000_000
            }
        return Date(timeIntervalSinceReferenceDate: seconds + postgresEpoch)
    }
}
