public import Casework
public import Postgres

extension Query where Output == ReachedRow {
    /// People reached by sessions held in a quarter, in every way in which they are shown.
    public static func reached(in quarter: Quarter) -> Self {
        Self(
            """
            SELECT dimension, category, activities::bigint, sessions::bigint, listed::bigint,
                counted::bigint, is_minimum, uncounted_sessions::bigint
            FROM reached(\(quarter.days.lowerBound), \(quarter.days.upperBound.adding(days: -1)))
            ORDER BY dimension, category
            """
        ) { row in
            ReachedRow(
                dimension: try row.next(), category: try row.next(), activities: try row.next(),
                sessions: try row.next(), listed: try row.next(), counted: try row.next(),
                isMinimum: try row.next(), uncountedSessions: try row.next())
        }
    }
}
