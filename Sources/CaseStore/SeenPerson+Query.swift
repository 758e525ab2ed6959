public import Casework
public import Postgres

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
            SELECT p.counted_as, max(p.occurred_on)
            FROM hub h
                JOIN event_register r ON r.hub_id = h.hub_id AND r.occurred_on >= \(day)
                    AND NOT r.is_void
                JOIN participation p ON p.event_id = r.event_id AND p.occurred_on = r.occurred_on
            WHERE h.code = \(hub.description) AND p.counted_as IS NOT NULL
            GROUP BY p.counted_as ORDER BY 2 DESC, 1 LIMIT \(limit)
            """
        ) { row in SeenPerson(person: try row.next(), lastOn: try row.next()) }
    }
}
