/// One parameter of a statement: its type, and its bytes in binary format or nil for NULL.
///
/// Its description names the type only, since values may be personal data.
public struct Parameter: Sendable {
    public let type: PostgresType
    public let bytes: [UInt8]?

    public init<Value: PostgresEncodable>(_ value: Value) {
        type = Value.postgresType
        if value.isNull {
            bytes = nil
        } else {
            var buffer = EncodingBuffer()
            value.encode(into: &buffer)
            bytes = buffer.bytes
        }
    }
}

extension Parameter: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String { "parameter of type \(type.oid)" }
    public var debugDescription: String { description }
}
