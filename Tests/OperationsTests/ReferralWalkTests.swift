import CaseStore
import Casework
import Codelists
import FoundationEssentials
import Operations
import Postgres
import Testing

/// Random walks through consent and referrals, held against a model after every step.
@Suite struct ReferralWalkTests {
    private struct Modelled {
        let person: Int
        let receiver: Int
        let consent: Int
        var status: ReferralStatus = .sent
        var wasAccepted = false
        var isLate = false
        var isShared = true
    }

    /// Live consents by person and receiver: the number of the latest one.
    private struct Ground: Hashable {
        let person: Int
        let receiver: Int
    }

    @Test("Referrals, what they share and their counts are what a model says", arguments: [4, 5])
    func walks(seed: UInt64) async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            var random = SplitMix(state: seed)
            let receivers = try ["GT-TEC", "GT-QTZ", "HN-SPS"].map { try #require(HubCode($0)) }
            var people: [PersonID] = []
            var cases: [CaseID] = []
            for index in 0..<3 {
                people.append(try await fixture.meet("Persona \(index)"))
                cases.append(
                    try await application.open(fixture.newCase(of: [people[index]])).view.content.id
                )
            }
            var consents: [Ground: [Int]] = [:]
            var everGiven: Set<Ground> = []
            var given = 0
            var model: [ReferralID: Modelled] = [:]
            for step in 0..<90 {
                let person = Int.random(in: 0..<3, using: &random)
                let receiver = Int.random(in: 0..<3, using: &random)
                let ground = Ground(person: person, receiver: receiver)
                switch Int.random(in: 0..<10, using: &random) {
                case 0, 1:
                    _ = try await application.give(
                        fixture.consent(of: people[person], to: .hub(receivers[receiver])))
                    given += 1
                    everGiven.insert(ground)
                    consents[ground, default: []].append(given)
                case 2:
                    let answer = await refusal {
                        try await application.withdraw(
                            .referral, of: people[person], from: .hub(receivers[receiver]),
                            saidTo: fixture.tapachula, fixture.said)
                    }
                    let live = consents[ground] ?? []
                    #expect(answer == (everGiven.contains(ground) ? "done" : "noConsent"))
                    consents[ground] = nil
                    for (id, referral) in model where live.contains(referral.consent) {
                        if referral.status.number <= 2 { model[id]?.status = .withdrawn }
                        model[id]?.isShared = false
                    }
                case 3, 4, 5:
                    let referral = Referral(
                        id: .new(), caseID: cases[person], person: people[person],
                        receiver: .hub(receivers[receiver]), needs: [CaseFixture.shelter],
                        priority: ReferralPriority(number: .random(in: 1...3, using: &random)))
                    let answer = await refusal { try await application.send(referral) }
                    if let consent = consents[ground]?.last {
                        #expect(answer == "done")
                        model[referral.id] = Modelled(
                            person: person, receiver: receiver, consent: consent)
                        guard case .repeated = try await application.send(referral) else {
                            Issue.record("step \(step): sent twice")
                            continue
                        }
                    } else {
                        #expect(answer == "noConsent")
                    }
                case 6:
                    try await passTime(of: &model, application, &random)
                    let expired = try await application.expireReferrals()
                    let unanswered = model.filter { $0.value.isLate && $0.value.status == .sent }
                    #expect(expired == unanswered.count)
                    for id in unanswered.keys {
                        model[id]?.status = .expired
                        model[id]?.isShared = false
                    }
                default:
                    try await act(on: &model, application, &random)
                }
                try await compare(model, people, receivers, fixture)
            }
            #expect(model.count > 5)
        }
    }

    private func act(
        on model: inout [ReferralID: Modelled], _ application: Application,
        _ random: inout SplitMix
    ) async throws {
        let ids = model.keys.sorted { $0.description < $1.description }
        guard let id = ids.randomElement(using: &random), let known = model[id] else { return }
        let actions: [(ReferralAction, from: [ReferralStatus])] = [
            (.accept, [.sent]), (.accept, [.sent]),
            (.decline(DeclineReason(number: 1)), [.sent, .accepted]),
            (.complete(ReferralOutcome(number: 1)), [.accepted]), (.noShow, [.accepted]),
            (.withdraw, [.sent, .accepted]),
        ]
        let (action, from) = actions[Int.random(in: 0..<actions.count, using: &random)]
        let answer = await refusal { try await application.act(on: id, action) }
        if from.contains(known.status) {
            #expect(answer == "done")
            model[id]?.status = action.result
            if action == .accept { model[id]?.wasAccepted = true }
            if action == .withdraw || action.result == .declined { model[id]?.isShared = false }
        } else {
            #expect(answer == (known.status == action.result ? "done" : "referral"))
        }
    }

    /// Moves one referral so far back that nobody answered it for twice its time.
    private func passTime(
        of model: inout [ReferralID: Modelled], _ application: Application,
        _ random: inout SplitMix
    ) async throws {
        let ids = model.keys.sorted { $0.description < $1.description }
        guard let id = ids.randomElement(using: &random), model[id]?.isLate == false else { return }
        guard (model[id]?.status.number ?? 9) <= 2 else { return }
        try await application.database.run(
            """
            UPDATE referral SET sent_at = sent_at - interval '40 days',
                due_at = due_at - interval '40 days' WHERE referral_id = \(id)
            """)
        model[id]?.isLate = true
    }

    private func compare(
        _ model: [ReferralID: Modelled], _ people: [PersonID], _ receivers: [HubCode],
        _ fixture: CaseFixture
    ) async throws {
        let application = fixture.application
        var all = ReferralFilter()
        all.isAll = true
        let stored = try await application.referrals(all, limit: 1_000)
        let statuses = Dictionary(uniqueKeysWithValues: stored.map { ($0.id, $0.status) })
        #expect(statuses == model.mapValues(\.status))
        for (index, person) in people.enumerated() {
            let shared = try await application.consents(of: person).shared
            let visible = Set(shared.filter(\.isVisible).map(\.referral))
            let expected = Set(
                model.filter { $0.value.person == index && $0.value.isShared }.keys)
            #expect(visible == expected)
        }
        let counts = try await application.referralCounts(in: fixture.today.quarter)
        var expected: [String: [Int]] = [:]
        for referral in model.values {
            let country = receivers[referral.receiver].country.code
            var row = expected[country] ?? [0, 0, 0, 0, 0]
            row[0] += 1
            if referral.wasAccepted { row[1] += 1 }
            if referral.status == .completed { row[2] += 1 }
            if referral.status == .completed, !referral.isLate { row[3] += 1 }
            if referral.status.number <= 2 { row[4] += 1 }
            expected[country] = row
        }
        #expect(counts.allSatisfy { $0.from.code == "MEX" })
        let counted: [(String, [Int])] = counts.map {
            ($0.to.code, [$0.sent, $0.accepted, $0.completed, $0.inTime, $0.pending])
        }
        #expect(Dictionary(uniqueKeysWithValues: counted) == expected)
    }

    @Test("A referral is due by the receiver's clock, and listed once it is due soon")
    func due() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let person = try await fixture.meet("Ana")
            let opened = try await application.open(fixture.newCase(of: [person])).view.content
            _ = try await application.give(fixture.consent(of: person))
            var sent: [ReferralView] = []
            for priority: ReferralPriority in [.emergency, .urgent, .normal] {
                sent.append(
                    try await application.send(
                        fixture.referral(of: person, in: opened.id, priority: priority)
                    ).view)
            }
            #expect(sent[0].dueAt.timeIntervalSince(sent[0].sentAt) == 24 * 3_600)
            #expect(sent[1].dueAt.timeIntervalSince(sent[1].sentAt) == 72 * 3_600)
            // Guatemala has no summer time: two weeks are fourteen times 24 hours there.
            #expect(sent[2].dueAt.timeIntervalSince(sent[2].sentAt) == 14 * 24 * 3_600)
            let there = try await application.today(at: fixture.tecun)
            #expect(sent[2].dueOn == there.adding(days: 14))
            for (hours, count) in [(1, 0), (25, 1), (73, 2), (400, 3)] {
                var filter = ReferralFilter()
                filter.hub = fixture.tecun
                filter.dueWithinHours = hours
                #expect(try await application.referrals(filter, limit: 10).count == count)
            }
        }
    }
}
