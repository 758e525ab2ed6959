public import Casework
public import Codelists
public import Postgres

extension Statement {
    /// Sends a referral: due after its allowance by the receiver's clock and calendar.
    public static func send(
        _ referral: Referral, from hub: Int16, country: Country, zone: String,
        to receiver: StoredReceiver, consent: ConsentID, covers: [SharedPart], shared: [UInt8],
        actor: String, account: AccountID?, digest: [UInt8]
    ) -> Self {
        var hours: Int32 = 0
        var days: Int32 = 0
        switch referral.priority.allowance {
        case .hours(let count): hours = Int32(count)
        case .days(let count): days = Int32(count)
        }
        return """
            INSERT INTO referral (referral_id, case_id, person_id, consent_id, from_hub,
                from_country, to_hub, to_organisation, to_country, needs, priority, actor, account,
                sent_on, sent_at, due_at, due_on, covers, shared, digest)
            SELECT \(referral.id), \(referral.caseID), \(referral.person), \(consent), \(hub),
                \(country), \(receiver.hub), \(receiver.organisation), \(receiver.country),
                \(referral.needs), \(referral.priority), \(actor), \(account),
                (now() AT TIME ZONE \(zone))::date, now(), d.due_at,
                (d.due_at AT TIME ZONE \(receiver.timeZone))::date, \(covers), \(shared),
                \(digest)
            FROM (SELECT ((now() + make_interval(hours => \(hours)))
                    AT TIME ZONE \(receiver.timeZone) + make_interval(days => \(days)))
                AT TIME ZONE \(receiver.timeZone) AS due_at) d
            """
    }

    /// Moves a referral to another status, over the version before; affects no row where that is
    /// not the current one.
    public static func move(
        _ referral: ReferralID, to status: ReferralStatus, version: Int,
        outcome: ReferralOutcome? = nil, declineReason: DeclineReason? = nil, keepsShared: Bool
    ) -> Self {
        """
        UPDATE referral SET status = \(status), version = \(version), outcome = \(outcome),
            decline_reason = \(declineReason),
            accepted_at = CASE WHEN \(status) = 2 THEN clock_timestamp() ELSE accepted_at END,
            ended_at = CASE WHEN \(status) > 2 THEN clock_timestamp() END,
            shared = CASE WHEN \(keepsShared) THEN shared END
        WHERE referral_id = \(referral) AND version = \(version - 1)
        """
    }

    /// Takes away what an ended referral still shares: its consent was withdrawn.
    public static func unshare(_ referral: ReferralID) -> Self {
        "UPDATE referral SET shared = NULL WHERE referral_id = \(referral)"
    }

    public static func addChange(
        toReferral referral: ReferralID, version: Int, status: ReferralStatus, actor: String,
        account: AccountID?
    ) -> Self {
        """
        INSERT INTO referral_change (referral_id, version, status, actor, account)
        VALUES (\(referral), \(version), \(status), \(actor), \(account))
        """
    }
}

/// Referrals from one country to another.
public struct ReferralCountRow: Sendable, Hashable {
    public let from: Country
    public let to: Country
    public let sent: Int
    /// Ever accepted, whatever came of it.
    public let accepted: Int
    public let completed: Int
    /// Completed before they were due.
    public let inTime: Int
    public let declined: Int
    public let noShow: Int
    public let withdrawn: Int
    public let expired: Int
    /// Sent or accepted, and not ended.
    public let pending: Int
}

extension Query where Output == ReferralCountRow {
    /// Referrals sent in a span of days by the sending hub's calendar, by pair of countries.
    public static func referralCounts(in days: Range<CalendarDate>, from hub: HubCode?) -> Self {
        Self(
            """
            SELECT * FROM referral_counts(
                \(days.lowerBound), \(days.upperBound.adding(days: -1)), \(hub?.description))
            ORDER BY 1, 2
            """
        ) { row in
            ReferralCountRow(
                from: try row.next(), to: try row.next(), sent: try row.next(),
                accepted: try row.next(), completed: try row.next(), inTime: try row.next(),
                declined: try row.next(), noShow: try row.next(), withdrawn: try row.next(),
                expired: try row.next(), pending: try row.next())
        }
    }
}
