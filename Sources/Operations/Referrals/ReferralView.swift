import CaseStore
public import Casework
public import Codelists
public import FoundationEssentials

/// A referral as one of its ends sees it.
public struct ReferralView: Sendable, Encodable {
    public let id: ReferralID
    /// The case's reference, at the sending end only.
    public let caseReference: String?
    public let person: PersonID?
    public let from: HubCode
    public let receiver: Receiver
    public let receiverName: String
    /// At the receiving end only while they are shared.
    public let needs: [Service]?
    public let priority: ReferralPriority
    public let status: ReferralStatus
    public let outcome: ReferralOutcome?
    public let declineReason: DeclineReason?
    public let sentOn: CalendarDate
    public let sentAt: Date
    public let dueAt: Date
    /// By the receiver's calendar.
    public let dueOn: CalendarDate
    public let isOverdue: Bool
    public let covers: [SharedPart]
    /// What the receiver sees; only where one referral was asked for.
    public var shared: SharedRecord?
    public let version: Int

    enum CodingKeys: String, CodingKey {
        case id, from, needs, priority, status, outcome, covers, shared, version
        case caseReference = "case"
        case person = "person_id"
        case receiver = "to"
        case receiverName = "receiver"
        case declineReason = "decline_reason"
        case sentOn = "sent_on"
        case sentAt = "sent_at"
        case dueAt = "due_at"
        case dueOn = "due_on"
        case isOverdue = "overdue"
    }

    init(_ row: ReferralRow, asSender: Bool, shared: SharedRecord? = nil) {
        let isShown = asSender || row.shared != nil
        id = row.content.id
        caseReference = asSender ? row.caseReference : nil
        person = isShown ? row.content.person : nil
        from = row.from
        receiver = row.content.receiver
        receiverName = row.receiverName
        needs = isShown ? row.content.needs : nil
        priority = row.content.priority
        status = row.status
        outcome = row.outcome
        declineReason = row.declineReason
        sentOn = row.sentOn
        sentAt = row.sentAt
        dueAt = row.dueAt
        dueOn = row.dueOn
        isOverdue = row.isOverdue
        covers = row.covers
        self.shared = shared
        version = row.version
    }
}
