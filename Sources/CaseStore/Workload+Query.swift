public import Casework
public import Postgres

/// How much work lies with one worker at a hub.
public struct WorkloadRow: Sendable, Hashable {
    /// Nil for cases that nobody works on.
    public let worker: AccountID?
    public let open: Int
    public let high: Int
    public let overdue: Int
    public let dueThisWeek: Int
    public let withoutStep: Int
}

extension Query where Output == WorkloadRow {
    /// The open cases of a hub by worker, most cases first.
    public static func workload(at hub: HubCode) -> Self {
        Self(
            """
            SELECT c.worker, count(*)::int, count(*) FILTER (WHERE c.priority = 1)::int,
                count(*) FILTER (WHERE c.due_on < t.today)::int,
                count(*) FILTER (WHERE c.due_on >= t.today AND c.due_on < t.today + 7)::int,
                count(*) FILTER (WHERE c.due_on IS NULL)::int
            FROM hub h JOIN casework_case c USING (hub_id),
                LATERAL (SELECT (now() AT TIME ZONE h.time_zone)::date AS today) t
            WHERE h.code = \(hub.description) AND c.status <= 2
            GROUP BY c.worker ORDER BY 2 DESC, 1
            """
        ) { row in
            WorkloadRow(
                worker: try row.nextOptional(), open: try row.next(), high: try row.next(),
                overdue: try row.next(), dueThisWeek: try row.next(),
                withoutStep: try row.next())
        }
    }
}
