public import Codelists

/// What a change does to a case; nil leaves a part as it is, an empty text takes it away.
public struct CaseChange: Hashable, Sendable {
    /// Between active and follow-up; closing and reopening are acts of their own.
    public var status: CaseStatus?
    public var needs: [Service]?
    public var priority: NeedPriority?
    public var plan: String?
    public var nextStep: String?
    public var dueOn: CalendarDate?
    public var addedPeople: [PersonID]
    public var removedPeople: [PersonID]
    public var isRestricted: Bool?
    public var trafficking: TraffickingDetails?

    public init(
        status: CaseStatus? = nil, needs: [Service]? = nil, priority: NeedPriority? = nil,
        plan: String? = nil, nextStep: String? = nil, dueOn: CalendarDate? = nil,
        addedPeople: [PersonID] = [], removedPeople: [PersonID] = [], isRestricted: Bool? = nil,
        trafficking: TraffickingDetails? = nil
    ) {
        self.status = status
        self.needs = needs
        self.priority = priority
        self.plan = plan
        self.nextStep = nextStep
        self.dueOn = dueOn
        self.addedPeople = addedPeople
        self.removedPeople = removedPeople
        self.isRestricted = isRestricted
        self.trafficking = trafficking
    }

    public var isEmpty: Bool { self == CaseChange() }

    /// The case as it is after the change, its version one higher.
    ///
    /// - Throws: `CaseProblem`: closed, or the field that is not valid then.
    public func applied(to current: Case) throws(CaseProblem) -> Case {
        guard current.status.isOpen else { throw .closed }
        if let status, !status.isOpen { throw .invalid("status") }
        var changed = current
        changed.status = status ?? current.status
        changed.needs = needs ?? current.needs
        changed.priority = priority ?? current.priority
        if let plan { changed.plan = plan.isEmpty ? nil : plan }
        try applyStep(to: &changed)
        changed.people.removeAll { removedPeople.contains($0) }
        changed.people += addedPeople.filter { !changed.people.contains($0) }
        changed.isRestricted = isRestricted ?? current.isRestricted
        changed.trafficking = trafficking ?? current.trafficking
        changed.version += 1
        if let field = changed.problem { throw .invalid(field) }
        return changed
    }

    private func applyStep(to changed: inout Case) throws(CaseProblem) {
        guard nextStep != nil || dueOn != nil else { return }
        if nextStep == "" {
            changed.nextStep = nil
            return
        }
        guard let text = nextStep ?? changed.nextStep?.text,
            let due = dueOn ?? changed.nextStep?.dueOn
        else { throw .invalid(nextStep == nil ? "next step" : "due") }
        changed.nextStep = Case.NextStep(text: text, dueOn: due)
    }
}

extension Case {
    /// The case closed with what came of it.
    public func closed(
        outcome: CaseOutcome, on day: CalendarDate
    ) throws(CaseProblem) -> Case {
        guard status.isOpen else { throw .closed }
        guard day >= openedOn else { throw .invalid("date") }
        var closed = self
        closed.status = outcome == .referred ? .closedReferred : .closed
        closed.outcome = outcome
        closed.closedOn = day
        closed.nextStep = nil
        closed.version += 1
        return closed
    }

    /// The case taken up again.
    public func reopened() throws(CaseProblem) -> Case {
        guard !status.isOpen else { throw .open }
        var reopened = self
        reopened.status = .active
        reopened.outcome = nil
        reopened.closedOn = nil
        reopened.version += 1
        return reopened
    }

    /// The case with its worker, and the others who may see it where it is restricted.
    public func assigned(
        to worker: AccountID?, named: [AccountID]
    ) throws(CaseProblem) -> Case {
        guard status.isOpen else { throw .closed }
        guard named.count <= 20 else { throw .invalid("named workers") }
        var assigned = self
        assigned.worker = worker
        assigned.namedWorkers = Set(named).sorted { $0.description < $1.description }
        assigned.version += 1
        return assigned
    }
}

/// Why something cannot be done with a case.
public enum CaseProblem: Error, Hashable, Sendable {
    case closed
    case open
    /// The field that is missing or not valid.
    case invalid(String)
}
