/// Builds the data of a `COPY … FROM STDIN (FORMAT binary)`.
///
///     var encoder = BinaryCopyEncoder()
///     for person in persons {
///         encoder.row(person.id, person.hub, person.bornOn)
///         if encoder.count > 1 << 16 { try await writer.write(encoder.take()) }
///     }
///     try await writer.write(encoder.finish())
///
/// Each value's type has to be that of its column, since COPY converts nothing.
public struct BinaryCopyEncoder: Sendable {
    @usableFromInline var buffer = EncodingBuffer()
    private let capacity: Int

    /// - Parameter capacity: the bytes to set aside, also after each `take()`.
    public init(capacity: Int = 80 << 10) {
        self.capacity = capacity
        buffer.reserveCapacity(capacity)
        buffer.append(contentsOf: [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0])
        // No flags, and no extension of the header.
        buffer.append(Int32(0))
        buffer.append(Int32(0))
    }

    /// The bytes waiting to be taken.
    @inlinable public var count: Int { buffer.count }

    /// Adds a row. A nil is NULL.
    @inlinable
    public mutating func row<each Value: PostgresEncodable>(_ value: repeat each Value) {
        var fields: Int16 = 0
        for _ in repeat (each Value).self { fields += 1 }
        startRow(fields: fields)
        repeat buffer.appendField(each value)
    }

    /// Begins a row of `fields` fields, each of which has to follow by `field` or `null`.
    @inlinable
    public mutating func startRow(fields: Int16) { buffer.append(fields) }

    @inlinable
    public mutating func field(_ value: some PostgresEncodable) { buffer.appendField(value) }

    @inlinable
    public mutating func null() { buffer.append(Int32(-1)) }

    /// Hands over what has been built and goes on with an empty buffer.
    public mutating func take() -> [UInt8] {
        let bytes = buffer.bytes
        buffer = EncodingBuffer()
        buffer.reserveCapacity(capacity)
        return bytes
    }

    /// Ends the data and hands over the rest.
    public mutating func finish() -> [UInt8] {
        buffer.append(Int16(-1))
        let bytes = buffer.bytes
        buffer = EncodingBuffer()
        return bytes
    }
}
