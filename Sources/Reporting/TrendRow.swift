public import Casework

/// The total of one quarter among others.
public struct TrendRow: Sendable, Hashable {
    public let quarter: Quarter
    public let figure: Figure

    /// One row a quarter for staff, also for those in which nothing was recorded.
    public static func rows(
        internal counts: [Quarter: RawCount], from first: Quarter, through last: Quarter
    ) -> [TrendRow] {
        (first.index...last.index).map { index in
            let quarter = Quarter(index: index)
            return TrendRow(quarter: quarter, figure: Figure(counts[quarter] ?? .none))
        }
    }
}
