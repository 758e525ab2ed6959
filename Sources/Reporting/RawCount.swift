/// What was counted in one cell, before any decision about who may see it.
///
/// Only an internal report, marked as such, or a `Release` turns it into a `Figure`; rendering and
/// export take nothing else.
public struct RawCount: Hashable, Sendable {
    /// Assistance events that are not void.
    public var events: Int
    /// Distinct persons, after merges, among their participants.
    public var identified: Int
    /// Sum of the tallies.
    public var anonymous: Int

    public init(events: Int, identified: Int, anonymous: Int) {
        self.events = events
        self.identified = identified
        self.anonymous = anonymous
    }

    public static let none = RawCount(events: 0, identified: 0, anonymous: 0)
}

/// A count with the place that it has in a table.
public struct RawCell: Hashable, Sendable {
    /// Nil for the total.
    public var dimension: Dimension?
    public var category: Int16
    public var count: RawCount

    public init(dimension: Dimension?, category: Int16, count: RawCount) {
        self.dimension = dimension
        self.category = category
        self.count = count
    }
}

/// A cell of a table by two dimensions.
public struct RawCrossCell: Hashable, Sendable {
    public var first: Int16
    public var second: Int16
    public var count: RawCount

    public init(first: Int16, second: Int16, count: RawCount) {
        self.first = first
        self.second = second
        self.count = count
    }
}
