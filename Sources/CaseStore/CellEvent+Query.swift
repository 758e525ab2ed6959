public import Casework
import Codelists
public import Postgres
public import Reporting

/// An event behind a figure, with what it adds to it.
///
/// Over all events of a cell, `counted` adds up to its identified people and `anonymous` to its
/// anonymous ones.
public struct CellEvent: Sendable {
    /// With only those participants who lie in the cell.
    public let event: StoredEvent
    /// The persons who are counted here: whose first event in the cell this is.
    public let counted: Int
}

extension Query where Output == RawCount {
    /// One cell of a quarter, counted from the facts that whoever acts may see.
    public static func counted(at cell: CellAddress, in quarter: Quarter) -> Self {
        Self(
            """
            SELECT count(DISTINCT p.event_id)::int, count(DISTINCT p.counted_as)::int,
                coalesce(sum(p.anonymous), 0)::int
            FROM participation p WHERE \(facts(of: cell, in: quarter))
            """
        ) { row in
            RawCount(
                events: try row.next(), identified: try row.next(), anonymous: try row.next())
        }
    }
}

extension Query where Output == CellEvent {
    /// The events of a cell, latest first; only those that come after `before` in that order, if one
    /// is given.
    public static func events(
        at cell: CellAddress, in quarter: Quarter, limit: Int,
        before: (day: CalendarDate, event: EventID)? = nil
    ) -> Self {
        let last = before?.day ?? quarter.days.upperBound
        let event = before?.event ?? EventID.least
        return Self(
            """
            WITH placed AS NOT MATERIALIZED (
                SELECT p.event_id, p.occurred_on, p.counted_as, p.anonymous
                FROM participation p WHERE \(facts(of: cell, in: quarter))
            ), page AS MATERIALIZED (
                SELECT DISTINCT occurred_on, event_id FROM placed
                WHERE (occurred_on, event_id) < (\(last), \(event))
                ORDER BY occurred_on DESC, event_id DESC LIMIT \(limit)
            )
            SELECT e.event_id, e.version, h.code, r.record_id, e.occurred_on, e.channel, e.profile,
                e.services, e.is_late, e.change, e.reason, e.actor, present.persons,
                present.anonymous, present.counted
            FROM page
                JOIN event_register r ON r.event_id = page.event_id
                -- The days again: the planner looks at one partition and not at all of them.
                JOIN event e ON e.event_id = r.event_id AND e.version = r.version
                    AND e.occurred_on = r.occurred_on AND \(span(of: quarter, "e"))
                JOIN hub h ON h.hub_id = e.hub_id
                CROSS JOIN LATERAL (
                    SELECT count(one.counted_as)::int AS persons, sum(one.anonymous)::int AS anonymous,
                        count(one.counted_as) FILTER (WHERE NOT EXISTS (
                            SELECT FROM placed earlier WHERE earlier.counted_as = one.counted_as
                                AND (earlier.occurred_on, earlier.event_id)
                                    < (page.occurred_on, page.event_id)))::int AS counted
                    FROM (SELECT counted_as, sum(anonymous) AS anonymous FROM placed
                        WHERE placed.event_id = page.event_id
                            AND placed.occurred_on = page.occurred_on
                        GROUP BY counted_as) one) present
            ORDER BY page.occurred_on DESC, page.event_id DESC
            """
        ) { row in
            CellEvent(
                event: try Query<StoredEvent>.decode(&row), counted: try row.next())
        }
    }
}

/// Which facts lie in a cell, as `cells_of` in `counting.sql` says; a test compares every cell.
private func facts(of cell: CellAddress, in quarter: Quarter) -> Statement {
    cell.places.reduce(span(of: quarter, "p")) { facts, place in
        "\(facts) AND \(condition(place))"
    }
}

private func span(of quarter: Quarter, _ table: String) -> Statement {
    """
    \(raw: table).occurred_on >= \(quarter.days.lowerBound)
        AND \(raw: table).occurred_on < \(quarter.days.upperBound)
    """
}

private func condition(_ place: CellAddress.Place) -> Statement {
    let category = place.category
    return switch place.dimension {
    case .country: "p.country = \(category)"
    case .hub: "p.hub_id = \(category)"
    case .sex: "p.sex = \(category)"
    case .age: "p.age_band = \(category)"
    case .nationality: "p.nationality = \(category)"
    case .profile: "p.profile = \(category)"
    case .channel: "p.channel = \(category)"
    case .service: "\(category) = ANY (p.services)"
    }
}
