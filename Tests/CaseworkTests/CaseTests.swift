import Casework
import Codelists
import Testing

@Suite struct CaseTests {
    private static let day = CalendarDate(dayNumber: 7_700)
    private let hub: HubCode
    private let person = PersonID.new()

    init() throws { hub = try #require(HubCode("MX-TAP")) }

    private func sample(_ change: (inout Case) -> Void = { _ in }) -> Case {
        var sample = Case(
            id: .new(), hub: hub, people: [person], needs: [Service(number: 8)],
            plan: "a plan", nextStep: Case.NextStep(text: "call", dueOn: Self.day),
            openedOn: Self.day)
        change(&sample)
        return sample
    }

    @Test("A reference has the hub, the year and six digits, and more when they run out")
    func references() {
        #expect(Case.reference(hub: hub, year: 2021, number: 123) == "MX-TAP-2021-000123")
        #expect(Case.reference(hub: hub, year: 2021, number: 1_234_567) == "MX-TAP-2021-1234567")
    }

    @Test("What is missing or not valid is named")
    func problems() {
        #expect(sample().problem == nil)
        #expect(sample { $0.people = [] }.problem == "people")
        #expect(sample { $0.people = [person, person] }.problem == "people")
        #expect(sample { $0.needs = [] }.problem == "needs")
        #expect(sample { $0.plan = "" }.problem == "plan")
        #expect(sample { $0.plan = String(repeating: "x", count: 20_001) }.problem == "plan")
        #expect(sample { $0.nextStep?.text = "" }.problem == "next step")
        #expect(sample { $0.nextStep?.dueOn = Self.day.adding(days: -1) }.problem == "due")
        #expect(sample { $0.trafficking = TraffickingDetails() }.problem == "trafficking")
        #expect(
            sample {
                $0.trafficking = TraffickingDetails()
                $0.needs = [.traffickingProtection]
            }.problem == nil)
    }

    @Test("Cases of children and of trafficking are restricted, families are not")
    func restriction() {
        let child = AgeBand(number: 3)
        let adult = AgeBand(number: 4)
        func must(
            _ needs: [Service], _ people: [(ageBand: AgeBand, vulnerabilities: [Vulnerability])]
        ) -> Bool { Case.mustBeRestricted(needs: needs, people: people) }
        let shelter = [Service(number: 8)]
        #expect(!must(shelter, [(adult, [])]))
        #expect(!must(shelter, [(adult, []), (child, [])]))
        #expect(!must(shelter, [(.unknown, [])]))
        #expect(!must(shelter, []))
        #expect(must(shelter, [(child, [])]))
        #expect(must(shelter, [(child, []), (child, [])]))
        #expect(must(shelter, [(adult, []), (child, [.separatedChild])]))
        #expect(must(shelter, [(adult, [.possibleTrafficking])]))
        #expect(must([.childProtection], [(adult, [])]))
        #expect(must([.traffickingProtection], []))
    }

