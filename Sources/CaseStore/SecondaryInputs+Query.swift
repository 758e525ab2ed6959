public import Casework
public import Postgres
public import Reporting

/// One line of what people reached are counted from: a count, or somebody on a list; neither for a
/// session of which nobody said who came.
public struct SessionFact: Sendable {
    public let session: SecondaryInputs.Session
    public let count: SecondaryInputs.Session.Count?
    public let attendee: SecondaryInputs.Session.Attendee?
}

extension Query where Output == SessionFact {
    /// What people reached in a quarter are counted from, by activity and session.
    public static func sessionFacts(in quarter: Quarter) -> Self {
        Self(
            """
            SELECT activity_id::text, version::bigint, number::bigint, kind, countries, audience,
                people::bigint, of_audience, sex, is_minimum, attendee_id::text, person
            FROM session_fact(\(quarter.days.lowerBound), \(quarter.days.upperBound.adding(days: -1)))
            ORDER BY activity_id, number, attendee_id, "position"
            """
        ) { row in
            let session = SecondaryInputs.Session(
                activity: try row.next(), version: try row.next(), number: try row.next(),
                kind: try row.next(), countries: try row.next(), audience: try row.next())
            let people: Int? = try row.nextOptional()
            let audience: Int16? = try row.nextOptional()
            let sex: Int16? = try row.nextOptional()
            let isMinimum: Bool? = try row.nextOptional()
            let attendee: String? = try row.nextOptional()
            let person: Int? = try row.nextOptional()
            return SessionFact(
                session: session,
                count: people.map {
                    .init(
                        audience: audience, sex: sex ?? 0, people: $0,
                        isMinimum: isMinimum ?? false)
                },
                attendee: attendee.map {
                    .init(id: $0, person: person ?? 0, audience: audience, sex: sex ?? 0)
                })
        }
    }
}

extension Query where Output == SecondaryInputs.Referral {
    /// What the referrals sent in a quarter are counted from.
    public static func referralFacts(in quarter: Quarter) -> Self {
        Self(
            """
            SELECT referral_id::text, version::bigint, from_country, to_country, is_accepted,
                is_completed, is_in_time
            FROM referral_fact(\(quarter.days.lowerBound), \(quarter.days.upperBound.adding(days: -1)))
            ORDER BY referral_id
            """
        ) { row in
            SecondaryInputs.Referral(
                id: try row.next(), version: try row.next(), from: try row.next(),
                to: try row.next(), isAccepted: try row.next(), isCompleted: try row.next(),
                isInTime: try row.next())
        }
    }
}

/// Something that counts in a quarter and that the audit trail knows nothing of.
public struct UnauditedRecord: Sendable, Hashable {
    public enum Kind: String, Sendable {
        case activity, referral
        /// An activity's lists of people.
        case list
    }

    public let kind: Kind
    /// Of the referral or the activity.
    public let id: String
}

extension Query where Output == UnauditedRecord {
    /// What was added to a quarter and not by way of the service.
    public static func unauditedRecords(in quarter: Quarter) -> Self {
        Self(
            """
            SELECT kind, id::text FROM unaudited_record(\(quarter.days.lowerBound),
                \(quarter.days.upperBound.adding(days: -1)))
            ORDER BY kind, id
            """
        ) { row in UnauditedRecord(kind: try row.next(), id: try row.next()) }
    }
}
