/// From counts of agreements to their probabilities.
extension LevelTable {
    /// The field's counts in all contexts together.
    func pooled(_ field: MatchField) -> [Double] {
        var sum = [Double](repeating: 0, count: Self.levels)
        for row in Self.rows(of: field) {
            for (level, slot) in row.enumerated() { sum[level] += values[slot] }
        }
        return sum
    }

    func has(_ field: MatchField, _ level: Int) -> Bool {
        level > 0 && values[Self.slot(field.rawValue, 0, level)] > 0
    }

    /// Sets a field's probabilities, the same in every context, from counts and what was believed.
    mutating func set(
        _ field: MatchField, _ counts: [Double], prior: LevelTable, weight: Double
    ) {
        for row in Self.rows(of: field) {
            let counted = zip(counts, prior.values[row]).map { $0 + weight * $1 }
            values.replaceSubrange(row, with: Self.distribution(counted))
        }
    }

    /// Counts as probabilities; the count of missing values is left out.
    static func distribution(_ counts: [Double]) -> [Double] {
        let sum = counts.dropFirst().reduce(0, +)
        return [1] + counts.dropFirst().map { sum > 0 ? $0 / sum : 0 }
    }
}
