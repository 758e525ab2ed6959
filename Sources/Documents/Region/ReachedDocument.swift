public import Casework
import Codelists

/// People reached in a quarter, as JSON: never added to people assisted.
public struct ReachedDocument: Encodable, Sendable {
    struct Row: Encodable {
        let code: String?
        let activities: Int
        let sessions: Int
        let listed: Int
        let counted: Int
        let reached: Int
        /// Whether a source says more than so many.
        let isMinimum: Bool
        /// Sessions of which nobody said who came.
        let uncountedSessions: Int

        enum CodingKeys: String, CodingKey {
            case code, activities, sessions, listed, counted, reached
            case isMinimum = "minimum"
            case uncountedSessions = "sessions_without_count"
        }

        init(_ row: ReachedRow) {
            code = row.entry?.code
            activities = row.activities
            sessions = row.sessions
            listed = row.listed
            counted = row.counted
            reached = row.reached
            isMinimum = row.isMinimum
            uncountedSessions = row.uncountedSessions
        }
    }

    let quarter: Quarter
    let measure = "reached"
    let total: Row?
    let kind: [Row]
    let country: [Row]
    let audience: [Row]
    let sex: [Row]
    let scores: [KnowledgeDocument]

    public init(_ rows: [ReachedRow], scores: [Activity], quarter: Quarter) {
        func of(_ dimension: ReachedRow.Dimension) -> [Row] {
            rows.filter { $0.dimension == dimension }.map(Row.init)
        }
        self.quarter = quarter
        total = of(.total).first
        kind = of(.kind)
        country = of(.country)
        audience = of(.audience)
        sex = of(.sex)
        self.scores = scores.compactMap { activity in
            activity.score.map { KnowledgeDocument(activity.slug, $0) }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case quarter, measure, total, kind, country, audience, sex, scores
    }
}

/// What a test before and after says, as JSON; null where so few took it that it would tell of one.
public struct KnowledgeDocument: Encodable, Sendable {
    let activity: Slug
    let people: Int?
    let before: Double?
    let after: Double?
    let change: Double?
    let maximum: Double
    let isSuppressed: Bool

    private enum CodingKeys: String, CodingKey {
        case activity, people, before, after, change, maximum
        case isSuppressed = "suppressed"
    }

    public init(_ activity: Slug, _ score: KnowledgeScore) {
        let isShown = score.isShown
        self.activity = activity
        people = isShown ? score.people : nil
        before = isShown ? score.before : nil
        after = isShown ? score.after : nil
        change = isShown ? score.change : nil
        maximum = score.maximum
        isSuppressed = !isShown
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(activity, forKey: .activity)
        try container.encode(people, forKey: .people)
        try container.encode(before, forKey: .before)
        try container.encode(after, forKey: .after)
        try container.encode(change, forKey: .change)
        try container.encode(maximum, forKey: .maximum)
        try container.encode(isSuppressed, forKey: .isSuppressed)
    }
}
