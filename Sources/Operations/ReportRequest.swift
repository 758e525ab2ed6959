import Casework
public import Reporting

/// Which report of a quarter is wanted, and for whom.
public struct ReportRequest: Sendable {
    /// Nil for what suits the audience: the quarter as it stands for staff, for the public the
    /// latest edition, and a preview of the next while there is none.
    public var edition: EditionChoice?
    public var audience: Audience
    /// The fewest people that a cell shows in a preview; an edition keeps its own.
    public var threshold: Int?
    /// The tables by two dimensions that are asked for.
    public var cross: [(Dimension, Dimension)]
    /// Whether every table by two dimensions that may be published is wanted.
    public var isWhole: Bool
    /// Whether it is to be drawn: with the last eight quarters, and ages by sex.
    public var isDrawn: Bool

    public init(
        edition: EditionChoice? = nil, audience: Audience = .internal, threshold: Int? = nil,
        by cross: [(Dimension, Dimension)] = [], isWhole: Bool = false, isDrawn: Bool = false
    ) {
        self.edition = edition
        self.audience = audience
        self.threshold = threshold
        self.cross = cross
        self.isWhole = isWhole
        self.isDrawn = isDrawn
    }

    /// How many quarters a drawn report shows.
    static let drawnQuarters = 8
    static let pyramid: (Dimension, Dimension) = (.age, .sex)

    /// The quarters whose totals stand in the report, oldest first.
    func trend(to quarter: Quarter) -> [Quarter] {
        isDrawn ? (1...Self.drawnQuarters).map { quarter.adding($0 - Self.drawnQuarters) } : []
    }

    /// The other quarters with which it compares.
    func others(than quarter: Quarter) -> [Quarter] {
        Set([quarter.adding(-1), quarter.adding(-4)] + trend(to: quarter))
            .subtracting([quarter]).sorted()
    }

    /// The tables that it shows of those that there are; the pyramid is left out where there is none.
    func tables(of available: [(Dimension, Dimension)]) -> [(Dimension, Dimension)] {
        if isWhole { return available }
        let hasPyramid = available.contains {
            $0 == Self.pyramid || $0 == (Self.pyramid.1, Self.pyramid.0)
        }
        let isAsked = cross.contains { $0 == Self.pyramid }
        return cross + (isDrawn && hasPyramid && !isAsked ? [Self.pyramid] : [])
    }
}
