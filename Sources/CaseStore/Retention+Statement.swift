public import Casework
public import Codelists
public import Postgres

/// Somebody who is due to be forgotten.
public struct RetentionRow: Sendable {
    public let person: PersonID
    public let hub: HubCode
    public let lastOn: CalendarDate
    public let months: Int
}

extension Query where Output == RetentionRow {
    public static func pastRetention(on day: CalendarDate, limit: Int) -> Self {
        Self(
            """
            SELECT r.person_id, h.code, r.last_on, r.months
            FROM people_past_retention(\(day), \(Int32(limit))) r JOIN hub h USING (hub_id)
            ORDER BY r.person_id
            """
        ) { row in
            RetentionRow(
                person: try row.next(), hub: try row.next(), lastOn: try row.next(),
                months: try row.next())
        }
    }
}

/// How long people are kept, by what their cases were about.
public struct RetentionRuleRow: Sendable {
    /// Nil for the rule that holds for everybody.
    public let need: Service?
    public let months: Int
}

extension Query where Output == RetentionRuleRow {
    public static var retentionRules: Self {
        Self("SELECT service, months FROM retention_rule ORDER BY service") { row in
            let service: Service = try row.next()
            return RetentionRuleRow(
                need: service.number == 0 ? nil : service, months: try row.next())
        }
    }
}

extension Statement {
    public static func setRetention(of need: Service?, months: Int) -> Self {
        """
        INSERT INTO retention_rule (service, months) VALUES (\(need?.number ?? 0), \(Int32(months)))
        ON CONFLICT ON CONSTRAINT retention_rule_pkey DO UPDATE SET months = excluded.months
        """
    }

    /// From now on those cases are kept as long as all others.
    public static func dropRetention(of need: Service?) -> Self {
        "DELETE FROM retention_rule WHERE service = \(need?.number ?? 0) AND service <> 0"
    }
}
