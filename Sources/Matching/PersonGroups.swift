/// Records gathered into people: what a set of decisions about pairs amounts to.
public struct PersonGroups: Sendable {
    private var parents: [Int]
    /// The members of each group that has more than one, under its root.
    private var gathered: [Int: [Int]] = [:]

    public init(records: Int) { parents = Array(0..<records) }

    public mutating func root(of record: Int) -> Int {
        var root = record
        while parents[root] != root { root = parents[root] }
        var place = record
        while parents[place] != root { (place, parents[place]) = (parents[place], root) }
        return root
    }

    public func members(of root: Int) -> [Int] { gathered[root] ?? [root] }

    /// Makes one group of the two that the records are in; false when they are in one already.
    @discardableResult
    public mutating func unite(_ one: Int, _ other: Int) -> Bool {
        let (left, right) = (root(of: one), root(of: other))
        if left == right { return false }
        let (keep, add) = (min(left, right), max(left, right))
        parents[add] = keep
        gathered[keep] = members(of: keep) + members(of: add)
        gathered[add] = nil
        return true
    }

    /// Every pair of records that are in one group, the lesser first.
    public var pairs: Set<RecordPair> {
        var pairs: Set<RecordPair> = []
        for members in gathered.values {
            for (place, one) in members.enumerated() {
                for other in members[(place + 1)...] { pairs.insert(RecordPair(one, other)) }
            }
        }
        return pairs
    }
}

/// Two records, by their places; in whichever order they are named.
public struct RecordPair: Hashable, Sendable {
    public let left: Int
    public let right: Int

    public init(_ one: Int, _ other: Int) {
        left = min(one, other)
        right = max(one, other)
    }
}
