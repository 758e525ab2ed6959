public import CaseStore
public import Casework
import Codelists

/// A version of an event as JSON, without its people.
public struct EventDocument: Encodable, Sendable {
    public let id: EventID
    public let version: Int
    public let hub: String
    public let recordID: String?
    public let occurredOn: CalendarDate
    public let channel: String
    public let profile: String
    public let services: [String]
    public let isLate: Bool
    public let change: String
    public let reason: String?
    public let actor: String
    public let identified: Int
    public let anonymous: Int

    enum CodingKeys: String, CodingKey {
        case id, version, hub, channel, profile, services, change, reason, actor, identified
        case anonymous
        case recordID = "record_id"
        case occurredOn = "occurred_on"
        case isLate = "late"
    }

    public init(_ event: StoredEvent) {
        id = event.id
        version = event.version
        hub = event.hub
        recordID = event.recordID
        occurredOn = event.occurredOn
        channel = event.channel.code
        profile = event.profile.code
        services = event.services.map { Service(number: $0).code }
        isLate = event.isLate
        change = event.change
        reason = event.reason
        actor = event.actor
        identified = event.persons
        anonymous = event.anonymous
    }
}