    @Test("A restricted case is seen by its worker, who opened it, and who is named")
    func visibility() {
        let (worker, opener, named, other) =
            (AccountID.new(), AccountID.new(), AccountID.new(), AccountID.new())
        let restricted = sample {
            $0.isRestricted = true
            $0.worker = worker
            $0.openedBy = opener
            $0.namedWorkers = [named]
        }
        for account in [worker, opener, named] { #expect(restricted.isVisible(to: account)) }
        #expect(!restricted.isVisible(to: other))
        #expect(!restricted.isVisible(to: nil))
        #expect(!sample { $0.isRestricted = true }.isVisible(to: nil))
        #expect(sample().isVisible(to: other))
    }

    @Test("A change keeps what it does not name, and an empty text takes one away")
    func changes() throws {
        let before = sample()
        let other = PersonID.new()
        let after = try CaseChange(
            status: .followUp, plan: "", dueOn: Self.day.adding(days: 3), addedPeople: [other]
        ).applied(to: before)
        #expect(after.version == 2)
        #expect(after.status == .followUp)
        #expect(after.plan == nil)
        #expect(after.nextStep == Case.NextStep(text: "call", dueOn: Self.day.adding(days: 3)))
        #expect(after.people == [person, other])
        #expect(after.needs == before.needs)
        let without = try CaseChange(nextStep: "").applied(to: after)
        #expect(without.nextStep == nil)
        #expect(throws: CaseProblem.invalid("next step")) {
            try CaseChange(dueOn: Self.day).applied(to: without)
        }
        #expect(throws: CaseProblem.invalid("status")) {
            try CaseChange(status: .closed).applied(to: before)
        }
        #expect(throws: CaseProblem.invalid("people")) {
            try CaseChange(removedPeople: [person]).applied(to: before)
        }
    }

    @Test("Closing says what came of it; a closed case changes only by being reopened")
    func closing() throws {
        let closed = try sample().closed(outcome: CaseOutcome(number: 1), on: Self.day)
        #expect(closed.status == .closed && closed.closedOn == Self.day && closed.nextStep == nil)
        #expect(try sample().closed(outcome: .referred, on: Self.day).status == .closedReferred)
        #expect(throws: CaseProblem.closed) {
            try CaseChange(priority: .normal).applied(to: closed)
        }
        #expect(throws: CaseProblem.closed) {
            try closed.closed(outcome: .referred, on: Self.day)
        }
        #expect(throws: CaseProblem.invalid("date")) {
            try sample().closed(outcome: .referred, on: Self.day.adding(days: -1))
        }
        let reopened = try closed.reopened()
        #expect(reopened.status == .active && reopened.outcome == nil && reopened.closedOn == nil)
        #expect(reopened.version == 3)
        #expect(throws: CaseProblem.open) { try reopened.reopened() }
    }

    @Test("An attachment is what its bytes say, and no larger than its kind may be")
    func attachments() throws {
        let kind = AttachmentKind(number: 1)
        func attach(_ bytes: [UInt8], name: String = "a.pdf") throws(CaseProblem) -> AttachedFile {
            try AttachedFile(id: .new(), kind: kind, name: name, bytes: bytes)
        }
        let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF]
        #expect(try attach(jpeg, name: "a.pdf").format == .jpeg)
        #expect(throws: CaseProblem.invalid("type")) { try attach(Array("MZ".utf8)) }
        #expect(throws: CaseProblem.invalid("type")) { try attach([]) }
        #expect(throws: CaseProblem.invalid("size")) {
            try attach(jpeg + [UInt8](repeating: 0, count: AttachmentFormat.jpeg.largest - 2))
        }
        #expect(throws: CaseProblem.invalid("name")) { try attach(jpeg, name: "../a") }
    }

    @Test("Consent names a receiver for a referral, and only then")
    func consents() throws {
        let other = try #require(HubCode("GT-TEC"))
        func consent(
            _ purpose: ConsentPurpose, to receiver: Receiver?, _ covers: [SharedPart],
            on day: CalendarDate = Self.day
        ) -> String? {
            Consent(
                id: .new(), person: person, purpose: purpose, receiver: receiver, covers: covers,
                hub: hub,
                given: Consent.Statement(
                    on: day, channel: Channel(number: 1), language: SpokenLanguage(number: 1)),
                textVersion: "1"
            ).problem(today: Self.day)
        }
        #expect(consent(.referral, to: .hub(other), [.needs]) == nil)
        #expect(consent(.contact, to: nil, []) == nil)
        #expect(consent(.referral, to: nil, [.needs]) == "receiver")
        #expect(consent(.referral, to: .hub(hub), [.needs]) == "receiver")
        #expect(consent(.contact, to: .hub(other), []) == "receiver")
        #expect(consent(.referral, to: .hub(other), []) == "covers")
        #expect(consent(.contact, to: nil, [.name]) == "covers")
        #expect(consent(.contact, to: nil, [], on: Self.day.adding(days: 1)) == "date")
    }

    @Test("Disability is what the Washington Group's cut-off says")
    func functioning() throws {
        let some = try #require(Functioning("seeing=some,hearing=none"))
        let lot = try #require(Functioning("seeing=a_lot"))
        #expect(!some.isDisability && lot.isDisability)
        #expect(Functioning(some.description) == some)
        #expect(Functioning("smelling=some") == nil)
        #expect(Functioning("seeing") == nil)
        let marked = PersonSituation(vulnerabilities: [.disability], functioning: some)
        #expect(marked.derived.vulnerabilities == [])
        #expect(PersonSituation(functioning: lot).derived.vulnerabilities == [.disability])
        #expect(
            PersonSituation(vulnerabilities: [.disability]).derived.vulnerabilities
                == [.disability])
    }
}
