import CSodium
import FoundationEssentials

/// A key for every subject, any of which can be destroyed for good while all others stay: a
/// puncturable pseudorandom function, after Goldreich, Goldwasser and Micali.
///
/// Every key is a leaf of a binary tree whose nodes each derive their two children, one way. What is
/// kept is the smallest set of nodes above the leaves that are left: at first the root alone. To
/// destroy a leaf is to replace the node above it by those beside its path: from them every other
/// leaf can be derived, and that one no more.
struct PuncturableTree: Sendable, Equatable {
    static let depth: UInt8 = 64

    /// A node and so all leaves below it; `start` is the first of them.
    struct Node: Sendable, Equatable {
        var start: UInt64
        var depth: UInt8
        var key: NodeKey
    }

    /// Disjoint, in the order of their leaves.
    private(set) var nodes: [Node]

    /// A tree of which nothing is destroyed.
    static func generate() -> Self {
        Self(nodes: [Node(start: 0, depth: 0, key: NodeKey(Sodium.random(32)))])
    }

    init(nodes: [Node]) { self.nodes = nodes }

    /// Where a subject is. No two of a billion share a place, save by a chance of one in forty.
    static func place(of subject: UUID) -> UInt64 {
        let bytes = withUnsafeBytes(of: subject.uuid) { Array($0) }
        return Sodium.hash(bytes, key: [], count: 16).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Nil once it was destroyed.
    func key(of subject: UUID) -> NodeKey? { key(at: Self.place(of: subject)) }

    func key(at place: UInt64) -> NodeKey? {
        guard let index = index(above: place) else { return nil }
        var key = nodes[index].key
        for level in nodes[index].depth..<Self.depth {
            key = key.child(Self.turn(of: place, at: level))
        }
        return key
    }

    /// Destroys keys; those that are none any more stay so.
    mutating func puncture(_ subjects: some Sequence<UUID>) {
        for subject in subjects { puncture(at: Self.place(of: subject)) }
    }

    mutating func puncture(at place: UInt64) {
        guard let index = index(above: place) else { return }
        var key = nodes[index].key
        var before: [Node] = []
        var after: [Node] = []
        for level in nodes[index].depth..<Self.depth {
            let turn = Self.turn(of: place, at: level)
            let shift = UInt64(Self.depth - 1 - level)
            let beside = Node(
                start: (place >> shift ^ 1) << shift, depth: level + 1, key: key.child(1 - turn))
            if turn == 1 { before.append(beside) } else { after.append(beside) }
            key = key.child(turn)
        }
        nodes.replaceSubrange(index...index, with: before + after.reversed())
    }

    /// Which way the path to a leaf goes below a node of this depth.
    private static func turn(of place: UInt64, at level: UInt8) -> UInt64 {
        place >> UInt64(depth - 1 - level) & 1
    }

    private func index(above place: UInt64) -> Int? {
        var range = 0..<nodes.count
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            if nodes[middle].start <= place {
                range = middle + 1..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        guard range.lowerBound > 0 else { return nil }
        let node = nodes[range.lowerBound - 1]
        let shift = UInt64(Self.depth - node.depth)
        return place >> shift == node.start >> shift ? range.lowerBound - 1 : nil
    }
}

/// The key of a node: 32 bytes that are nowhere on the heap.
struct NodeKey: Sendable, Equatable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init(_ bytes: some Collection<UInt8>) {
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes.prefix(32)) }
    }

    var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// HChaCha20 keyed with the node: from a child nobody finds its parent or its sibling.
    func child(_ turn: UInt64) -> NodeKey {
        var child = self
        let input = (turn.littleEndian, UInt64(0))
        withUnsafeBytes(of: words) { key in
            withUnsafeBytes(of: input) { input in
                withUnsafeMutableBytes(of: &child.words) { output in
                    guard
                        let key = key.baseAddress?.assumingMemoryBound(to: UInt8.self),
                        let input = input.baseAddress?.assumingMemoryBound(to: UInt8.self),
                        let output = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    else { preconditionFailure("a tuple of words has an address") }
                    _ = crypto_core_hchacha20(output, input, key, nil)
                }
            }
        }
        return child
    }

    static func == (left: Self, right: Self) -> Bool { left.words == right.words }
}
