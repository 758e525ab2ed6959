public import Casework
public import Postgres

extension Query where Output == RegisteredEvent {
    /// Which of these events the register already holds, by id or by hub and record.
    public static func registered(
        ids: [EventID], hubs: [Int16], records: [String?]
    ) -> Self {
        Self(
            """
            WITH asked AS (
                SELECT * FROM unnest(\(ids), \(hubs), \(records))
                    WITH ORDINALITY AS a (event_id, hub_id, record_id, place)
            )
            SELECT a.place - 1, r.event_id, r.version, r.is_void, r.digest, r.occurred_on
            FROM asked a JOIN event_register r USING (event_id)
            UNION
            SELECT a.place - 1, r.event_id, r.version, r.is_void, r.digest, r.occurred_on
            FROM asked a JOIN event_register r
                ON r.hub_id = a.hub_id AND r.record_id = a.record_id
            """
        ) { row in
            RegisteredEvent(
                position: try row.next(), id: try row.next(), version: try row.next(),
                isVoid: try row.next(), digest: try row.next(), occurredOn: try row.next())
        }
    }

    /// The current version of one event, locked until the transaction ends.
    public static func lockedRegister(of event: EventID) -> Self {
        Self(
            """
            SELECT 0, event_id, version, is_void, digest, occurred_on
            FROM event_register WHERE event_id = \(event) FOR UPDATE
            """
        ) { row in
            RegisteredEvent(
                position: try row.next(), id: try row.next(), version: try row.next(),
                isVoid: try row.next(), digest: try row.next(), occurredOn: try row.next())
        }
    }
}
