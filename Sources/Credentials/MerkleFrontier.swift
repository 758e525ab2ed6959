/// A growing Merkle tree, of which only the roots of its complete subtrees are kept, largest first:
/// one for every bit of the number of leaves.
public struct MerkleFrontier: Sendable, Hashable {
    public private(set) var count: Int
    public private(set) var peaks: [MerkleTree.Hash]

    public init() {
        count = 0
        peaks = []
    }

    /// From the bytes that `bytes` gave; nil when there are not as many as the leaves ask for.
    public init?(bytes: [UInt8], count: Int) {
        guard count >= 0, bytes.count == count.nonzeroBitCount * MerkleTree.hashCount else {
            return nil
        }
        self.count = count
        peaks = stride(from: 0, to: bytes.count, by: MerkleTree.hashCount).map {
            Array(bytes[$0..<$0 + MerkleTree.hashCount])
        }
    }

    public var bytes: [UInt8] { peaks.flatMap { $0 } }

    public mutating func append(leaf: MerkleTree.Hash) {
        var hash = leaf
        var size = count
        while size & 1 == 1 {
            hash = MerkleTree.node(peaks.removeLast(), hash)
            size >>= 1
        }
        peaks.append(hash)
        count += 1
    }

    public var root: MerkleTree.Hash {
        guard var hash = peaks.last else { return MerkleTree.emptyRoot }
        for peak in peaks.dropLast().reversed() { hash = MerkleTree.node(peak, hash) }
        return hash
    }
}

/// The end of a tree: all leaves since an earlier state of it. Enough to prove that a later leaf
/// stands in it, and that it began as it was then.
public struct MerkleGrowth: Sendable {
    private let base: MerkleFrontier
    private let leaves: [MerkleTree.Hash]

    public init(since base: MerkleFrontier, leaves: [MerkleTree.Hash]) {
        self.base = base
        self.leaves = leaves
    }

    public var count: Int { base.count + leaves.count }
    public var root: MerkleTree.Hash {
        count == 0 ? MerkleTree.emptyRoot : root(of: 0..<count)
    }

    /// The path from the leaf at a position, one of those since, up to the root (2.1.3.1).
    public func inclusionPath(of position: Int) -> [MerkleTree.Hash] {
        precondition(position >= base.count && position < count)
        var path: [MerkleTree.Hash] = []
        var range = 0..<count
        while range.count > 1 {
            let middle = range.lowerBound + MerkleTree.division(of: range.count)
            if position < middle {
                path.append(root(of: middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                path.append(root(of: range.lowerBound..<middle))
                range = middle..<range.upperBound
            }
        }
        return path.reversed()
    }

    /// What proves that the tree began as its earlier state (2.1.4.1).
    public var consistencyPath: [MerkleTree.Hash] {
        guard base.count > 0, !leaves.isEmpty else { return [] }
        var path: [MerkleTree.Hash] = []
        var range = 0..<count
        var isWhole = true
        while range.upperBound != base.count {
            let middle = range.lowerBound + MerkleTree.division(of: range.count)
            if base.count <= middle {
                path.append(root(of: middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                path.append(root(of: range.lowerBound..<middle))
                range = middle..<range.upperBound
                isWhole = false
            }
        }
        if !isWhole { path.append(root(of: range)) }
        return path.reversed()
    }

    /// Every range that comes up is divided like the tree, down to leaves or to whole peaks.
    private func root(of range: Range<Int>) -> MerkleTree.Hash {
        if range.upperBound <= base.count, let peak = peak(of: range) { return peak }
        if range.count == 1 { return leaves[range.lowerBound - base.count] }
        let middle = range.lowerBound + MerkleTree.division(of: range.count)
        return MerkleTree.node(
            root(of: range.lowerBound..<middle), root(of: middle..<range.upperBound))
    }

    private func peak(of range: Range<Int>) -> MerkleTree.Hash? {
        var start = 0
        for peak in base.peaks {
            let size = 1 << (Int.bitWidth - 1 - (base.count - start).leadingZeroBitCount)
            if start == range.lowerBound, size == range.count { return peak }
            start += size
        }
        return nil
    }
}
