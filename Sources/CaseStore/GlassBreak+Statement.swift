public import Casework
public import FoundationEssentials
public import Postgres

/// A look that the role alone did not allow, for a manager to look into.
public struct GlassBreak: Sendable, Encodable {
    public let id: GlassBreakID
    public let at: Date
    public let actor: String
    public let from: HubCode?
    public let hub: HubCode
    public let person: PersonID?
    public let caseID: CaseID?
    public let reason: String
    public let seenBy: String?

    enum CodingKeys: String, CodingKey {
        case id, at, actor, from, hub, reason
        case person = "person_id"
        case caseID = "case_id"
        case seenBy = "seen_by"
    }
}

extension Query where Output == SealedRecord {
    /// Writes down a look at somebody, and gives what they are read from. The name is that of an
    /// operator: for an account it is the account's.
    public static func breakGlass(
        _ id: GlassBreakID, for person: PersonID, reason: String, operator name: String
    ) -> Self {
        Self(
            """
            SELECT person_id, hub, wrapped_key, identity, document, sex, birth_year, birth_quarter,
                nationality, counted_as, merged_into, parts
            FROM break_glass(\(id), \(person), \(reason), \(name))
            """
        ) { try SealedRecord(&$0) }
    }
}

extension Query where Output == Bool {
    /// Names whoever acts in a restricted case; false where there is none for them.
    public static func breakGlass(
        _ id: GlassBreakID, forCase case: CaseID, reason: String
    ) -> Self {
        Self("SELECT break_case_glass(\(id), \(`case`), \(reason))")
    }
}

extension Query where Output == GlassBreak {
    /// Looks that nobody has looked into yet, or all; of one hub's people, cases or staff, or of all
    /// that whoever acts may see. Latest first.
    public static func glassBreaks(at hub: HubCode?, openOnly: Bool, limit: Int) -> Self {
        Self(
            """
            SELECT g.break_id, g.at, g.actor, f.code, h.code, g.person_id, g.case_id, g.reason,
                g.seen_by
            FROM glass_break g JOIN hub h USING (hub_id) LEFT JOIN hub f ON f.hub_id = g.from_hub
            WHERE (NOT \(openOnly) OR g.seen_at IS NULL)
                AND coalesce(\(hub?.description) IN (h.code, f.code), \(hub == nil))
            ORDER BY g.break_id DESC LIMIT \(limit)
            """
        ) { row in
            let id: GlassBreakID = try row.next()
            let at: Date = try row.next()
            let actor: String = try row.next()
            let from: String? = try row.nextOptional()
            return GlassBreak(
                id: id, at: at, actor: actor, from: from.flatMap { HubCode($0) },
                hub: try row.next(), person: try row.nextOptional(),
                caseID: try row.nextOptional(), reason: try row.next(),
                seenBy: try row.nextOptional())
        }
    }
}

extension Statement {
    /// Affects no row where it was looked into before, or is not for whoever acts.
    public static func noteSeen(_ id: GlassBreakID, by actor: String) -> Self {
        """
        UPDATE glass_break SET seen_by = \(actor), seen_at = clock_timestamp()
        WHERE break_id = \(id) AND seen_at IS NULL
        """
    }
}
