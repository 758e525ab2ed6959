public import Casework
public import Codelists
public import Postgres

/// One version of an event as it is stored, without its people.
public struct StoredEvent: Sendable, Equatable {
    public let id: EventID
    public let version: Int
    public let hub: String
    public let recordID: String?
    public let occurredOn: CalendarDate
    public let channel: Channel
    public let profile: Profile
    public let services: [Int16]
    public let isLate: Bool
    public let change: String
    public let reason: String?
    public let actor: String
    /// Persons and anonymous people among the current participants.
    public let persons: Int
    public let anonymous: Int
}

extension StoredEvent {
    /// An event as `Statement.append` has just written it for the first time.
    ///
    /// To read it back instead would plan for and lock all quarters, which takes longer than the
    /// transaction that records it.
    public init(recorded event: PreparedEvent, at hub: HubCode, actor: String) {
        let tallies = event.participants.map { participant in
            if case .tally(let tally) = participant { tally.count } else { 0 }
        }
        self.init(
            id: event.id, version: 1, hub: hub.description, recordID: event.recordID,
            occurredOn: event.occurredOn, channel: event.channel, profile: event.profile,
            services: event.services.map(\.number), isLate: event.isLate, change: "recorded",
            reason: nil, actor: actor, persons: event.personCount,
            anonymous: tallies.reduce(0, +))
    }
}

extension Query where Output == StoredEvent {
    /// All versions of an event, oldest first; the participants are those of the current one.
    public static func versions(of event: EventID) -> Self {
        Self("\(columns) WHERE e.event_id = \(event) ORDER BY e.version", decode: decode)
    }

    /// The current versions of a hub's events in a span of days, latest first; only those that come
    /// after the event `before` in that order, if one is given.
    public static func events(
        at hub: HubCode, in days: Range<CalendarDate>, limit: Int,
        before: (day: CalendarDate, event: EventID)? = nil
    ) -> Self {
        let last = before?.day ?? days.upperBound
        let event = before?.event ?? EventID.least
        return Self(
            """
            \(columns)
            WHERE h.code = \(hub.description) AND e.version = r.version
                AND e.occurred_on >= \(days.lowerBound) AND e.occurred_on < \(days.upperBound)
                AND (e.occurred_on, e.event_id) < (\(last), \(event))
            ORDER BY e.occurred_on DESC, e.event_id DESC LIMIT \(limit)
            """, decode: decode)
    }

    static var columns: Statement {
        """
        SELECT e.event_id, e.version, h.code, r.record_id, e.occurred_on, e.channel, e.profile,
            e.services, e.is_late, e.change, e.reason, e.actor, f.persons, f.anonymous
        FROM event e
            JOIN event_register r USING (event_id)
            JOIN hub h ON h.hub_id = e.hub_id
            CROSS JOIN LATERAL (
                SELECT count(p.person_id)::int AS persons,
                    coalesce(sum(p.anonymous), 0)::int AS anonymous
                FROM participation p
                WHERE p.event_id = e.event_id AND p.occurred_on = e.occurred_on) f
        """
    }

    @Sendable static func decode(_ row: inout Row) throws -> StoredEvent {
        StoredEvent(
            id: try row.next(), version: try row.next(), hub: try row.next(),
            recordID: try row.nextOptional(), occurredOn: try row.next(), channel: try row.next(),
            profile: try row.next(), services: try row.next(), isLate: try row.next(),
            change: try row.next(), reason: try row.nextOptional(), actor: try row.next(),
            persons: try row.next(), anonymous: try row.next())
    }
}
