import CaseStore
import Casework
import Codelists
import Operations
import Postgres
import Testing

/// Random walks through the life of cases, held against a model after every step.
@Suite struct CaseLifecycleTests {
    /// What a case must be after what was done to it.
    private struct Modelled {
        var asked: Case
        var content: Case
        var notes: [String] = []
        /// What was done, one a version.
        var changes = ["opened"]
    }

    @Test("Cases are what a simple model says, whatever is done to them", arguments: [1, 2, 3])
    func walks(seed: UInt64) async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            var random = SplitMix(state: seed)
            var people: [PersonID] = []
            for index in 0..<4 { people.append(try await fixture.meet("Persona \(index)")) }
            var model: [CaseID: Modelled] = [:]
            var opened = 0
            for step in 0..<60 {
                guard
                    let id = model.keys.sorted(by: { $0.description < $1.description })
                        .randomElement(using: &random), Int.random(in: 0..<8, using: &random) > 0
                else {
                    opened += 1
                    let asked = fixture.newCase(of: [people[step % 4]])
                    let view = try await application.open(asked).view
                    var content = asked
                    content.reference = Case.reference(
                        hub: fixture.tapachula, year: fixture.today.year, number: opened)
                    model[asked.id] = Modelled(asked: asked, content: content)
                    #expect(view.content == content)
                    continue
                }
                guard var known = model[id] else { continue }
                try await act(on: &known, step, people, fixture, &random)
                model[id] = known
                let view = try await application.showCase(id)
                #expect(view.content == known.content, "step \(step)")
                let timeline = try #require(view.timeline)
                #expect(timeline.filter { $0.kind == "change" }.map(\.what) == known.changes)
                #expect(timeline.filter { $0.kind == "note" }.map(\.text) == known.notes)
            }
            var filter = CaseFilter()
            filter.hub = fixture.tapachula
            let listed = try await application.cases(filter, limit: 1_000)
            let open = Set(model.filter { $0.value.content.status.isOpen }.keys)
            #expect(Set(listed.map(\.content.id)) == open)
            let load = try await application.workload(at: fixture.tapachula)
            #expect(load.reduce(0) { $0 + $1.open } == listed.count)
        }
    }

    private func act(
        on known: inout Modelled, _ step: Int, _ people: [PersonID], _ fixture: CaseFixture,
        _ random: inout SplitMix
    ) async throws {
        let application = fixture.application
        let id = known.content.id
        let version = known.content.version
        let isOpen = known.content.status.isOpen
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            let again = try await application.open(known.asked)
            guard case .repeated(let view) = again else {
                Issue.record("step \(step): opened twice")
                return
            }
            #expect(view.content == known.content)
        case 1, 2:
            let change = CaseChange(
                status: [nil, .active, .followUp].randomElement(using: &random) ?? nil,
                priority: NeedPriority(number: .random(in: 1...3, using: &random)),
                plan: Bool.random(using: &random) ? "plan \(step)" : nil,
                nextStep: Bool.random(using: &random) ? "step \(step)" : nil,
                dueOn: fixture.today.adding(days: step),
                addedPeople: [people[step % 4]])
            let modelled = try? change.applied(to: known.content)
            let answer = await refusal {
                try await application.change(id, by: change, expecting: version)
            }
            #expect(answer == (modelled == nil ? "problem" : "done"))
            if let modelled {
                known.content = modelled
                known.changes.append("changed")
                // The answer was lost, and the same is asked again.
                let again = try await application.change(id, by: change, expecting: version)
                #expect(again.content == modelled)
            }
        case 3:
            let stale = CaseChange(plan: "stale \(step)")
            #expect(
                await refusal {
                    try await application.change(id, by: stale, expecting: version + 1)
                } == "staleCase")
        case 4:
            let answer = await refusal {
                try await application.close(id, outcome: .referred, expecting: version)
            }
            #expect(answer == (isOpen ? "done" : "problem"))
            if isOpen {
                known.content = try known.content.closed(outcome: .referred, on: fixture.today)
                known.changes.append("closed")
            }
        case 5:
            let answer = await refusal { try await application.reopen(id, reason: "back") }
            #expect(answer == (isOpen ? "problem" : "done"))
            if !isOpen {
                known.content = try known.content.reopened()
                known.changes.append("reopened")
            }
        case 6:
            let note = NoteID.new()
            for _ in 0..<2 { _ = try await application.note("note \(step)", in: id, as: note) }
            known.notes.append("note \(step)")
            #expect(
                await refusal { try await application.note("other", in: id, as: note) }
                    == "otherContent")
        default:
            guard isOpen else { return }
            let worker = AccountID.new()
            let named = [AccountID.new(), AccountID.new()]
            _ = try await application.assign(id, to: worker, naming: named)
            known.content = try known.content.assigned(to: worker, named: named)
            known.changes.append("assigned")
        }
    }

    @Test("A stale change is refused with the case as it stands, and changes nothing")
    func stale() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let asked = fixture.newCase(of: [try await fixture.meet("Ana")])
            _ = try await application.open(asked)
            _ = try await application.change(
                asked.id, by: CaseChange(plan: "first"), expecting: 1)
            do {
                _ = try await application.change(
                    asked.id, by: CaseChange(plan: "second"), expecting: 1)
                Issue.record("a stale change was taken")
            } catch CaseworkError.staleCase(let current) {
                #expect(current.content.plan == "first" && current.content.version == 2)
            }
            #expect(try await application.showCase(asked.id).content.plan == "first")
        }
    }

    @Test("Of ten who change one version at once, one is taken")
    func atOnce() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let asked = fixture.newCase(of: [try await fixture.meet("Ana")])
            _ = try await application.open(asked)
            let answers = await withTaskGroup(of: String.self) { group in
                for index in 0..<10 {
                    group.addTask {
                        await refusal {
                            try await application.change(
                                asked.id, by: CaseChange(plan: "plan \(index)"), expecting: 1)
                        }
                    }
                }
                return await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(answers.sorted() == ["done"] + Array(repeating: "staleCase", count: 9))
        }
    }

    @Test("Ten who open the same case at once open one, and others get numbers of their own")
    func openedAtOnce() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let person = try await fixture.meet("Ana")
            let asked = fixture.newCase(of: [person])
            let references = try await withThrowingTaskGroup(of: String.self) { group in
                for index in 0..<20 {
                    let one = index < 10 ? asked : fixture.newCase(of: [person])
                    group.addTask { try await application.open(one).view.content.reference }
                }
                return try await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(Set(references).count == 11)
            var other = asked
            other.plan = "another"
            #expect(await refusal { try await application.open(other) } == "otherContent")
        }
    }

    @Test("What hub logs and events refer to is a case with its needs and its events")
    func referredTo() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            func log(_ reference: String?, _ service: Service, _ birth: Birth) async throws
                -> EventID
            {
                let event = AssistanceEvent(
                    id: .new(), hub: fixture.tapachula, occurredOn: fixture.today,
                    channel: Channel(number: 1), profile: Profile(number: 2), services: [service],
                    participants: [
                        .described(
                            PersonDescription(
                                givenNames: "Ana", familyNames: "Sintética",
                                document: "D\(reference ?? "-")\(service.number)", birth: birth))
                    ], caseReference: reference)
                _ = try await application.record(event)
                return event.id
            }
            let first = try await log("caso 7", CaseFixture.shelter, .year(1980))
            _ = try await log("caso 7", Service(number: 1), .year(1980))
            let id = try await application.caseID(named: "caso 7")
            let view = try await application.showCase(id)
            #expect(view.content.needs == [CaseFixture.shelter])
            #expect(!view.content.isRestricted)
            #expect(view.people.map(\.givenNames) == ["Ana"])
            #expect(view.timeline?.map(\.kind) == ["change", "event", "event"])
            #expect(view.timeline?.contains { $0.id == first.description } == true)

            let later = try await log(nil, Service(number: 4), .unknown)
            for _ in 0..<2 { try await application.link(later, to: id) }
            #expect(try await application.showCase(id).timeline?.count == 4)
            let changed = try await application.change(id, by: CaseChange(plan: "from now on"))
            #expect(changed.content.plan == "from now on" && changed.content.version == 2)

            _ = try await log("caso 8", .traffickingProtection, .year(1980))
            _ = try await log(
                "caso 9", CaseFixture.shelter, .date(fixture.today.adding(days: -900)))
            for name in ["caso 8", "caso 9"] {
                let found = try await application.caseID(named: name)
                #expect(try await application.showCase(found).content.isRestricted, "\(name)")
            }
            #expect(
                await refusal { try await application.caseID(named: "caso 10") } == "unknownCase")
        }
    }
}
