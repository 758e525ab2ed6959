public import Codelists

/// A government known by name to use the Migration Governance Indicators.
public struct MGIParticipant: RegionRecord {
    public static let kind = RecordKind.mgiParticipant

    public var slug: Slug
    public var country: Country
    /// Of a local authority; a country has none.
    public var name: String?
    public var joined: CalendarDate?
    public var source: String

    public var isLocal: Bool { name != nil }

    public var faultyField: String? {
        source.isEmpty ? "source" : name == "" ? "name" : nil
    }
}

/// How many governments used the indicators at the end of a day, as somebody published it.
///
/// Apart from those known by name: the register never invents members.
public struct MGITotal: RegionRecord {
    public static let kind = RecordKind.mgiTotal

    public var slug: Slug
    public var stated: CalendarDate
    public var countries: Int
    public var localities: Int
    public var source: String

    public var faultyField: String? {
        source.isEmpty
            ? "source" : countries < 0 ? "countries" : localities < 0 ? "localities" : nil
    }
}

/// A question of the indicators, in one of the sets that there were over the years.
public struct MGIIndicator: RegionRecord {
    public static let kind = RecordKind.mgiIndicator

    public var slug: Slug
    /// Which edition of the questionnaire, such as `2021`.
    public var set: String
    public var dimension: IndicatorDimension
    public var question: String
    /// Whether it stands for a part of SDG indicator 10.7.2.
    public var sdg: Bool?

    public var faultyField: String? { question.isEmpty ? "question" : nil }
}

/// One round of one participant: its answers, with what they rest on.
public struct MGIAssessment: RegionRecord {
    public static let kind = RecordKind.mgiAssessment

    public struct Answer: Codable, Hashable, Sendable {
        public enum Value: String, Codable, Sendable { case yes, partly, no, unknown }

        public var indicator: Slug
        public var answer: Value
        public var evidence: String?
        public var link: String?
    }

    public var slug: Slug
    public var participant: Slug
    /// 1 is the first assessment; later ones follow it up.
    public var round: Int
    public var set: String
    public var started: CalendarDate?
    public var published: CalendarDate?
    @Listed public var answers: [Answer]

    public var references: [RecordReference] {
        [RecordReference(.mgiParticipant, participant)]
            + answers.map { RecordReference(.mgiIndicator, $0.indicator) }
    }

    public var faultyField: String? {
        if round < 1 { return "round" }
        if let started, let published, published < started { return "published" }
        if Set(answers.map(\.indicator)).count < answers.count { return "answers" }
        return answers.contains { !($0.link.map(WebAddress.isWebAddress) ?? true) } ? "link" : nil
    }
}
