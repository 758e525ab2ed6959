public import Casework

/// What the store counted for one quarter, raw, in one snapshot.
public struct QuarterCounts: Sendable {
    public struct Cross: Sendable {
        public var first: Dimension
        public var second: Dimension
        public var cells: [RawCrossCell]

        public init(first: Dimension, second: Dimension, cells: [RawCrossCell]) {
            self.first = first
            self.second = second
            self.cells = cells
        }

        /// The same table with its rows by the second dimension first.
        var turned: Self {
            Cross(
                first: second, second: first,
                cells: cells.map {
                    RawCrossCell(first: $0.second, second: $0.first, count: $0.count)
                })
        }
    }

    public var quarter: Quarter
    /// The number of the hub that was counted; nil for all of them.
    public var hub: Int16?
    public var total: RawCount
    public var quarterBefore: RawCount?
    public var yearBefore: RawCount?
    public var cells: [RawCell]
    public var cross: [Cross]
    public var completeness: Completeness
    public var edition: Int?
    /// The totals of this quarter and those before it, oldest first.
    public var trend: [(quarter: Quarter, count: RawCount)] = []
    /// People reached and referrals sent, which are never added to the people assisted.
    public var secondary = SecondaryCounts()
    /// Where the audit trail stood when an edition was closed.
    public var seal: SealMark?

    public init(
        quarter: Quarter, hub: Int16? = nil, total: RawCount, quarterBefore: RawCount?,
        yearBefore: RawCount?,
        cells: [RawCell], cross: [Cross], completeness: Completeness
    ) {
        self.quarter = quarter
        self.hub = hub
        self.total = total
        self.quarterBefore = quarterBefore
        self.yearBefore = yearBefore
        self.cells = cells
        self.cross = cross
        self.completeness = completeness
    }

    /// The tables by these two dimensions each, whichever way round they were counted; nil when
    /// one of them was not.
    public func crossing(_ asked: [(Dimension, Dimension)]) -> Self? {
        var counts = self
        counts.cross = []
        for (first, second) in asked {
            if let table = cross.first(where: { ($0.first, $0.second) == (first, second) }) {
                counts.cross.append(table)
            } else if let table = cross.first(where: { ($0.first, $0.second) == (second, first) }) {
                counts.cross.append(table.turned)
            } else {
                return nil
            }
        }
        return counts
    }
}
