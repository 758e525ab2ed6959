public import FoundationEssentials
public import Postgres

/// Where something stands that is sealed with the keyring's own keys, not with a person's.
public enum SealedColumn: String, CaseIterable, Sendable {
    case personKey, attendeeKey, oneTimeSecret, pendingSecret, eventNote, caseTexts, caseNote
    case attachmentName, attachmentPiece

    fileprivate var table: String {
        switch self {
        case .personKey: "person"
        case .attendeeKey: "activity_attendee"
        case .oneTimeSecret, .pendingSecret: "account_secret"
        case .eventNote: "event"
        case .caseTexts: "casework_case"
        case .caseNote: "case_note"
        case .attachmentName: "attachment"
        case .attachmentPiece: "attachment_piece"
        }
    }

    fileprivate var column: String {
        switch self {
        case .personKey, .attendeeKey: "wrapped_key"
        case .oneTimeSecret: "totp"
        case .pendingSecret: "totp_pending"
        case .eventNote: "note"
        case .caseTexts, .caseNote, .attachmentName, .attachmentPiece: "sealed"
        }
    }

    fileprivate var key: String {
        switch self {
        case .personKey: "person_id"
        case .attendeeKey: "attendee_id"
        case .oneTimeSecret, .pendingSecret: "account_id"
        case .eventNote: "event_id"
        case .caseTexts: "case_id"
        case .caseNote: "note_id"
        case .attachmentName, .attachmentPiece: "attachment_id"
        }
    }

    /// What belongs to a person is sealed with their key.
    fileprivate var condition: String {
        switch self {
        case .caseTexts, .caseNote, .attachmentName: "sealed_for IS NULL AND sealed <> ''"
        case .attachmentPiece:
            """
            EXISTS (SELECT FROM attachment a
                WHERE a.attachment_id = attachment_piece.attachment_id AND a.sealed_for IS NULL)
            """
        default: "true"
        }
    }

    fileprivate var piece: String { self == .attachmentPiece ? "position" : "0" }

    fileprivate var pieces: String {
        self == .attachmentPiece
            ? """
            (SELECT (a.byte_count + 262143) / 262144 FROM attachment a
                WHERE a.attachment_id = attachment_piece.attachment_id)
            """ : "0"
    }
}

/// Something sealed, and which piece of how many it is where it is in pieces.
public struct SealedValue: Sendable {
    public let subject: UUID
    public let bytes: [UInt8]
    public let piece: Int
    public let pieces: Int
}

extension Query where Output == SealedValue {
    /// What does not begin as everything of the current epoch does, after a subject, in order.
    public static func sealed(
        in place: SealedColumn, notBeginning header: [UInt8], after subject: UUID?, limit: Int
    ) -> Self {
        Self(
            """
            SELECT \(raw: place.key), \(raw: place.column), (\(raw: place.piece))::int,
                (\(raw: place.pieces))::int
            FROM \(raw: place.table)
            WHERE \(raw: place.column) IS NOT NULL AND \(raw: place.condition)
                AND substring(\(raw: place.column) FROM 1 FOR \(Int32(header.count))) <> \(header)
                AND (\(subject)::uuid IS NULL OR \(raw: place.key) > \(subject)::uuid)
            ORDER BY \(raw: place.key) LIMIT \(limit)
            """
        ) { row in
            SealedValue(
                subject: try row.next(), bytes: try row.next(), piece: try row.next(),
                pieces: try row.next())
        }
    }
}

extension Query where Output == Int {
    /// How much does not begin as everything of the current epoch does.
    public static func count(in place: SealedColumn, notBeginning header: [UInt8]) -> Self {
        Self(
            """
            SELECT count(*)::int FROM \(raw: place.table)
            WHERE \(raw: place.column) IS NOT NULL AND \(raw: place.condition)
                AND substring(\(raw: place.column) FROM 1 FOR \(Int32(header.count))) <> \(header)
            """)
    }
}

extension Statement {
    /// Puts what was sealed anew in the place of what it was; where that changed since, it stays.
    public static func reseal(
        _ subjects: [UUID], in place: SealedColumn, from former: [[UInt8]], to renewed: [[UInt8]]
    ) -> Self {
        """
        UPDATE \(raw: place.table) t SET \(raw: place.column) = n.renewed
        FROM unnest(\(subjects), \(former), \(renewed)) AS n (subject, former, renewed)
        WHERE t.\(raw: place.key) = n.subject AND t.\(raw: place.column) = n.former
        """
    }
}
