/// Bytes in PostgreSQL's binary format, big endian, growing at the end.
public struct EncodingBuffer: Sendable {
    @usableFromInline var storage: [UInt8] = []

    @inlinable
    public init() {}

    @inlinable public var bytes: [UInt8] { storage }
    @inlinable public var count: Int { storage.count }

    @inlinable
    public mutating func append<Integer: FixedWidthInteger>(_ value: Integer) {
        withUnsafeBytes(of: value.bigEndian) { storage.append(contentsOf: $0) }
    }

    @inlinable
    public mutating func append(contentsOf bytes: some Sequence<UInt8>) {
        storage.append(contentsOf: bytes)
    }

    /// Appends a value as arrays and COPY hold it: its length, or −1 for NULL, then its bytes.
    @inlinable
    public mutating func appendField(_ value: some PostgresEncodable) {
        if value.isNull {
            append(Int32(-1))
            return
        }
        let start = storage.count
        append(Int32(0))
        value.encode(into: &self)
        let length = Int32(storage.count - start - 4).bigEndian
        storage.withUnsafeMutableBytes {
            $0.storeBytes(of: length, toByteOffset: start, as: Int32.self)
        }
    }

    @inlinable
    public mutating func reserveCapacity(_ capacity: Int) { storage.reserveCapacity(capacity) }
}
