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
    /// Who did what to which record, and why; written in the transaction that did it, also for a
    /// look at somebody's identity.
    ///
    /// `before`, `after` and `content` are JSON objects of ids, codes and counts: never clear text
    /// about a person. Without a `kind` the subject is of the kind that the operation begins with.
    public static func audit(
        actor: String, operation: String, subject: String?, kind: String? = nil,
        reason: String? = nil, before: String? = nil, after: String? = nil,
        content: String = "{}", isFlagged: Bool = false
    ) -> Self {
        let kind =
            kind
            ?? subject.flatMap { _ in operation.split(separator: " ").first }
            .map(String.init)
        return """
            INSERT INTO audit (actor, operation, subject_kind, subject, reason, before, after,
                content, is_flagged)
            VALUES (\(actor), \(operation), \(kind), \(subject), \(reason),
                \(before)::text::jsonb, \(after)::text::jsonb, \(content)::text::jsonb,
                \(isFlagged))
            """
    }
}
