/// The patterns of some pairs that stand for more.
struct PairSample {
    var counts = PatternCounts()
    /// How many pairs each of them stands for.
    var scale = 1.0

    /// Any pairs; all of them where there are no more than `limit`.
    static func random(_ comparator: ClearTextComparator, limit: Int) -> Self {
        among([Array(0..<Int32(comparator.table.count))], comparator, limit: limit)
    }

    /// Pairs of records of the same family name.
    static func namesakes(_ comparator: ClearTextComparator, limit: Int) -> Self {
        var groups: [Int32: [Int32]] = [:]
        for (index, record) in comparator.table.records.enumerated()
        where record.family.count > 0 {
            groups[record.family.joined, default: []].append(Int32(index))
        }
        return among(
            groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }, comparator,
            limit: limit)
    }

    /// Pairs within groups, each as likely as any other.
    private static func among(
        _ groups: [[Int32]], _ comparator: ClearTextComparator, limit: Int
    ) -> Self {
        var ends: [Int] = []
        var all = 0
        for group in groups {
            all += group.count * (group.count - 1) / 2
            ends.append(all)
        }
        var sample = Self()
        func add(_ one: Int32, _ other: Int32) {
            sample.counts.add(
                comparator.agreement(Int(min(one, other)), Int(max(one, other))), shares: SIMD8())
        }
        if all <= limit {
            for group in groups {
                for (place, one) in group.enumerated() {
                    for other in group[(place + 1)...] { add(one, other) }
                }
            }
            return sample
        }
        sample.scale = Double(all) / Double(limit)
        var random = SplitMix64(state: 0x1969)
        for _ in 0..<limit {
            let pair = Int.random(in: 0..<all, using: &random)
            let group = groups[ends.partitioningIndex { $0 > pair }]
            let one = Int.random(in: 0..<group.count, using: &random)
            let other = Int.random(in: 0..<group.count - 1, using: &random)
            add(group[one], group[other >= one ? other + 1 : other])
        }
        return sample
    }
}

/// A sequence of numbers that looks random and is the same every time (Steele, Lea and Flood, 2014).
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

extension [Int] {
    /// The first place from which on the condition holds, as it does from there to the end.
    fileprivate func partitioningIndex(where holds: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
