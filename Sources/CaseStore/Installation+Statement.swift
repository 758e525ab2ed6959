public import FoundationEssentials
public import Postgres

/// What an installation is for, and which master key it belongs to.
public struct Installation: Sendable, Equatable {
    public let keyIdentifier: [UInt8]
    public let isDemonstration: Bool
    /// Whether anything is recorded that the demonstration must not stand beside.
    public let hasRecords: Bool
}

extension Query where Output == Installation {
    public static var installation: Self {
        Self(
            """
            SELECT key_identifier, is_demonstration, EXISTS (SELECT FROM event_register)
                OR EXISTS (SELECT FROM organisation) OR EXISTS (SELECT FROM activity)
                OR EXISTS (SELECT FROM network) OR EXISTS (SELECT FROM mgi_participant)
                OR EXISTS (SELECT FROM mgi_total) OR EXISTS (SELECT FROM mgi_indicator)
                OR EXISTS (SELECT FROM publication) OR EXISTS (SELECT FROM bulletin_item)
            FROM installation
            """
        ) { row in
            Installation(
                keyIdentifier: try row.next(), isDemonstration: try row.next(),
                hasRecords: try row.next())
        }
    }
}

extension Query where Output == Int {
    /// Which epoch of the keyring the database was last used with; also before its schema has that,
    /// and no row before the first use.
    public static var keyringEpoch: Self {
        Self(
            "SELECT coalesce((to_jsonb(i) ->> 'keyring_epoch')::int, 0) FROM installation i")
    }
}

extension Query where Output == Bool {
    public static var isDemonstration: Self { Self("SELECT is_demonstration FROM installation") }
}

extension Query where Output == UUID {
    /// What tells this installation from every other.
    public static var installationID: Self { Self("SELECT installation_id FROM installation") }
}

extension Statement {
    /// Notes the master key; does nothing when the installation has been noted before.
    public static func note(keyIdentifier: [UInt8]) -> Self {
        """
        INSERT INTO installation (key_identifier) VALUES (\(keyIdentifier))
        ON CONFLICT ON CONSTRAINT installation_pkey DO NOTHING
        """
    }

    /// Notes how far the keyring has come; never back.
    public static func note(keyringEpoch epoch: Int) -> Self {
        """
        UPDATE installation SET keyring_epoch = \(Int32(epoch))
        WHERE keyring_epoch < \(Int32(epoch))
        """
    }

    public static func markDemonstration(_ isDemonstration: Bool) -> Self {
        "UPDATE installation SET is_demonstration = \(isDemonstration)"
    }

    /// Lets `clearEverything` take the demonstration's editions and audit trail; only the owner may.
    public static func allowClearing(_ isAllowed: Bool) -> Self {
        let verb = isAllowed ? "DISABLE" : "ENABLE"
        return """
            DO $$
            BEGIN
                ALTER TABLE edition \(raw: verb) TRIGGER edition_immutable;
                ALTER TABLE audit \(raw: verb) TRIGGER audit_immutable;
                ALTER TABLE audit_seal \(raw: verb) TRIGGER audit_immutable;
                ALTER TABLE audit_place \(raw: verb) TRIGGER audit_immutable;
            END $$
            """
    }

    /// Removes everything but the schema and the codelists; for the demonstration only.
    public static var clearEverything: Self {
        """
        TRUNCATE hub, organisation, match_model, duplicate_pair, person, erasure, glass_break, identity_key, document,
            person_version, casework_case, import_batch, event_register, event, participation, participation_past, count_log,
            cell, audit, audit_seal, audit_place, edition, account, account_secret, recovery_code,
            session, api_token, sign_in_failure, known_device, case_counter, case_member,
            case_change, case_note, attachment, attachment_piece, case_event, consent, referral,
            referral_change, departure, activity, activity_party, activity_session, activity_count,
            activity_attendee, activity_attendance, activity_check_in, decided_check_in, network,
            network_member, network_need, meeting, meeting_attendance, agreed_action, agreed_action_change, mgi_participant, mgi_total,
            mgi_indicator, mgi_assessment, mgi_answer, publication, publication_text,
            bulletin_item, bulletin_text, bulletin_link, bulletin_picture, bulletin_correction,
            bulletin_issue, bulletin_issue_item, place, registration, place_contact, outgoing_mail,
            published_figure RESTART IDENTITY
        """
    }
}
