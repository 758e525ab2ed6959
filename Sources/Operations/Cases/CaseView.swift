import CaseStore
public import Casework
public import Codelists
public import FoundationEssentials

/// A case as whoever may see it sees it.
public struct CaseView: Sendable, Encodable {
    public let content: Case
    public let people: [CasePersonView]
    /// Whether its texts can still be read.
    public let isReadable: Bool
    /// By the hub's calendar.
    public let isOverdue: Bool
    /// Only where it was asked for.
    public var timeline: [TimelineEntry]?

    enum CodingKeys: String, CodingKey {
        case id, reference, hub, version, status, needs, priority, plan, due, worker, restricted
        case outcome, people, readable, overdue, trafficking, timeline
        case nextStep = "next_step"
        case namedWorkers = "named_workers"
        case openedOn = "opened_on"
        case closedOn = "closed_on"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(content.id, forKey: .id)
        try container.encode(content.reference, forKey: .reference)
        try container.encode(content.hub, forKey: .hub)
        try container.encode(content.version, forKey: .version)
        try container.encode(content.status, forKey: .status)
        try container.encode(content.needs, forKey: .needs)
        try container.encode(content.priority, forKey: .priority)
        try container.encode(content.plan, forKey: .plan)
        try container.encode(content.nextStep?.text, forKey: .nextStep)
        try container.encode(content.nextStep?.dueOn, forKey: .due)
        try container.encode(content.worker, forKey: .worker)
        try container.encode(content.namedWorkers, forKey: .namedWorkers)
        try container.encode(content.isRestricted, forKey: .restricted)
        try container.encode(content.outcome, forKey: .outcome)
        try container.encode(content.openedOn, forKey: .openedOn)
        try container.encode(content.closedOn, forKey: .closedOn)
        try container.encodeIfPresent(content.trafficking, forKey: .trafficking)
        try container.encode(people, forKey: .people)
        try container.encode(isReadable, forKey: .readable)
        try container.encode(isOverdue, forKey: .overdue)
        try container.encodeIfPresent(timeline, forKey: .timeline)
    }
}

/// One of a case's people.
public struct CasePersonView: Sendable, Encodable {
    public let id: PersonID
    public let givenNames: String?
    public let familyNames: String?
    public let sex: Sex
    public let ageBand: AgeBand
    public let nationality: Country
    public let vulnerabilities: [Vulnerability]
    /// The answers that were given, such as `seeing=some`.
    public let functioning: String?
    public let languages: [SpokenLanguage]

    enum CodingKeys: String, CodingKey {
        case sex, nationality, vulnerabilities, functioning, languages
        case id = "person_id"
        case givenNames = "given_names"
        case familyNames = "family_names"
        case ageBand = "age_band"
    }
}

/// One thing that happened in a case.
public struct TimelineEntry: Sendable, Encodable {
    public let at: Date
    public let kind: String
    public let actor: String
    public let id: String
    /// What was done, the kind of an attachment, the status of a referral, the date of an event.
    public let what: String
    /// A note, or the name of a file; nil once it cannot be read.
    public let text: String?
    /// The codes after a change, or those of an event.
    public let codes: CaseCodes
}

/// What a row about a case says without a word about a person.
public struct CaseCodes: Sendable, Codable {
    public var status: String?
    public var needs: [String]?
    public var priority: String?
    public var due: String?
    public var worker: String?
    public var restricted: Bool?
    public var outcome: String?
    public var people: Int?
    public var bytes: Int?
    public var services: [String]?

    init() {}

    init(_ content: Case) {
        status = content.status.code
        needs = content.needs.map(\.code)
        priority = content.priority.code
        due = content.nextStep?.dueOn.description
        worker = content.worker?.description
        restricted = content.isRestricted
        outcome = content.outcome?.code
        people = content.people.count
    }

    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
