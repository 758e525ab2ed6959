/// Authenticates that a row stands at a place in the audit trail, so that a change of either is
/// found where it is; the database does not have this key.
public struct PlaceKey: Sendable {
    private let key: [UInt8]

    init(_ ring: Keyring) { key = ring.subkey("audit/place") }

    public func tag(of leaf: MerkleTree.Hash, at position: Int) -> [UInt8] {
        let place = withUnsafeBytes(of: Int64(position).bigEndian) { Array($0) }
        return Sodium.hash(place + leaf, key: key, count: 16)
    }
}
