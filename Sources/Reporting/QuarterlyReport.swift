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
    /// People reached and referrals sent: measures of their own, never added to these.
    public let secondary: SecondaryFigures
    /// The seal of the audit trail that an edition's readers are witnesses of.
    public let seal: SealMark?
    /// Whether the figures are those of the demonstration's synthetic logs.
    public let isDemonstration: Bool

    init(
        quarter: Quarter, hub: Category?, policy: DisclosurePolicy, edition: Int?, totals: Figure,
        quarterBefore: Figure?, yearBefore: Figure?, trend: [TrendRow], tables: [Table],
        cross: [CrossTable], completeness: Completeness, secondary: SecondaryFigures = .none,
        seal: SealMark? = nil, isDemonstration: Bool
    ) {
        self.quarter = quarter
        self.hub = hub
        self.policy = policy
        self.edition = edition
        self.totals = totals
        self.quarterBefore = quarterBefore
        self.yearBefore = yearBefore
        self.trend = trend
        self.tables = tables
        self.cross = cross
        self.completeness = completeness
        self.secondary = secondary
        self.seal = seal
        self.isDemonstration = isDemonstration
    }
}
