public import Codelists

/// A training, webinar, virtual lecture, exchange of experiences or outreach.
///
/// Whom it reaches is *reached*, never *assisted*: the two are never added (`domain.md`).
public struct Activity: RegionRecord {
    public static let kind = RecordKind.activity

    public var slug: Slug
    public var kind: ActivityKind
    public var title: String
    /// An activity of several counts in each of them.
    @Listed public var countries: [Country]
    /// Whom it is for, where a count or a list does not say otherwise.
    public var audience: ActivityAudience
    /// The hub that held it.
    public var hub: HubCode?
    /// What it is one of, such as a course that is given every year.
    public var series: String?
    @Listed public var topics: [String]
    @Listed public var organisers: [Slug]
    @Listed public var partners: [Slug]
    /// In the order of their numbers, which begin at 1.
    @Listed public var sessions: [ActivitySession]
    public var score: KnowledgeScore?
    public var note: String?
    public var source: String?

    public var references: [RecordReference] {
        (organisers + partners).map { RecordReference(.organisation, $0) }
    }

    public var home: RecordPlace? { RecordPlace(countries, hub: hub) }

    public var faultyField: String? {
        if title.isEmpty { return "title" }
        if countries.isEmpty { return "countries" }
        if sessions.contains(where: { $0.counts.contains { $0.people < 1 } }) { return "people" }
        if let score, !score.isPossible { return "score" }
        return nil
    }
}

/// One day of an activity.
public struct ActivitySession: Codable, Hashable, Sendable {
    /// The calendar date at the place where it is held.
    public var held: CalendarDate
    public var place: String?
    public var online: Bool?
    public var topic: String?
    /// Participants that no list names.
    @Listed public var counts: [ParticipantCount]

    public init(held: CalendarDate) { self.held = held }
}

/// So many participants of one institution and sex, whom no list names.
public struct ParticipantCount: Codable, Hashable, Sendable {
    public var people: Int
    /// The source says more than so many.
    public var minimum: Bool?
    public var institution: String?
    public var audience: ActivityAudience?
    public var sex: Sex?

    public init(
        people: Int, minimum: Bool? = nil, institution: String? = nil,
        audience: ActivityAudience? = nil, sex: Sex? = nil
    ) {
        self.people = people
        self.minimum = minimum
        self.institution = institution
        self.audience = audience
        self.sex = sex
    }
}

/// Mean marks of one test before and after, over the people who took both.
public struct KnowledgeScore: Codable, Hashable, Sendable {
    public var people: Int
    public var before: Double
    public var after: Double
    public var maximum: Double

    /// The fewest people whose means tell of nobody.
    public static let fewest = 5

    public var isShown: Bool { people >= Self.fewest }

    public var change: Double { after - before }

    var isPossible: Bool {
        people > 0 && maximum > 0 && (0...maximum).contains(before) && (0...maximum).contains(after)
    }
}
