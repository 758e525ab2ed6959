/// The three classes' probabilities of whole patterns.
struct ClassProbabilities {
    private let weights: MatchWeights

    init(_ weights: MatchWeights) { self.weights = weights }

    /// The probabilities that a pair of that pattern is of one person, and of two relatives.
    @inline(__always)
    func memberships(of slots: SIMD8<Int32>) -> (match: Double, relative: Double) {
        var match = weights.matches.share
        var relative = weights.relatives.share
        var other = weights.unrelated.share
        for field in 0..<LevelTable.fields {
            let slot = Int(slots[field])
            match *= weights.matches.levels.values[slot]
            relative *= weights.relatives.levels.values[slot]
            other *= weights.unrelated.levels.values[slot]
        }
        let all = match + relative + other
        return all > 0 ? (match / all, relative / all) : (0, 0)
    }
}
