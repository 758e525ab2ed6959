/// Walks through an array in binary format: a header, then each element with its length.
@usableFromInline
struct ArrayReader {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    @usableFromInline
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The number and type of the elements; only arrays of at most one dimension are read.
    @usableFromInline
    mutating func header() throws -> (count: Int, element: PostgresType) {
        let dimensions: Int32 = try integer()
        _ = try integer() as Int32
        let element = PostgresType(oid: try integer())
        guard dimensions != 0 else { return (0, element) }
        guard dimensions == 1 else { throw PostgresDecodingError(.wrongType(element.oid)) }
        let count: Int32 = try integer()
        _ = try integer() as Int32
        // Every element takes at least its length, which bounds what a malformed count can claim.
        guard count >= 0, Int(count) <= (bytes.count - offset) / 4 else {
            throw PostgresDecodingError(.malformed)
        }
        return (Int(count), element)
    }

    /// The next element's bytes; nil for NULL.
    @usableFromInline
    mutating func field() throws -> UnsafeRawBufferPointer? {
        let length: Int32 = try integer()
        if length == -1 { return nil }
        guard length >= 0, offset + Int(length) <= bytes.count else {
            throw PostgresDecodingError(.malformed)
        }
        defer { offset += Int(length) }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(length)])
    }

    private mutating func integer<Integer: FixedWidthInteger>() throws -> Integer {
        let size = MemoryLayout<Integer>.size
        guard offset + size <= bytes.count else { throw PostgresDecodingError(.malformed) }
        defer { offset += size }
        return Integer(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Integer.self))
    }
}
