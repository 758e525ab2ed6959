import CaseStore
import Casework
import Codelists

/// A version of an event as JSON, without its people.
struct EventDocument: Encodable {
    let id: EventID
    let version: Int
    let hub: String
    let recordID: String?
    let occurredOn: CalendarDate
    let channel: String
    let profile: String
    let services: [String]
    let isLate: Bool
    let change: String
    let reason: String?
    let actor: String
    let identified: Int
    let anonymous: Int

    enum CodingKeys: String, CodingKey {
        case id, version, hub, channel, profile, services, change, reason, actor, identified
        case anonymous
        case recordID = "record_id"
        case occurredOn = "occurred_on"
        case isLate = "late"
    }

    init(_ event: StoredEvent) {
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
