import Glibc

/// The kernel's random numbers, asked for many at a time.
struct BufferedRandom: RandomNumberGenerator {
    private var words: [UInt64] = []
    /// As many as `getentropy` gives at once.
    private static let count = 256 / MemoryLayout<UInt64>.size

    mutating func next() -> UInt64 {
        if words.isEmpty { fill() }
        return words.removeLast()
    }

    private mutating func fill() {
        words = [UInt64](unsafeUninitializedCapacity: Self.count) { buffer, count in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            count = getentropy(bytes.baseAddress, bytes.count) == 0 ? Self.count : 0
        }
        if words.isEmpty {
            var system = SystemRandomNumberGenerator()
            words = [system.next()]
        }
    }
}
