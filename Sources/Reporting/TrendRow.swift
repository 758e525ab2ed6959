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

    /// A report's trend: from the first quarter in which anything was recorded, since those before
    /// would say that nobody was assisted where nobody was counting.
    static func trend(internal counts: [(quarter: Quarter, count: RawCount)]) -> [TrendRow] {
        trend(
            of: counts.drop { $0.count == .none }
                .map { TrendRow(quarter: $0.quarter, figure: Figure($0.count)) })
    }

    /// One quarter is no trend.
    static func trend(of rows: [TrendRow]) -> [TrendRow] { rows.count > 1 ? rows : [] }
}
