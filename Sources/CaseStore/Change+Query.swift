public import Casework
public import Postgres

extension Query where Output == ChangedRecord {
    /// What changed at a hub after `cursor`, in an order in which nothing is missed: only of
    /// transactions below the oldest that still runs.
    ///
    /// Row security shows whoever asks their own; what left and is still to be seen is not gone. A
    /// cursor of a database that was restored to before it begins anew.
    public static func changes(
        at hub: HubCode, after cursor: ChangeCursor, kinds: [ChangedRecord.Kind], limit: Int
    ) -> Self {
        let all: [Statement] = [
            part(1, of: "event_register", "event_id", "hub_id"),
            // Whoever is forgotten, left alone or somebody else's record is nobody to keep.
            part(
                2, of: "person", "person_id", "hub_id",
                gone: """
                    t.wrapped_key IS NULL OR t.restricted_at IS NOT NULL OR t.merged_into IS NOT NULL
                    """),
            part(3, of: "casework_case", "case_id", "hub_id"),
            part(4, of: "consent", "consent_id", "hub_id"),
            part(5, of: "referral", "referral_id", "from_hub"),
            part(5, of: "referral", "referral_id", "to_hub"),
            """
            (SELECT left_at.at, d.kind, d.subject, true FROM departure d, place, settled,
                    LATERAL (SELECT CASE WHEN d.changed_in < settled.high THEN d.changed_in
                        ELSE '0'::xid8 END AS at) left_at
                WHERE d.hub_id = place.hub_id AND (left_at.at, d.subject) > (place.at, place.id)
                    AND left_at.at < settled.low
                    AND NOT EXISTS (SELECT FROM event_register r WHERE d.kind = 1
                        AND r.event_id = d.subject AND r.hub_id = d.hub_id)
                    AND NOT EXISTS (SELECT FROM casework_case c WHERE d.kind = 3
                        AND c.case_id = d.subject)
                    AND NOT EXISTS (SELECT FROM referral r WHERE d.kind = 5
                        AND r.referral_id = d.subject AND r.to_hub = d.hub_id)
                ORDER BY 1, 3 LIMIT (SELECT most FROM place))
            """,
        ]
        let union = all.dropFirst().reduce(all[0]) { "\($0) UNION ALL \($1)" }
        return Self(
            """
            WITH settled AS (SELECT pg_snapshot_xmin(s) AS low, pg_snapshot_xmax(s) AS high
                FROM pg_current_snapshot() s),
            place AS (SELECT (SELECT hub_id FROM hub WHERE code = \(hub.description)) AS hub_id,
                CASE WHEN c.at <= settled.high THEN c.at ELSE '0'::xid8 END AS at,
                CASE WHEN c.at <= settled.high THEN c.id ELSE \(ChangeCursor.start.id) END AS id,
                \(Int64(limit)) AS most
                FROM settled,
                    (SELECT \(cursor.transaction)::text::xid8 AS at, \(cursor.id) AS id) c)
            SELECT kind, id, gone, changed_in::text FROM (\(union)) AS f (changed_in, kind, id, gone)
            WHERE kind = ANY (\(kinds.map(\.rawValue)))
            ORDER BY f.changed_in, f.id LIMIT (SELECT most FROM place)
            """
        ) { row in
            ChangedRecord(
                kind: try row.next(), id: try row.next(), isGone: try row.next(),
                transaction: try row.next())
        }
    }

    /// What of a table changed, each row where its transaction places it; those of a transaction that
    /// is yet to come are of a database before a restore, and stand before all others.
    private static func part(
        _ kind: Int, of table: String, _ id: String, _ hub: String, gone: Statement = "false"
    ) -> Statement {
        func rows(_ at: Statement, _ condition: Statement, by order: Statement) -> Statement {
            """
            (SELECT \(at) AS at, \(raw: String(kind))::smallint, t.\(raw: id) AS id, \(gone)
                FROM \(raw: table) t, place, settled
                WHERE t.\(raw: hub) = place.hub_id AND (\(at), t.\(raw: id)) > (place.at, place.id)
                    AND \(condition)
                ORDER BY \(order) LIMIT (SELECT most FROM place))
            """
        }
        let settled = rows(
            "t.changed_in", "t.changed_in < settled.low", by: "t.changed_in, t.\(raw: id)")
        let restored = rows("'0'::xid8", "t.changed_in >= settled.high", by: "t.\(raw: id)")
        return "\(settled) UNION ALL \(restored)"
    }
}

extension Query where Output == String {
    /// The oldest transaction that still runs: whatever changes from now on is of it or later.
    public static var settledTransaction: Self {
        Self("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
    }

    /// How the database stands: another text once any transaction has changed something, or a
    /// minute is over, by which a day may be over somewhere.
    public static var databaseStanding: Self {
        Self(
            "SELECT pg_current_snapshot()::text || date_trunc('minute', clock_timestamp())::text")
    }
}

extension Query where Output == StoredEvent {
    /// These events as they stand.
    public static func events(withIDs ids: [EventID]) -> Self {
        Self(
            """
            \(columns) WHERE e.event_id = ANY (\(ids)) AND e.version = r.version
            """, decode: decode)
    }

    /// The events that somebody took part in, latest first, under whichever of their records.
    public static func events(ofPerson person: PersonID, limit: Int) -> Self {
        Self(
            """
            \(columns)
            WHERE e.version = r.version AND e.event_id IN (
                SELECT p.event_id FROM participation p JOIN person q USING (counted_as)
                WHERE q.person_id = \(person))
            ORDER BY e.occurred_on DESC, e.event_id DESC LIMIT \(limit)
            """, decode: decode)
    }
}

extension Query where Output == CaseRow {
    public static func caseRows(withIDs ids: [CaseID]) -> Self {
        Self("\(columns) WHERE c.case_id = ANY (\(ids))", decode: decode)
    }
}

extension Query where Output == ReferralRow {
    public static func referrals(withIDs ids: [ReferralID]) -> Self {
        Self("\(columns) WHERE r.referral_id = ANY (\(ids))", decode: decode)
    }
}

extension Query where Output == StoredConsent {
    public static func consents(withIDs ids: [ConsentID]) -> Self {
        Self("\(columns) WHERE c.consent_id = ANY (\(ids))", decode: decode)
    }
}
