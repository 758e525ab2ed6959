public import Casework

/// The figures of one quarter, ready to be shown.
public struct QuarterlyReport: Sendable {
    public struct Row: Sendable, Hashable {
        public let category: Category
        public let figure: Figure
    }

    public struct CrossRow: Sendable, Hashable {
        public let first: Category
        public let second: Category
        public let figure: Figure
    }

    public struct Table: Sendable, Hashable {
        public let dimension: Dimension
        public let rows: [Row]
    }

    public struct CrossTable: Sendable, Hashable {
        public let first: Dimension
        public let second: Dimension
        public let rows: [CrossRow]
    }

    public let quarter: Quarter
    /// The hub that the report is about; nil for all of them.
    public let hub: Category?
    public let policy: DisclosurePolicy
    /// The number of the edition that froze the figures; nil while the quarter is open.
    public let edition: Int?
    public let totals: Figure
    /// Nil when nothing is recorded for that quarter: there is nothing to compare with.
    public let quarterBefore: Figure?
    public let yearBefore: Figure?
    /// The totals up to this quarter, oldest first; empty unless they were asked for.
    public let trend: [TrendRow]
    public let tables: [Table]
    public let cross: [CrossTable]
    public let completeness: Completeness
    /// Whether the figures are those of the demonstration's synthetic logs.
    public let isDemonstration: Bool

    public init(
        _ counts: QuarterCounts, policy: DisclosurePolicy, hubs: HubNames, isDemonstration: Bool
    ) {
        hub = counts.hub.map { Category(.hub, $0, hubs: hubs) }
        quarter = counts.quarter
        self.policy = policy
        edition = counts.edition
        trend = counts.trend.map { TrendRow(quarter: $0.quarter, figure: policy.figure($0.count)) }
        self.isDemonstration = isDemonstration
        totals = policy.figure(counts.total)
        quarterBefore = counts.quarterBefore.map(policy.figure)
        yearBefore = counts.yearBefore.map(policy.figure)
        let isOfHub = counts.hub != nil
        tables = Dimension.reportOrder.filter { !isOfHub || !$0.isPlace }.map { dimension in
            Table(
                dimension: dimension,
                rows: counts.cells.filter { $0.dimension == dimension }
                    .map { cell in
                        Row(
                            category: Category(dimension, cell.category, hubs: hubs),
                            figure: policy.figure(cell.count))
                    }.sorted { Category.precedes($0.category, $1.category) })
        }
        cross = counts.cross.map { table in
            CrossTable(
                first: table.first, second: table.second,
                rows: table.cells.map { cell in
                    CrossRow(
                        first: Category(table.first, cell.first, hubs: hubs),
                        second: Category(table.second, cell.second, hubs: hubs),
                        figure: policy.figure(cell.count))
                }.sorted {
                    $0.first == $1.first
                        ? Category.precedes($0.second, $1.second)
                        : Category.precedes($0.first, $1.first)
                })
        }
        completeness = counts.completeness
    }
}

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
}
