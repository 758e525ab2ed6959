public import Casework

/// The total of one quarter among others.
public struct TrendRow: Sendable, Hashable {
    public let quarter: Quarter
    public let figure: Figure

    /// One row a quarter, also for those in which nothing was recorded.
    public static func rows(
        from first: Quarter, through last: Quarter, counts: [Quarter: RawCount],
        policy: DisclosurePolicy
    ) -> [TrendRow] {
        (first.index...last.index).map { index in
            let quarter = Quarter(index: index)
            return TrendRow(quarter: quarter, figure: policy.figure(counts[quarter] ?? .none))
        }
    }
}
