/// Something in the audit trail that is not as it was sealed, and where.
public struct AuditFinding: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        /// The row is not the one that was sealed at its place.
        case rowChanged = "row_changed"
        /// A sealed row is gone.
        case rowMissing = "row_missing"
        /// A row that no seal covers, though it says that it was written before one; or one that
        /// stands twice.
        case rowInserted = "row_inserted"
        /// The row is the one that was sealed; only what authenticates its place was changed.
        case placeChanged = "place_changed"
        /// A row that is dated before it can have been written, or after it was sealed.
        case wrongTime = "wrong_time"
        case sealChanged = "seal_changed"
        case sealMissing = "seal_missing"
        /// The seal is signed, but with another key than this installation's.
        case foreignKey = "foreign_key"
        /// A witness knows of a seal that is no longer there.
        case truncated
        /// A witness knows another seal of this number.
        case otherHistory = "other_history"
    }

    public var kind: Kind
    /// The row's id; for a gap of which no id is left, that of the last row before it.
    public var row: Int64?
    /// Where it stands, or stood, in the trail, from 0.
    public var position: Int?
    /// The seal that covers it.
    public var seal: Int?
    /// How many rows or seals, where several are gone in a row.
    public var count = 1
}

/// What the check of an audit trail came to.
public struct AuditVerification: Sendable {
    /// Rows that were looked at.
    public let rows: Int
    public let seals: Int
    /// Of the rows, those written since the newest seal: not protected yet.
    public let unsealed: Int
    /// In the order of the trail, at most `limit` of them.
    public let findings: [AuditFinding]
    /// Whether there are more findings than are listed.
    public let isCutShort: Bool

    public static let limit = 10_000

    public var isVerified: Bool { findings.isEmpty }
    /// The row of the first finding; for a gap of which no id is left, the row before it, and 0
    /// where there is none.
    public var firstBad: Int64? { findings.first.map { $0.row ?? 0 } }
}
