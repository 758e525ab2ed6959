public import Casework
import Codelists
public import Postgres

extension Query where Output == Int {
    /// The next number for a hub's references of a year; other openings there wait for it.
    public static func nextReference(hub: Int16, year: Int) -> Self {
        Self(
            """
            INSERT INTO case_counter (hub_id, year, last) VALUES (\(hub), \(Int16(year)), 1)
            ON CONFLICT ON CONSTRAINT case_counter_pkey
            DO UPDATE SET last = case_counter.last + 1
            RETURNING last
            """)
    }
}

extension Statement {
    /// Opens a case; affects no row where the reference is taken.
    public static func open(
        _ case: Case, hub: Int16, sealed: SealedText?, digest: [UInt8]
    ) -> Self {
        """
        INSERT INTO casework_case (case_id, hub_id, reference, person_id, status, opened_on, needs,
            priority, due_on, worker, named_workers, is_restricted, opened_by, sealed, sealed_for,
            digest)
        VALUES (\(`case`.id), \(hub), \(`case`.reference), \(`case`.people.first),
            \(`case`.status), \(`case`.openedOn), \(`case`.needs), \(`case`.priority),
            \(`case`.nextStep?.dueOn), \(`case`.worker), \(`case`.namedWorkers),
            \(`case`.isRestricted), \(`case`.openedBy), \(sealed?.bytes), \(sealed?.owner),
            \(digest))
        ON CONFLICT ON CONSTRAINT casework_case_reference_key DO NOTHING
        """
    }

    /// Writes a case as it is after a change, over the version before; affects no row where that
    /// is not the current one.
    public static func replace(_ case: Case, sealed: SealedText?) -> Self {
        """
        UPDATE casework_case SET version = \(`case`.version), status = \(`case`.status),
            person_id = \(`case`.people.first), needs = \(`case`.needs),
            priority = \(`case`.priority), due_on = \(`case`.nextStep?.dueOn),
            worker = \(`case`.worker), named_workers = \(`case`.namedWorkers),
            is_restricted = \(`case`.isRestricted), outcome = \(`case`.outcome),
            closed_on = \(`case`.closedOn), sealed = \(sealed?.bytes),
            sealed_for = \(sealed?.owner)
        WHERE case_id = \(`case`.id) AND version = \(`case`.version - 1)
        """
    }

    public static func clearMembers(of case: CaseID) -> Self {
        "DELETE FROM case_member WHERE case_id = \(`case`)"
    }

    /// Writes the family beside the first of a case's people.
    public static func addMembers(of case: Case) -> Self {
        """
        INSERT INTO case_member (case_id, position, person_id)
        SELECT \(`case`.id), position, person_id
        FROM unnest(\(Array(`case`.people.dropFirst()))) WITH ORDINALITY AS m (person_id, position)
        """
    }

    /// Keeps what was done in a version; `content` is a JSON object of codes and counts.
    public static func addChange(
        to case: Case, _ change: String, actor: String, account: AccountID?, content: String,
        digest: [UInt8]
    ) -> Self {
        """
        INSERT INTO case_change (case_id, version, change, actor, account, content, digest)
        VALUES (\(`case`.id), \(`case`.version), \(change), \(actor), \(account),
            \(content)::text::jsonb, \(digest))
        """
    }

    public static func addNote(
        _ id: NoteID, to case: CaseID, actor: String, account: AccountID?, sealed: SealedText,
        digest: [UInt8]
    ) -> Self {
        """
        INSERT INTO case_note (note_id, case_id, actor, account, sealed, sealed_for, digest)
        VALUES (\(id), \(`case`), \(actor), \(account), \(sealed.bytes), \(sealed.owner),
            \(digest))
        """
    }

    /// Links an event to a case; linked before, it stays so.
    public static func link(_ event: EventID, to case: CaseID, actor: String) -> Self {
        """
        INSERT INTO case_event (case_id, event_id, actor) VALUES (\(`case`), \(event), \(actor))
        ON CONFLICT ON CONSTRAINT case_event_pkey DO NOTHING
        """
    }
}

/// The keyed hash under which something was recorded, and where it belongs.
public struct RecordedDigest: Sendable {
    public let digest: [UInt8]
    public let caseID: CaseID
}

extension Query where Output == RecordedDigest {
    /// What a version of a case was made by.
    public static func changeDigest(of case: CaseID, version: Int) -> Self {
        Self(
            """
            SELECT digest, case_id FROM case_change
            WHERE case_id = \(`case`) AND version = \(version)
            """, decode: decode)
    }

    public static func noteDigest(_ id: NoteID) -> Self {
        Self("SELECT digest, case_id FROM case_note WHERE note_id = \(id)", decode: decode)
    }

    public static func attachmentDigest(_ id: AttachmentID) -> Self {
        Self("SELECT digest, case_id FROM attachment WHERE attachment_id = \(id)", decode: decode)
    }

    public static func referralDigest(_ id: ReferralID) -> Self {
        Self("SELECT digest, case_id FROM referral WHERE referral_id = \(id)", decode: decode)
    }

    @Sendable private static func decode(_ row: inout Row) throws -> RecordedDigest {
        RecordedDigest(digest: try row.next(), caseID: try row.next())
    }
}
