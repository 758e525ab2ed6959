public import CaseStore
public import Casework
public import Codelists

/// Referrals sent in a quarter by pair of countries, as JSON; internal figures.
public struct ReferralCountDocument: Encodable, Sendable {
    public struct Pair: Encodable, Sendable {
        public let from: Country
        public let to: Country
        public let sent: Int
        public let accepted: Int
        public let completed: Int
        public let completedInTime: Int
        public let declined: Int
        public let noShow: Int
        public let withdrawn: Int
        public let expired: Int
        public let pending: Int

        enum CodingKeys: String, CodingKey {
            case from, to, sent, accepted, completed, declined, withdrawn, expired, pending
            case completedInTime = "completed_in_time"
            case noShow = "no_show"
        }

        init(_ row: ReferralCountRow) {
            from = row.from
            to = row.to
            sent = row.sent
            accepted = row.accepted
            completed = row.completed
            completedInTime = row.inTime
            declined = row.declined
            noShow = row.noShow
            withdrawn = row.withdrawn
            expired = row.expired
            pending = row.pending
        }
    }

    public let quarter: Quarter
    public let audience = "internal"
    public let pairs: [Pair]

    public init(_ quarter: Quarter, _ rows: [ReferralCountRow]) {
        self.quarter = quarter
        pairs = rows.map(Pair.init)
    }
}
