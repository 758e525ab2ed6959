import CSodium

/// The hashes of a Merkle tree as RFC 9162 makes them, with SHA-256.
public enum MerkleTree {
    public typealias Hash = [UInt8]

    static let hashCount = Int(crypto_hash_sha256_BYTES)

    /// The root of a tree without leaves.
    public static var emptyRoot: Hash { digest([]) }

    public static func leaf(_ content: [UInt8]) -> Hash { digest([0] + content) }

    public static func node(_ left: Hash, _ right: Hash) -> Hash { digest([1] + left + right) }

    /// SHA-256 of a content.
    public static func digest(_ bytes: [UInt8]) -> Hash {
        precondition(Sodium.isReady, "libsodium does not start")
        var output = [UInt8](repeating: 0, count: hashCount)
        crypto_hash_sha256(&output, bytes, UInt64(bytes.count))
        return output
    }

    /// Where the root over `count` leaves divides them: the greatest power of two below.
    static func division(of count: Int) -> Int {
        precondition(count > 1)
        return 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }

    /// Whether a leaf stands at a position among the leaves of a root (RFC 9162, 2.1.3.2).
    public static func proves(
        leaf: Hash, at position: Int, of count: Int, under root: Hash, by path: [Hash]
    ) -> Bool {
        guard position >= 0, position < count else { return false }
        var first = position
        var last = count - 1
        var result = leaf
        for hash in path {
            guard last > 0, hash.count == hashCount else { return false }
            if first & 1 == 1 || first == last {
                result = node(hash, result)
                if first & 1 == 0 {
                    repeat {
                        first >>= 1
                        last >>= 1
                    } while first & 1 == 0 && first != 0
                }
            } else {
                result = node(result, hash)
            }
            first >>= 1
            last >>= 1
        }
        return last == 0 && result == root
    }

    /// Whether a tree of `count` leaves begins with another, earlier one (RFC 9162, 2.1.4.2).
    public static func proves(
        root earlier: Hash, of earlierCount: Int, beginning root: Hash, of count: Int,
        by path: [Hash]
    ) -> Bool {
        guard earlierCount > 0, earlierCount <= count else { return false }
        if earlierCount == count { return path.isEmpty && earlier == root }
        var rest = path[...]
        if earlierCount & (earlierCount - 1) == 0 { rest = [earlier] + rest }
        guard let start = rest.popFirst() else { return false }
        var first = earlierCount - 1
        var last = count - 1
        while first & 1 == 1 {
            first >>= 1
            last >>= 1
        }
        var before = start
        var after = start
        for hash in rest {
            guard last > 0, hash.count == hashCount else { return false }
            if first & 1 == 1 || first == last {
                before = node(hash, before)
                after = node(hash, after)
                while first & 1 == 0 && first != 0 {
                    first >>= 1
                    last >>= 1
                }
            } else {
                after = node(after, hash)
            }
            first >>= 1
            last >>= 1
        }
        return last == 0 && before == earlier && after == root
    }
}
