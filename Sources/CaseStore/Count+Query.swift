public import Casework
public import Postgres
public import Reporting

/// A cell with the quarter that it belongs to.
public struct QuarterCell: Sendable {
    public let quarter: Quarter
    public let cell: RawCell
}

extension Query where Output == QuarterCell {
    /// The exact figures of these quarters at this moment: the cells and what the change log
    /// adds to them, in one snapshot. Raw: only `Reporting` decides what is shown of them.
    public static func cells(of quarters: [Quarter]) -> Self {
        Self(
            """
            SELECT quarter, dimension, category, events, identified, anonymous
            FROM current_cell WHERE quarter = ANY (\(quarters.map(\.index)))
            """, decode: decodeCell)
    }

    /// The same figures counted from the facts, by the definition; slow, and always right.
    public static func counted(in quarter: Quarter) -> Self {
        Self(
            """
            SELECT \(quarter.index), dimension, category, events, identified, anonymous
            FROM count_quarter(\(Int(quarter.index))::int)
            """, decode: decodeCell)
    }

    /// What one hub did in a quarter, counted from the facts by the same definition.
    public static func counted(in quarter: Quarter, atHub number: Int16) -> Self {
        Self(
            """
            SELECT \(quarter.index), dimension, category, events, identified, anonymous
            FROM count_quarter(\(Int(quarter.index))::int, \(number))
            """, decode: decodeCell)
    }

    /// The totals of a run of quarters, oldest first.
    public static func totals(from first: Quarter, through last: Quarter) -> Self {
        Self(
            """
            SELECT quarter, dimension, category, events, identified, anonymous
            FROM current_cell
            WHERE dimension = 0 AND quarter BETWEEN \(first.index) AND \(last.index)
            ORDER BY quarter
            """, decode: decodeCell)
    }

    @Sendable private static func decodeCell(_ row: inout Row) throws -> QuarterCell {
        QuarterCell(
            quarter: Quarter(index: try row.next()),
            cell: RawCell(
                dimension: Dimension(rawValue: try row.next()), category: try row.next(),
                count: RawCount(
                    events: try row.next(), identified: try row.next(),
                    anonymous: try row.next())))
    }
}

extension Query where Output == RawCrossCell {
    /// A table by two dimensions, counted from the facts by the same rule.
    ///
    /// The cells hold one dimension at a time; two are counted when they are asked for, in time
    /// proportional to the quarter's facts.
    public static func cross(
        _ first: Dimension, _ second: Dimension, in quarter: Quarter
    ) -> Self {
        Self(
            """
            WITH placed AS NOT MATERIALIZED (
                SELECT a.category AS first, b.category AS second, p.event_id, p.counted_as,
                    p.anonymous
                FROM participation p,
                    cells_of(p.country, p.hub_id, p.sex, p.age_band, p.nationality, p.profile,
                        p.channel, p.services) a,
                    cells_of(p.country, p.hub_id, p.sex, p.age_band, p.nationality, p.profile,
                        p.channel, p.services) b
                WHERE p.occurred_on >= \(quarter.days.lowerBound)
                    AND p.occurred_on < \(quarter.days.upperBound)
                    AND a.dimension = \(first.rawValue) AND b.dimension = \(second.rawValue)
            )
            SELECT first, second, count(DISTINCT event_id)::int, count(DISTINCT counted_as)::int,
                sum(anonymous)::int
            FROM placed GROUP BY first, second
            """
        ) { row in
            RawCrossCell(
                first: try row.next(), second: try row.next(),
                count: RawCount(
                    events: try row.next(), identified: try row.next(),
                    anonymous: try row.next()))
        }
    }
}

extension Query where Output == Completeness.Entry {
    /// Every hub that was open in the quarter, with what it reported.
    public static func completeness(of quarter: Quarter) -> Self {
        Self(
            """
            SELECT h.code, h.name, count(r.event_id)::int, count(DISTINCT r.occurred_on)::int,
                min(r.occurred_on), max(r.occurred_on),
                (SELECT count(*)::int FROM event e
                    JOIN event_register c ON c.event_id = e.event_id AND c.version = e.version
                    WHERE e.hub_id = h.hub_id AND e.is_late AND NOT c.is_void
                        AND e.occurred_on >= \(quarter.days.lowerBound)
                        AND e.occurred_on < \(quarter.days.upperBound))
            FROM hub h LEFT JOIN event_register r ON r.hub_id = h.hub_id AND NOT r.is_void
                AND r.occurred_on >= \(quarter.days.lowerBound)
                AND r.occurred_on < \(quarter.days.upperBound)
            WHERE (h.opened_on IS NULL OR h.opened_on < \(quarter.days.upperBound))
                AND (h.closed_on IS NULL OR h.closed_on >= \(quarter.days.lowerBound))
            GROUP BY h.hub_id
            """
        ) { row in
            let code: String = try row.next()
            guard let hub = HubCode(code) else { throw StoreError.unreadable(table: "hub") }
            return Completeness.Entry(
                hub: hub, name: try row.next(), events: try row.next(), days: try row.next(),
                firstDay: try row.nextOptional(), lastDay: try row.nextOptional(),
                late: try row.next())
        }
    }
}
