public import Codelists

/// People reached by activities, in one row of a report. Never added to people assisted.
public struct ReachedRow: Sendable, Hashable {
    public enum Dimension: String, Sendable, CaseIterable {
        case total, kind, country, audience, sex
    }

    public let dimension: Dimension
    /// The number of the code; 0 in the total.
    public let category: Int16
    public let activities: Int
    public let sessions: Int
    /// Distinct people whom lists name; each counts once in the row.
    public let listed: Int
    /// The sum of the counts; nothing tells whether somebody is in two of them.
    public let counted: Int
    /// A source says more than so many.
    public let isMinimum: Bool
    /// Sessions of which nobody said who came.
    public let uncountedSessions: Int

    public var reached: Int { listed + counted }

    public init(
        dimension: Dimension, category: Int16, activities: Int, sessions: Int, listed: Int,
        counted: Int, isMinimum: Bool, uncountedSessions: Int
    ) {
        self.dimension = dimension
        self.category = category
        self.activities = activities
        self.sessions = sessions
        self.listed = listed
        self.counted = counted
        self.isMinimum = isMinimum
        self.uncountedSessions = uncountedSessions
    }

    public var entry: CodelistEntry? { dimension.entry(category) }
}

extension ReachedRow.Dimension {
    /// What a number stands for; nil in the total.
    public func entry(_ number: Int16) -> CodelistEntry? {
        switch self {
        case .total: nil
        case .kind: ActivityKind.list[number]
        case .country: Country.list[number]
        case .audience: ActivityAudience.list[number]
        case .sex: Sex.list[number]
        }
    }
}
