public import Casework
public import Codelists
public import FoundationEssentials
public import Postgres

/// A referral as it is stored; what it shares is sealed.
public struct ReferralRow: Sendable {
    /// Without its summary, which is part of what is shared.
    public let content: Referral
    public let caseReference: String
    public let from: HubCode
    /// The hub's or the organisation's.
    public let receiverName: String
    public let fromCountry: Country
    public let toCountry: Country
    public let status: ReferralStatus
    public let outcome: ReferralOutcome?
    public let declineReason: DeclineReason?
    public let version: Int
    public let actor: String
    public let sentOn: CalendarDate
    public let sentAt: Date
    public let dueAt: Date
    public let dueOn: CalendarDate
    public let endedAt: Date?
    public let covers: [SharedPart]
    public let shared: SealedText?
    /// Whether it is not ended, and past its time.
    public let isOverdue: Bool
    public let consent: ConsentID
}

/// Which referrals a list shows.
public struct ReferralFilter: Sendable {
    public enum Direction: Sendable {
        case sent, received, both
    }

    public var hub: HubCode?
    public var direction: Direction = .both
    public var caseID: CaseID?
    public var person: PersonID?
    /// With those that have ended, too.
    public var isAll = false
    /// Only those due within so many hours, and those that are overdue.
    public var dueWithinHours: Int?
    /// The last referral of the page before.
    public var after: (dueAt: Date, id: ReferralID)?
    /// Whose restricted cases' referrals the sending hub sees.
    public var viewer: CaseFilter.Viewer = .machine

    public init() {}

    var condition: Statement {
        var parts: [Statement] = ["true"]
        if let hub {
            let number: Statement = "(SELECT hub_id FROM hub WHERE code = \(hub.description))"
            let sent: Statement = "r.from_hub = \(number)"
            let received: Statement =
                "(r.to_hub = \(number) AND (r.shared IS NOT NULL OR r.status = 3))"
            switch direction {
            case .sent: parts.append(sent)
            case .received: parts.append(received)
            case .both: parts.append("(\(sent) OR \(received))")
            }
            if case .account(let account) = viewer {
                parts.append(
                    """
                    (r.to_hub = \(number) OR NOT c.is_restricted
                        OR coalesce(\(account) IN (c.worker, c.opened_by), false)
                        OR coalesce(\(account) = ANY (c.named_workers), false))
                    """)
            }
        }
        if let caseID { parts.append("r.case_id = \(caseID)") }
        if let person { parts.append("r.person_id = \(person)") }
        if !isAll { parts.append("r.status <= 2") }
        if let dueWithinHours {
            parts.append("r.due_at <= now() + make_interval(hours => \(Int32(dueWithinHours)))")
        }
        if let after { parts.append("(r.due_at, r.referral_id) > (\(after.dueAt), \(after.id))") }
        return parts.dropFirst().reduce(parts[0]) { "\($0) AND \($1)" }
    }
}

extension Query where Output == ReferralRow {
    public static func referral(_ id: ReferralID) -> Self {
        Self("\(columns) WHERE r.referral_id = \(id)", decode: decode)
    }

    /// The referral, locked until the transaction ends.
    public static func lockedReferral(_ id: ReferralID) -> Self {
        Self("\(columns) WHERE r.referral_id = \(id) FOR UPDATE OF r", decode: decode)
    }

    /// Referrals by when they are due; `after` is the last one shown.
    public static func referrals(_ filter: ReferralFilter, limit: Int) -> Self {
        Self(
            """
            \(columns)
            WHERE \(filter.condition)
            ORDER BY r.due_at, r.referral_id
            LIMIT \(limit)
            """, decode: decode)
    }

    /// Those that rest on one of these consents and are not ended, locked; in the order of their
    /// ids, so that two withdrawals wait, not deadlock.
    public static func referralsResting(on consents: [ConsentID]) -> Self {
        Self(
            """
            \(columns)
            WHERE r.consent_id = ANY (\(consents)) AND (r.status <= 2 OR r.shared IS NOT NULL)
            ORDER BY r.referral_id FOR UPDATE OF r
            """, decode: decode)
    }

    /// Those that nobody answered, for as long again as the receiver had; locked, those that
    /// somebody is at left out.
    public static func unanswered(limit: Int) -> Self {
        Self(
            """
            \(columns)
            WHERE r.status = 1 AND r.due_at < now() AND r.due_at + (r.due_at - r.sent_at) < now()
            ORDER BY r.due_at, r.referral_id LIMIT \(limit) FOR UPDATE OF r SKIP LOCKED
            """, decode: decode)
    }

    static var columns: Statement {
        """
        SELECT r.referral_id, r.case_id, r.person_id, t.code, r.to_organisation, r.needs,
            r.priority, c.reference, f.code, coalesce(t.name, o.name, ''), r.from_country,
            r.to_country, r.status, r.outcome, r.decline_reason, r.version, r.actor, r.sent_on,
            r.sent_at, r.due_at, r.due_on, r.ended_at, r.covers, r.shared, r.person_id,
            CASE WHEN r.shared IS NOT NULL THEN sealing_key(r.person_id, r.case_id) END,
            r.status <= 2 AND r.due_at < now(), r.consent_id
        FROM referral r JOIN hub f ON f.hub_id = r.from_hub
            LEFT JOIN casework_case c ON c.case_id = r.case_id
            LEFT JOIN hub t ON t.hub_id = r.to_hub
            LEFT JOIN organisation o ON o.organisation_id = r.to_organisation
        """
    }

    @Sendable static func decode(_ row: inout Row) throws -> ReferralRow {
        let id: ReferralID = try row.next()
        let caseID: CaseID = try row.next()
        let person: PersonID = try row.next()
        guard let receiver = try row.nextReceiver() else {
            throw StoreError.unreadable(table: "referral")
        }
        let content = Referral(
            id: id, caseID: caseID, person: person, receiver: receiver, needs: try row.next(),
            priority: try row.next())
        let reference: String? = try row.nextOptional()
        return ReferralRow(
            content: content, caseReference: reference ?? "", from: try row.next(),
            receiverName: try row.next(), fromCountry: try row.next(), toCountry: try row.next(),
            status: try row.next(), outcome: try row.nextOptional(),
            declineReason: try row.nextOptional(), version: try row.next(), actor: try row.next(),
            sentOn: try row.next(), sentAt: try row.next(), dueAt: try row.next(),
            dueOn: try row.next(), endedAt: try row.nextOptional(), covers: try row.next(),
            shared: try row.nextSealed(), isOverdue: try row.next(), consent: try row.next())
    }
}
