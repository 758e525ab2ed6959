public import Casework
import Codelists
public import Postgres
public import Reporting

/// One participant of an event as it stood; the event's own fields repeat.
public struct StandingRow: Sendable {
    public let event: StandingEvent
}

extension Query where Output == StandingRow {
    /// The participants of a quarter's events as they stood at a change number, those of an event
    /// together, in the order of their positions.
    public static func standing(in quarter: Quarter, at change: Int64) -> Self {
        Self(
            """
            SELECT event_id, version, recorded, occurred_on, hub_id, channel, profile, is_late,
                services, "position", person_id, sex, age_band, nationality, anonymous
            FROM standing_participation(\(Int(quarter.index))::int, \(change))
            ORDER BY event_id, "position"
            """
        ) { row in
            let id: EventID = try row.next()
            let version: Int = try row.next()
            let recorded: Int64 = try row.next()
            let occurredOn: CalendarDate = try row.next()
            let hub: Int16 = try row.next()
            let channel: Channel = try row.next()
            let profile: Profile = try row.next()
            let isLate: Bool = try row.next()
            let services: [Int16] = try row.next()
            let position: Int16 = try row.next()
            let person: PersonID? = try row.nextOptional()
            let member: StandingEvent.Member =
                if let person {
                    .person(person)
                } else {
                    .tally(
                        Tally(
                            sex: try row.next(), ageBand: try row.next(),
                            nationality: try row.next(), count: try row.next()))
                }
            return StandingRow(
                event: StandingEvent(
                    id: id, version: version, recorded: recorded, occurredOn: occurredOn,
                    hub: hub, channel: channel, profile: profile, isLate: isLate,
                    services: services,
                    participants: [.init(position: position, member: member)]))
        }
    }
}

extension Query where Output == StandingPerson {
    /// Whoever takes part in a quarter, in any version, as they stood at a change number.
    public static func standingPersons(in quarter: Quarter, at change: Int64) -> Self {
        Self(
            """
            SELECT person_id, counted_as, sex, birth_year, birth_quarter, nationality
            FROM standing_person(\(Int(quarter.index))::int, \(change))
            """
        ) { row in
            StandingPerson(
                id: try row.next(), countedAs: try row.next(), sex: try row.next(),
                birthYear: try row.nextOptional(), birthQuarter: try row.nextOptional(),
                nationality: try row.next())
        }
    }
}

extension Query where Output == EventID {
    /// Those of these events whose latest version up to a change number is a void.
    public static func voided(among events: [EventID], at change: Int64) -> Self {
        Self(
            """
            SELECT DISTINCT event_id FROM event
            WHERE event_id = ANY (\(events)) AND change = 'voided' AND change_number <= \(change)
            """)
    }
}

extension Query where Output == Int64 {
    /// Draws the number that freezes a moment: every change with a smaller one is committed.
    public static var changeNumber: Self { Self("SELECT draw_change_number()") }
}
