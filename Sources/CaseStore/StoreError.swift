public import Postgres

/// A change that the store refused, named so that a caller can act on it.
public enum StoreError: Error, Equatable, Sendable {
    case hubExists
    case unknownHub
    case unknownPerson
    case unknownEvent
    case eventAlreadyRegistered
    /// The id of a case, note, attachment, consent or referral was taken a moment ago.
    case alreadyRecorded
    case invalidHub(field: String)
    case accountExists
    case invalidAccount(field: String)
    /// A session cannot go while somebody is listed for it.
    case sessionHasParticipants
    /// Something is in a register under another name already.
    case recordedTwice
    /// Somebody changed the same persons between two steps: try again.
    case changedMeanwhile
    /// A row that the types cannot hold: a defect, or a hand in the database.
    case unreadable(table: String)

    /// Translates a violated constraint by its name.
    ///
    /// Returns nil for any constraint not listed here: that is a defect of ours, and it must
    /// surface as one rather than as the user's mistake.
    public init?(_ error: PostgresError) {
        // A time zone is the only parameter that PostgreSQL itself may find invalid.
        if error.code == .invalidParameterValue {
            self = .invalidHub(field: "time zone")
            return
        }
        switch error.constraint {
        case "hub_code_key": self = .hubExists
        case "event_register_pkey", "event_register_record_key": self = .eventAlreadyRegistered
        case "edition_pkey": self = .changedMeanwhile
        case "casework_case_pkey", "case_note_pkey", "attachment_pkey", "consent_pkey",
            "referral_pkey":
            self = .alreadyRecorded
        case "event_register_hub_fkey", "person_hub_fkey": self = .unknownHub
        case "participation_person_fkey", "casework_case_person_fkey", "case_member_person_fkey",
            "consent_person_fkey":
            self = .unknownPerson
        case "account_name_key": self = .accountExists
        case "account_name_check": self = .invalidAccount(field: "name")
        case "account_place_check", "account_hub_fkey": self = .invalidAccount(field: "hub")
        case "account_locale_check": self = .invalidAccount(field: "lang")
        case "api_token_name_check": self = .invalidAccount(field: "label")
        case "hub_latitude_check": self = .invalidHub(field: "latitude")
        case "hub_longitude_check": self = .invalidHub(field: "longitude")
        case "hub_closed_check": self = .invalidHub(field: "closed")
        case "activity_attendance_session_fkey", "activity_check_in_session_fkey":
            self = .sessionHasParticipants
        case "mgi_participant_once_key", "mgi_total_stated_key", "mgi_assessment_round_key",
            "bulletin_issue_item_once_key":
            self = .recordedTwice
        // Somebody else took the short name between our look and our write.
        case .some(let name) where name.hasSuffix("_slug_key"): self = .changedMeanwhile
        default: return nil
        }
    }
}
