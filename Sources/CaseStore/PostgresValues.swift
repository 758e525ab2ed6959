public import Casework
public import Codelists
import FoundationEssentials
public import Postgres

extension ID: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .uuid }

    public func encode(into buffer: inout EncodingBuffer) { uuid.encode(into: &buffer) }

    public static func decode(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> Self {
        Self(try UUID.decode(from: bytes, as: type))
    }
}

extension CalendarDate: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .date }

    public func encode(into buffer: inout EncodingBuffer) { dayNumber.encode(into: &buffer) }

    public static func decode(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> Self {
        Self(dayNumber: try Int32.decode(from: bytes, as: .int4))
    }
}

extension Moment: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .timestamptz }

    public func encode(into buffer: inout EncodingBuffer) { microseconds.encode(into: &buffer) }

    public static func decode(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> Self {
        guard type == .timestamptz else { throw PostgresDecodingError(.wrongType(type.oid)) }
        return Self(microseconds: try Int64.decode(from: bytes, as: .int8))
    }
}

extension Code: PostgresEncodable, PostgresDecodable {
    public static var postgresType: PostgresType { .int2 }

    public func encode(into buffer: inout EncodingBuffer) { number.encode(into: &buffer) }

    public static func decode(
        from bytes: UnsafeRawBufferPointer, as type: PostgresType
    ) throws -> Self {
        Self(number: try Int16.decode(from: bytes, as: type))
    }
}

extension HubCode: PostgresText {}
extension Slug: PostgresText {}
extension MailAddress: PostgresText {}
extension BoundFigure: PostgresText {}

extension AgreedAction.Status: PostgresDecodable {}
extension ChangedRecord.Kind: PostgresDecodable {}
extension DuplicatePair.State: PostgresDecodable {}
extension ReachedRow.Dimension: PostgresDecodable {}
extension RegistrationStatus: PostgresDecodable {}
extension TimelineRow.Kind: PostgresDecodable {}
extension UnauditedRecord.Kind: PostgresDecodable {}

extension Array where Element: BinaryInteger {
    /// A PostgreSQL array literal: how an array travels as one element of an array.
    var arrayLiteral: String { "{" + map { String($0) }.joined(separator: ",") + "}" }
}
