/// A value that travels as the text by which it is written, and that its type may refuse to read.
public protocol PostgresText: PostgresCodable, LosslessStringConvertible {}

extension PostgresText {
    @inlinable public static var postgresType: PostgresType { .text }

    @inlinable
    public func encode(into buffer: inout EncodingBuffer) { description.encode(into: &buffer) }

    @inlinable
    public static func decode(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> Self {
        guard let value = Self(try String.decode(from: bytes, as: type)) else {
            throw PostgresDecodingError(.malformed)
        }
        return value
    }
}

/// One of some cases, read from the value that stands for each.
extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    @inlinable
    public static func decode(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> Self {
        guard let value = Self(rawValue: try RawValue.decode(from: bytes, as: type)) else {
            throw PostgresDecodingError(.malformed)
        }
        return value
    }
}
