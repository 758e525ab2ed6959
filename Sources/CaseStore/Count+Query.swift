public import Casework
public import Postgres
public import Reporting

/// A cell with the quarter that it belongs to.
public struct QuarterCell: Sendable {
    public let quarter: Quarter
    public let cell: RawCell

    /// The number that `counting.sql` gives to what hubs reported late; breakdowns are below it.
    static let late: Int16 = 100
}

/// What a report counts: a figure, or how much of what a hub reported came late.
public enum ReportedCell: Sendable {
    case figure(QuarterCell)
    case late(Quarter, hub: Int16, events: Int)
}

/// On how many days of a quarter a hub reported.
public struct ReportingDays: Sendable {
    /// The number that rows of the database hold for the hub.
    public let number: Int16
    public let hub: HubCode
    public let name: String
    public let days: Int
    public let first: CalendarDate?
    public let last: CalendarDate?
}

extension Query where Output == QuarterCell {
    /// The exact figures of these quarters at this moment: the cells and what the change log
    /// adds to them, in one snapshot. Raw: only `Reporting` decides what is shown of them.
    public static func cells(of quarters: [Quarter]) -> Self {
        Self(
            """
            SELECT quarter, dimension, category, events, identified, anonymous
            FROM current_cells(\(quarters.map(\.index))) WHERE dimension < \(QuarterCell.late)
            """, decode: decodeCell)
    }

    /// The same figures counted from the facts, by the definition; slow, and always right.
    public static func counted(in quarter: Quarter) -> Self {
        Self(
            """
            SELECT \(quarter.index), dimension, category, events, identified, anonymous
            FROM count_quarter(\(Int(quarter.index))::int) WHERE dimension < \(QuarterCell.late)
            """, decode: decodeCell)
    }

    /// What one hub did in a quarter, counted from the facts by the same definition.
    public static func counted(in quarter: Quarter, atHub number: Int16) -> Self {
        Self(
            """
            SELECT \(quarter.index), dimension, category, events, identified, anonymous
            FROM count_quarter(\(Int(quarter.index))::int, \(number))
            WHERE dimension < \(QuarterCell.late)
            """, decode: decodeCell)
    }

    /// The totals of a run of quarters, oldest first.
    public static func totals(from first: Quarter, through last: Quarter) -> Self {
        Self(
            """
            SELECT quarter, dimension, category, events, identified, anonymous
            FROM current_cells(\((first.index...last.index).map { $0 }))
            WHERE dimension = 0 ORDER BY quarter
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
                        p.channel, p.services, p.is_late) a,
                    cells_of(p.country, p.hub_id, p.sex, p.age_band, p.nationality, p.profile,
                        p.channel, p.services, p.is_late) b
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

extension Query where Output == ReportedCell {
    /// Everything that a report counts in these quarters, in one reading of cells and change log.
    public static func reportedCells(of quarters: [Quarter]) -> Self {
        Self(
            """
            SELECT quarter, dimension, category, events, identified, anonymous
            FROM current_cells(\(quarters.map(\.index)))
            """
        ) { row in
            let quarter = Quarter(index: try row.next())
            let number: Int16 = try row.next()
            let category: Int16 = try row.next()
            let count = RawCount(
                events: try row.next(), identified: try row.next(), anonymous: try row.next())
            if number == QuarterCell.late {
                return .late(quarter, hub: category, events: count.events)
            }
            return .figure(
                QuarterCell(
                    quarter: quarter,
                    cell: RawCell(
                        dimension: Dimension(rawValue: number), category: category, count: count)))
        }
    }
}

extension Query where Output == ReportingDays {
    /// On which days of the quarter each hub that was open in it reported.
    ///
    /// One index probe a day and hub, so that the time does not depend on how many events there
    /// are.
    public static func reportingDays(in quarter: Quarter) -> Self {
        Self(
            """
            SELECT h.hub_id, h.code, h.name, days.number, days.first, days.last
            FROM hub h CROSS JOIN LATERAL (
                SELECT count(*)::int AS number, min(day.day) AS first, max(day.day) AS last
                FROM (SELECT \(quarter.days.lowerBound) + n AS day
                        FROM generate_series(0, \(lastDay(of: quarter))) AS n
                        -- A sum might tell of rows that row security hides: worked out first,
                        -- or the index is not used.
                        OFFSET 0) day
                    -- LIMIT keeps it a probe for each day, never a scan of the quarter.
                    CROSS JOIN LATERAL (
                        SELECT FROM event_register r
                        WHERE r.hub_id = h.hub_id AND r.occurred_on = day.day AND NOT r.is_void
                        LIMIT 1) reported
                ) days
            WHERE (h.opened_on IS NULL OR h.opened_on < \(quarter.days.upperBound))
                AND (h.closed_on IS NULL OR h.closed_on >= \(quarter.days.lowerBound))
            """
        ) { row in
            let number: Int16 = try row.next()
            return ReportingDays(
                number: number, hub: try row.next(), name: try row.next(), days: try row.next(),
                first: try row.nextOptional(), last: try row.nextOptional())
        }
    }

    /// The quarter's last day, counted from its first.
    private static func lastDay(of quarter: Quarter) -> Int32 {
        Int32(quarter.days.upperBound.days(since: quarter.days.lowerBound) - 1)
    }
}

extension Query where Output == Int16 {
    /// The latest quarter of which something is counted that whoever asks may see.
    public static var latestQuarter: Self {
        Self("SELECT quarter FROM cell WHERE events > 0 ORDER BY quarter DESC LIMIT 1")
    }
}
