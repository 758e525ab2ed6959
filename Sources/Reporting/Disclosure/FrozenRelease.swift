/// A public release as an edition stores it: what was counted, and what of it was hidden.
///
/// It can be encoded and decoded, and shows nothing; `Release` makes figures of it again, after
/// another audit. What it decodes from is no secret from those who hold the raw counts.
public struct FrozenRelease: Hashable, Sendable {
    public let counts: FrozenCounts
    /// The fewest people that a cell may show.
    public let threshold: Int
    let hiddenKeys: Set<CellNumbers.Key>

    init(counts: FrozenCounts, threshold: Int, hiddenKeys: Set<CellNumbers.Key>) {
        self.counts = counts
        self.threshold = threshold
        self.hiddenKeys = hiddenKeys
    }

    /// The numbers that this edition hides, by cell.
    func hides(_ address: CellAddress, _ measure: Measure) -> Bool {
        hiddenKeys.contains(.init(address: address, measure: measure))
    }
}
