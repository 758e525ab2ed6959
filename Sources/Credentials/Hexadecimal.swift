extension Sequence where Element == UInt8 {
    /// The bytes as the tools print digests and keys: two lower-case digits each.
    public var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension Array where Element == UInt8 {
    /// Reads what `hexadecimal` writes; nil for anything else.
    public init?(hexadecimal text: String) {
        let digits = text.utf8.map {
            UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9")
                ? $0 - UInt8(ascii: "0")
                : UInt8(ascii: "a") <= $0 && $0 <= UInt8(ascii: "f")
                    ? $0 - UInt8(ascii: "a") + 10 : 16
        }
        guard digits.count.isMultiple(of: 2), digits.allSatisfy({ $0 < 16 }) else { return nil }
        self = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
