public import Postgres

/// How long the audit trail is, and a digest over all of it.
public struct AuditExtent: Sendable, Hashable {
    public let rows: Int
    /// SHA-256, in hexadecimal; empty for no rows.
    public let digest: String
}

extension Query where Output == AuditExtent {
    /// The trail as it was when a change number was drawn.
    public static func auditExtent(at change: Int64) -> Self {
        Self("SELECT rows, digest FROM audit_digest(\(change))") { row in
            AuditExtent(rows: try row.next(), digest: try row.next())
        }
    }
}

extension Statement {
    /// Who did what to which record, and why; written in the transaction that did it.
    ///
    /// `content` is a JSON object of ids, codes and counts: never clear text about a person.
    public static func audit(
        actor: String, operation: String, subject: String?, reason: String? = nil,
        content: String = "{}"
    ) -> Self {
        """
        INSERT INTO audit (actor, operation, subject, reason, content)
        VALUES (\(actor), \(operation), \(subject), \(reason), \(content)::text::jsonb)
        """
    }
}
