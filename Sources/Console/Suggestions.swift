/// The words that somebody may have meant: “did you mean”.
enum Suggestions {
    /// Up to three candidates near `word`, the nearest first.
    ///
    /// Near is one slip for every three letters, or a beginning of at least
    /// two; equally near ones keep their order.
    static func nearest(to word: String, among candidates: [String]) -> [String] {
        let typed = Array(word.lowercased())
        let reach = max(1, typed.count / 3)
        let near = candidates.enumerated().compactMap { order, candidate in
            let wanted = Array(candidate.lowercased())
            let isBeginning = typed.count >= 2 && wanted.starts(with: typed)
            let distance = isBeginning ? 1 : distance(typed, wanted)
            return distance <= reach ? (distance: distance, order: order, candidate) : nil
        }
        return
            near
            .sorted { ($0.distance, $0.order) < ($1.distance, $1.order) }
            .prefix(3).map(\.2)
    }

    /// Damerau–Levenshtein distance in its restricted form: insertions,
    /// deletions, substitutions and swaps of neighbours. O(n·m).
    static func distance(_ lhs: [Character], _ rhs: [Character]) -> Int {
        guard !lhs.isEmpty else { return rhs.count }
        var beforeLast: [Int] = []
        var last = Array(0...rhs.count)
        for i in lhs.indices {
            var row = [i + 1]
            for j in rhs.indices {
                var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (lhs[i] == rhs[j] ? 0 : 1))
                if i > 0, j > 0, lhs[i] == rhs[j - 1], lhs[i - 1] == rhs[j] {
                    best = min(best, beforeLast[j - 1] + 1)
                }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return last[rhs.count]
    }
}
