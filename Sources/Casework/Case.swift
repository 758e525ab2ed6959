public import Codelists

/// One person's or family's need that is followed up.
public struct Case: Hashable, Sendable {
    public var id: CaseID
    public var hub: HubCode
    /// How people call it, such as `MX-TAP-2021-000123`.
    public var reference: String
    /// Whose need it is, the first being the one it is about; a hub log may open one for nobody.
    public var people: [PersonID]
    public var status: CaseStatus
    public var needs: [Service]
    public var priority: NeedPriority
    public var plan: String?
    public var nextStep: NextStep?
    public var worker: AccountID?
    /// Who else may see it where it is restricted.
    public var namedWorkers: [AccountID]
    public var isRestricted: Bool
    public var outcome: CaseOutcome?
    public var openedOn: CalendarDate
    public var openedBy: AccountID?
    public var closedOn: CalendarDate?
    public var trafficking: TraffickingDetails?
    /// Counts up with every change.
    public var version: Int

    /// What is to be done next, and until when by the hub's calendar.
    public struct NextStep: Hashable, Sendable {
        public var text: String
        public var dueOn: CalendarDate

        public init(text: String, dueOn: CalendarDate) {
            self.text = text
            self.dueOn = dueOn
        }
    }

    public init(
        id: CaseID, hub: HubCode, reference: String = "", people: [PersonID],
        status: CaseStatus = .active, needs: [Service], priority: NeedPriority = .normal,
        plan: String? = nil, nextStep: NextStep? = nil, worker: AccountID? = nil,
        namedWorkers: [AccountID] = [], isRestricted: Bool = false, outcome: CaseOutcome? = nil,
        openedOn: CalendarDate, openedBy: AccountID? = nil, closedOn: CalendarDate? = nil,
        trafficking: TraffickingDetails? = nil, version: Int = 1
    ) {
        self.id = id
        self.hub = hub
        self.reference = reference
        self.people = people
        self.status = status
        self.needs = needs
        self.priority = priority
        self.plan = plan
        self.nextStep = nextStep
        self.worker = worker
        self.namedWorkers = namedWorkers
        self.isRestricted = isRestricted
        self.outcome = outcome
        self.openedOn = openedOn
        self.openedBy = openedBy
        self.closedOn = closedOn
        self.trafficking = trafficking
        self.version = version
    }

    /// Characters of a plan, a note or a summary: a few pages.
    public static let longestText = 20_000
    /// Characters of a next step: one line.
    public static let longestStep = 500
    /// People of one case: a family.
    public static let mostPeople = 30

    /// `MX-TAP-2021-000123`: the hub, the year it was opened in, and a number of its own.
    public static func reference(hub: HubCode, year: Int, number: Int) -> String {
        let digits = String(number)
        return "\(hub)-\(year)-\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits)"
    }

    /// The field that is missing or not valid; nil for a case that can be kept.
    public var problem: String? {
        if people.isEmpty || people.count > Self.mostPeople || Set(people).count != people.count {
            return "people"
        }
        if needs.isEmpty || Set(needs).count != needs.count { return "needs" }
        if let plan, plan.isEmpty || plan.count > Self.longestText { return "plan" }
        if let nextStep {
            let length = nextStep.text.count
            if length == 0 || length > Self.longestStep { return "next step" }
            if nextStep.dueOn < openedOn { return "due" }
        }
        if trafficking != nil, !needs.contains(.traffickingProtection) { return "trafficking" }
        return nil
    }
}

extension Case {
    /// Whether only named workers may see a case: those of children, and of trafficking.
    ///
    /// A family with children is not a child's case; a child alone, or one marked so, is. Other
    /// cases may be restricted by whoever works on them.
    public static func mustBeRestricted(
        needs: [Service], people: [(ageBand: AgeBand, vulnerabilities: [Vulnerability])]
    ) -> Bool {
        if needs.contains(.childProtection) || needs.contains(.traffickingProtection) {
            return true
        }
        let marks: Set<Vulnerability> = [
            .unaccompaniedChild, .separatedChild, .possibleTrafficking,
        ]
        return people.contains { !marks.isDisjoint(with: $0.vulnerabilities) }
            || (!people.isEmpty && people.allSatisfy { $0.ageBand.isChild })
    }

    /// Whether somebody who may see the hub's cases may see this one.
    public func isVisible(to account: AccountID?) -> Bool {
        guard isRestricted else { return true }
        guard let account else { return false }
        return account == worker || account == openedBy || namedWorkers.contains(account)
    }
}
