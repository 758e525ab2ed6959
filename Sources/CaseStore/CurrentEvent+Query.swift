public import Casework
import Codelists
public import Postgres

/// The current version of an event as it can be changed, with its sealed note.
public struct CurrentEvent: Sendable {
    /// Without its participants, notes and reported columns.
    public let event: AssistanceEvent
    public let note: [UInt8]?
}

extension Query where Output == CurrentEvent {
    public static func current(_ event: EventID) -> Self {
        Self(
            """
            SELECT e.event_id, h.code, r.record_id, e.occurred_on, e.channel, e.profile,
                e.services, e.destination, c.reference, e.note
            FROM event_register r
                JOIN event e ON e.event_id = r.event_id AND e.version = r.version
                    AND e.occurred_on = r.occurred_on
                JOIN hub h ON h.hub_id = e.hub_id
                LEFT JOIN casework_case c ON c.case_id = e.case_id
            WHERE r.event_id = \(event)
            """
        ) { row in
            let id: EventID = try row.next()
            let hub: HubCode = try row.next()
            let recordID: String? = try row.nextOptional()
            let occurredOn: CalendarDate = try row.next()
            let channel: Channel = try row.next()
            let profile: Profile = try row.next()
            let services: [Int16] = try row.next()
            return CurrentEvent(
                event: AssistanceEvent(
                    id: id, hub: hub, recordID: recordID, occurredOn: occurredOn,
                    channel: channel, profile: profile, services: services.map(Service.init),
                    destination: try row.nextOptional(), participants: [],
                    caseReference: try row.nextOptional()),
                note: try row.nextOptional())
        }
    }
}

extension Query where Output == Participant {
    /// Who took part in the current version of an event: persons by id, and tallies.
    public static func participants(of event: EventID, on day: CalendarDate) -> Self {
        Self(
            """
            SELECT person_id, sex, age_band, nationality, anonymous
            FROM participation WHERE event_id = \(event) AND occurred_on = \(day)
            ORDER BY position
            """
        ) { row in
            if let person: PersonID = try row.nextOptional() { return .known(person) }
            return .tally(
                Tally(
                    sex: try row.next(), ageBand: try row.next(), nationality: try row.next(),
                    count: try row.next()))
        }
    }
}
