public import Postgres

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
