public import Casework
public import Postgres

extension Query where Output == PersonID {
    /// The people that a hub met first and who are nobody else's record, those met last first;
    /// `before` is the last one of the page before. Whoever was erased is left out.
    public static func people(metAt hub: HubCode, before: PersonID?, limit: Int) -> Self {
        let start: Statement = before.map { "AND person_id < \($0)" } ?? ""
        return Self(
            """
            SELECT person_id FROM person
            WHERE hub_id = (SELECT hub_id FROM hub WHERE code = \(hub.description))
                AND merged_into IS NULL AND wrapped_key IS NOT NULL \(start)
            ORDER BY person_id DESC LIMIT \(limit)
            """)
    }
}

/// What a hub did on one day.
public struct DayCount: Sendable, Hashable {
    public let day: CalendarDate
    public let events: Int
    /// Each person once a day, and the anonymous.
    public let people: Int
}

extension Query where Output == DayCount {
    /// A hub's days of a span on which it assisted somebody.
    public static func days(of hub: HubCode, in days: Range<CalendarDate>) -> Self {
        Self(
            """
            SELECT r.occurred_on, count(DISTINCT r.event_id)::int,
                (count(DISTINCT p.counted_as) + coalesce(sum(p.anonymous), 0))::int
            FROM event_register r
                JOIN participation p ON p.event_id = r.event_id AND p.occurred_on = r.occurred_on
            WHERE r.hub_id = (SELECT hub_id FROM hub WHERE code = \(hub.description))
                AND NOT r.is_void
                AND r.occurred_on >= \(days.lowerBound) AND r.occurred_on < \(days.upperBound)
            GROUP BY 1 ORDER BY 1
            """
        ) { row in
            DayCount(day: try row.next(), events: try row.next(), people: try row.next())
        }
    }
}
