public import Casework
public import FoundationEssentials
public import Postgres

/// One thing that happened in a case.
public struct TimelineRow: Sendable {
    public enum Kind: String, Sendable {
        case change, note, attachment, referral, event
    }

    public let kind: Kind
    public let at: Date
    public let actor: String
    /// Of the note, attachment, referral or event; the case's own for a change.
    public let id: UUID
    /// What was done, or the code of its kind or status.
    public let what: String
    /// Codes and counts, a JSON object.
    public let content: String
    public let sealed: SealedText?
}

extension Query where Output == TimelineRow {
    /// Everything that happened in a case, oldest first.
    public static func timeline(of case: CaseID) -> Self {
        Self(
            """
            SELECT 'change', at, actor, case_id, change, content::text, NULL::bytea, NULL::uuid,
                NULL::bytea
            FROM case_change WHERE case_id = \(`case`)
            UNION ALL
            SELECT 'change', created_at, '', case_id, 'opened', '{}', NULL, NULL, NULL
            FROM casework_case WHERE case_id = \(`case`) AND digest IS NULL
            UNION ALL
            SELECT 'note', recorded_at, actor, note_id, '', '{}', sealed, sealed_for,
                sealing_key(sealed_for, case_id)
            FROM case_note WHERE case_id = \(`case`)
            UNION ALL
            SELECT 'attachment', recorded_at, actor, attachment_id, kind::text,
                jsonb_build_object('bytes', byte_count)::text, sealed, sealed_for,
                sealing_key(sealed_for, case_id)
            FROM attachment WHERE case_id = \(`case`)
            UNION ALL
            SELECT 'referral', c.at, c.actor, c.referral_id, c.status::text, '{}', NULL, NULL, NULL
            FROM referral r JOIN referral_change c USING (referral_id)
            WHERE r.case_id = \(`case`)
            UNION ALL
            SELECT 'event', e.recorded_at, e.actor, e.event_id, e.occurred_on::text,
                jsonb_build_object('services', to_jsonb(e.services))::text, NULL, NULL, NULL
            FROM event e JOIN event_register g USING (event_id)
            WHERE e.case_id = \(`case`) AND e.version = g.version
                AND e.occurred_on = g.occurred_on AND NOT g.is_void
            UNION ALL
            SELECT 'event', l.linked_at, l.actor, e.event_id, e.occurred_on::text,
                jsonb_build_object('services', to_jsonb(e.services))::text, NULL, NULL, NULL
            FROM case_event l JOIN event_register g USING (event_id)
                JOIN event e ON e.event_id = g.event_id AND e.version = g.version
                    AND e.occurred_on = g.occurred_on
            WHERE l.case_id = \(`case`) AND NOT g.is_void
                AND e.case_id IS DISTINCT FROM l.case_id
            ORDER BY 2, 1, 4
            """
        ) { row in
            TimelineRow(
                kind: try row.next(), at: try row.next(), actor: try row.next(), id: try row.next(),
                what: try row.next(), content: try row.next(), sealed: try row.nextSealed())
        }
    }
}

extension Query where Output == HubCode {
    /// Where an event took place.
    public static func hub(ofEvent event: EventID) -> Self {
        Self(
            """
            SELECT h.code FROM event_register JOIN hub h USING (hub_id)
            WHERE event_id = \(event)
            """)
    }
}
