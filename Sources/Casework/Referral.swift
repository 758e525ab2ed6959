public import Codelists

/// A hand-over of a need from a hub to another hub or organisation, maybe in another country.
public struct Referral: Hashable, Sendable {
    public var id: ReferralID
    public var caseID: CaseID
    /// Whose need it is: one of the case's people.
    public var person: PersonID
    public var receiver: Receiver
    public var needs: [Service]
    public var priority: ReferralPriority
    /// What the receiver should know, in words; shared only where consent covers it.
    public var summary: String?

    public init(
        id: ReferralID, caseID: CaseID, person: PersonID, receiver: Receiver, needs: [Service],
        priority: ReferralPriority = .normal, summary: String? = nil
    ) {
        self.id = id
        self.caseID = caseID
        self.person = person
        self.receiver = receiver
        self.needs = needs
        self.priority = priority
        self.summary = summary
    }

    /// The field that is missing or not valid; nil for a referral that can be sent from `hub`.
    public func problem(from hub: HubCode) -> String? {
        if receiver == .hub(hub) { return "receiver" }
        if needs.isEmpty || Set(needs).count != needs.count { return "needs" }
        if let summary, summary.isEmpty || summary.count > Case.longestText { return "summary" }
        return nil
    }
}

extension Code<ReferralPriorityKind> {
    /// The time that the receiver has; days are those of the receiver's own calendar.
    public enum Allowance: Hashable, Sendable {
        case hours(Int)
        case days(Int)
    }

    /// Inter-agency referral form: emergency 24 hours, urgent 72 hours, normal two weeks.
    public var allowance: Allowance {
        switch self {
        case .emergency: .hours(24)
        case .urgent: .hours(72)
        default: .days(14)
        }
    }
}

/// What can be done with a referral after it was sent.
public enum ReferralAction: Hashable, Sendable {
    case accept
    case decline(DeclineReason)
    case complete(ReferralOutcome)
    case noShow
    case withdraw
    /// Nobody answered in time.
    case expire
}

/// From which end of a referral somebody acts.
public enum ReferralSide: Hashable, Sendable, CaseIterable {
    case sender
    case receiver
    /// The service itself, by rule.
    case service
}

/// Why something cannot be done with a referral.
public enum ReferralProblem: Error, Hashable, Sendable {
    /// It belongs to another side.
    case notYours
    /// It does not follow from how the referral stands.
    case notNow(ReferralStatus)
}

extension ReferralAction {
    /// The status that the action leads to.
    public var result: ReferralStatus {
        switch self {
        case .accept: .accepted
        case .decline: .declined
        case .complete: .completed
        case .noShow: .noShow
        case .withdraw: .withdrawn
        case .expire: .expired
        }
    }

    /// Whether the receiver keeps seeing what was shared: where the need came to them.
    public var keepsShared: Bool {
        switch self {
        case .accept, .complete, .noShow: true
        case .decline, .withdraw, .expire: false
        }
    }

    /// Which sides may do it. Organisations do not sign in: for them the sender notes what they
    /// answered.
    func sides(receiverIsHub: Bool) -> Set<ReferralSide> {
        switch self {
        case .accept, .decline, .complete, .noShow: receiverIsHub ? [.receiver] : [.sender]
        case .withdraw: [.sender, .service]
        case .expire: [.service]
        }
    }

    private var startingPoints: Set<ReferralStatus> {
        switch self {
        case .accept, .expire: [.sent]
        case .decline, .withdraw: [.sent, .accepted]
        case .complete, .noShow: [.accepted]
        }
    }

    /// The status after the action, by somebody who acts for these sides.
    public func applied(
        to status: ReferralStatus, by sides: Set<ReferralSide>, receiverIsHub: Bool
    ) throws(ReferralProblem) -> ReferralStatus {
        guard !self.sides(receiverIsHub: receiverIsHub).isDisjoint(with: sides) else {
            throw .notYours
        }
        guard startingPoints.contains(status) else { throw .notNow(status) }
        return result
    }
}
