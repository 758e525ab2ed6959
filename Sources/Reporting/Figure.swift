/// The numbers of a cell that has passed the disclosure code; nil where it hides them.
///
/// Nothing outside this module can make one: what is shown, exported or drawn has been through
/// a policy.
public struct Figure: Hashable, Sendable {
    public let events: Int?
    public let identified: Int?
    public let anonymous: Int?
    /// "People assisted" always means identified plus anonymous.
    public let people: Int?
    /// Why numbers are hidden; nil when none is.
    public let suppression: Suppression?

    /// A figure with nothing hidden.
    init(_ count: RawCount) {
        events = count.events
        identified = count.identified
        anonymous = count.anonymous
        people = count.identified + count.anonymous
        suppression = nil
    }

    /// What the public sees of a count that no release holds.
    static let unreleased = Figure(suppressed: .complementary)

    /// A figure with every number hidden.
    init(suppressed suppression: Suppression) {
        self.init(
            events: nil, identified: nil, anonymous: nil, people: nil, suppression: suppression)
    }

    /// A figure of which a release hides what it has to.
    init(
        events: Int?, identified: Int?, anonymous: Int?, people: Int?, suppression: Suppression?
    ) {
        self.events = events
        self.identified = identified
        self.anonymous = anonymous
        self.people = people
        self.suppression = suppression
    }
}

/// Why a cell is hidden.
public enum Suppression: String, Hashable, Sendable, Encodable {
    /// So few people that somebody could be recognised.
    case primary
    /// With it, a cell of few people could be worked out.
    case complementary
}

/// For whom a report is made; each shows it on every page.
public enum Audience: String, Hashable, Sendable, Encodable, LosslessStringConvertible {
    case `internal`
    case `public`

    public init?(_ description: String) { self.init(rawValue: description) }

    public var description: String { rawValue }
}

/// Who may see a report, and so what it hides.
public enum DisclosurePolicy: Hashable, Sendable {
    /// For staff who may see the people behind a cell: everything shown, and marked *internal*.
    case `internal`
    /// For everybody: only what a `Release` shows. No cell shows fewer people than the threshold,
    /// which is never below 5.
    case `public`(threshold: Int = Release.defaultThreshold)

    public var audience: Audience {
        switch self {
        case .internal: .internal
        case .public: .public
        }
    }
}
