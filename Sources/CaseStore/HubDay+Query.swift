public import Casework
public import Codelists
public import Postgres

/// What a hub recorded of one day.
public struct DayCount: Sendable, Equatable {
    public let day: CalendarDate
    public let events: Int
    /// Distinct persons and anonymous people of the day.
    public let people: Int
}

extension Query where Output == DayCount {
    /// A hub's events and people by day, oldest first; days without any as well.
    public static func days(at hub: HubCode, from first: CalendarDate, count: Int) -> Self {
        Self(
            """
            SELECT d.day, count(DISTINCT p.event_id)::int,
                (count(DISTINCT p.counted_as) + coalesce(sum(p.anonymous), 0))::int
            FROM hub h
                CROSS JOIN LATERAL (SELECT \(first)::date + n AS day
                    FROM generate_series(0, \(Int32(count - 1))) n) d
                LEFT JOIN event_register r ON r.hub_id = h.hub_id AND r.occurred_on = d.day
                    AND NOT r.is_void
                LEFT JOIN participation p
                    ON p.event_id = r.event_id AND p.occurred_on = r.occurred_on
            WHERE h.code = \(hub.description)
            GROUP BY d.day ORDER BY d.day
            """
        ) { row in
            DayCount(day: try row.next(), events: try row.next(), people: try row.next())
        }
    }
}

/// A person with the day on which a hub last saw them.
public struct SeenPerson: Sendable, Equatable {
    public let person: PersonID
    public let lastOn: CalendarDate
}

extension Query where Output == SeenPerson {
    /// The persons whom a hub saw since a day, the latest first.
    public static func seen(at hub: HubCode, since day: CalendarDate, limit: Int) -> Self {
        Self(
            """
            SELECT seen.counted_as, seen.last_on
            FROM (SELECT p.counted_as, max(p.occurred_on) AS last_on
                FROM hub h
                    JOIN event_register r ON r.hub_id = h.hub_id AND r.occurred_on >= \(day)
                        AND NOT r.is_void
                    JOIN participation p
                        ON p.event_id = r.event_id AND p.occurred_on = r.occurred_on
                WHERE h.code = \(hub.description) AND p.counted_as IS NOT NULL
                GROUP BY p.counted_as ORDER BY 2 DESC, 1 LIMIT \(limit)) seen
            -- Whoever agreed to be written down and took all of it back.
            WHERE NOT EXISTS (
                SELECT FROM consent c
                WHERE c.person_id = ANY (
                        ARRAY(\(Query<StoredConsent>.records(of: "seen.counted_as"))))
                    AND c.purpose = \(ConsentPurpose.assistance)
                HAVING count(*) > 0 AND bool_and(c.withdrawn_at IS NOT NULL))
            ORDER BY seen.last_on DESC, seen.counted_as
            """
        ) { row in SeenPerson(person: try row.next(), lastOn: try row.next()) }
    }
}

/// One event that somebody took part in, as their history shows it.
public struct PersonVisit: Sendable, Equatable {
    public let event: EventID
    public let day: CalendarDate
    public let hub: HubCode
    public let channel: Channel
    public let profile: Profile
    public let services: [Service]
}

extension Query where Output == PersonVisit {
    /// The events of everybody who counts as the same person, latest first.
    public static func visits(of person: PersonID, limit: Int) -> Self {
        Self(
            """
            SELECT DISTINCT p.event_id, p.occurred_on, h.code, p.channel, p.profile, p.services
            FROM participation p JOIN hub h USING (hub_id)
            WHERE p.counted_as = (SELECT counted_as FROM person WHERE person_id = \(person))
            ORDER BY p.occurred_on DESC, p.event_id LIMIT \(limit)
            """
        ) { row in
            PersonVisit(
                event: try row.next(), day: try row.next(), hub: try row.next(),
                channel: try row.next(), profile: try row.next(), services: try row.next())
        }
    }
}
