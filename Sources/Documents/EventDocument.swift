public import CaseStore
public import Casework
import Codelists

/// A version of an event as JSON, without its people.
public struct EventDocument: Encodable, Sendable {
    public let facts: EventFacts
    public let recordID: String?
    public let reason: String?
    public let actor: String

    enum CodingKeys: String, CodingKey {
        case reason, actor
        case recordID = "record_id"
    }

    public init(_ event: StoredEvent) {
        facts = EventFacts(event)
        recordID = event.recordID
        reason = event.reason
        actor = event.actor
    }

    public func encode(to encoder: any Encoder) throws {
        try facts.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(recordID, forKey: .recordID)
        try container.encodeIfPresent(reason, forKey: .reason)
        try container.encode(actor, forKey: .actor)
    }
}

/// What every list of events says of one, for documents to say it in.
public struct EventFacts: Encodable, Sendable {
    public let id: EventID
    public let version: Int
    public let hub: String
    public let occurredOn: CalendarDate
    public let channel: String
    public let profile: String
    public let services: [String]
    public let isLate: Bool
    public let change: String
    public let identified: Int
    public let anonymous: Int

    enum CodingKeys: String, CodingKey {
        case id, version, hub, channel, profile, services, change, identified, anonymous
        case occurredOn = "occurred_on"
        case isLate = "late"
    }

    init(_ event: StoredEvent) {
        id = event.id
        version = event.version
        hub = event.hub
        occurredOn = event.occurredOn
        channel = event.channel.code
        profile = event.profile.code
        services = event.services.map { Service(number: $0).code }
        isLate = event.isLate
        change = event.change
        identified = event.persons
        anonymous = event.anonymous
    }
}
