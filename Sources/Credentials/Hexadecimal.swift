extension Sequence where Element == UInt8 {
    /// The bytes as the tools print digests and keys: two lower-case digits each.
    public var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
