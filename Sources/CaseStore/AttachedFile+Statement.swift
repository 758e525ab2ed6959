public import Casework
public import Codelists
public import Postgres

extension Statement {
    public static func add(
        _ attachment: AttachedFile, to case: CaseID, actor: String, account: AccountID?,
        name: SealedText, digest: [UInt8]
    ) -> Self {
        """
        INSERT INTO attachment (attachment_id, case_id, kind, format, byte_count, actor, account,
            sealed, sealed_for, digest)
        VALUES (\(attachment.id), \(`case`), \(attachment.kind), \(attachment.format.rawValue),
            \(attachment.bytes.count), \(actor), \(account), \(name.bytes), \(name.owner),
            \(digest))
        """
    }

    public static func addPiece(
        _ sealed: [UInt8], at position: Int, of attachment: AttachmentID
    ) -> Self {
        """
        INSERT INTO attachment_piece (attachment_id, position, sealed)
        VALUES (\(attachment), \(position), \(sealed))
        """
    }
}

/// What is known of an attachment without its bytes.
public struct AttachmentRow: Sendable {
    public let id: AttachmentID
    public let caseID: CaseID
    public let kind: AttachmentKind
    public let format: AttachmentFormat
    public let byteCount: Int
    /// The file's name.
    public let name: SealedText
}

extension Query where Output == AttachmentRow {
    public static func attachment(_ id: AttachmentID) -> Self {
        Self(
            """
            SELECT attachment_id, case_id, kind, format, byte_count, sealed, sealed_for,
                sealing_key(sealed_for, case_id)
            FROM attachment WHERE attachment_id = \(id)
            """
        ) { row in
            let id: AttachmentID = try row.next()
            let caseID: CaseID = try row.next()
            let kind: AttachmentKind = try row.next()
            let format: Int16 = try row.next()
            let count: Int = try row.next()
            guard let format = AttachmentFormat(rawValue: format), let name = try row.nextSealed()
            else { throw StoreError.unreadable(table: "attachment") }
            return AttachmentRow(
                id: id, caseID: caseID, kind: kind, format: format, byteCount: count, name: name)
        }
    }
}

extension Query where Output == [UInt8] {
    /// The sealed pieces of an attachment, in their order.
    public static func pieces(of attachment: AttachmentID) -> Self {
        Self(
            """
            SELECT sealed FROM attachment_piece WHERE attachment_id = \(attachment)
            ORDER BY position
            """
        ) { row in try row.next() }
    }
}

/// How much is attached to a case.
public struct AttachmentTotal: Sendable {
    public let files: Int
    public let bytes: Int
}

extension Query where Output == AttachmentTotal {
    public static func attached(to case: CaseID) -> Self {
        Self(
            """
            SELECT count(*)::int, coalesce(sum(byte_count), 0)::bigint FROM attachment
            WHERE case_id = \(`case`)
            """
        ) { row in AttachmentTotal(files: try row.next(), bytes: try row.next()) }
    }
}
