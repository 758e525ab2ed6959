import CaseStore
import Casework
import Codelists
import Operations
import Postgres
import Testing

/// Who sees what, as consent, roles and restrictions say.
@Suite struct ConsentGateTests {
    @Test("The receiver sees what consent covers, until it is withdrawn")
    func sharing() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let person = try await fixture.meet("Ana", document: "PAS-77")
            let opened = try await application.open(fixture.newCase(of: [person])).view.content
            let referral = fixture.referral(of: person, in: opened.id, summary: "needs a bed")
            let receiver = fixture.acting(.clerk, at: fixture.tecun)
            #expect(await refusal { try await application.send(referral) } == "noConsent")

            // Without the needs there is nothing to hand over.
            _ = try await application.give(fixture.consent(of: person, covers: [.name]))
            #expect(await refusal { try await application.send(referral) } == "notCovered")
            _ = try await application.give(
                fixture.consent(of: person, covers: [.name, .needs, .summary]))
            _ = try await application.send(referral)

            let seen = try await receiver.showReferral(referral.id)
            #expect(seen.shared?.givenNames == "Ana" && seen.shared?.summary == "needs a bed")
            #expect(seen.shared?.document == nil && seen.shared?.sex == nil)
            #expect(seen.caseReference == nil)
            #expect(await refusal { try await receiver.showCase(opened.id) } == "notPermitted")
            _ = try await receiver.act(on: referral.id, .accept)
            #expect(
                await refusal { try await receiver.act(on: referral.id, .withdraw) } == "referral")

            let gone = try await application.withdraw(
                .referral, of: person, saidTo: fixture.tapachula, fixture.said)
            #expect(gone.consents == 2 && gone.referrals == [referral.id])
            #expect(
                await refusal { try await receiver.showReferral(referral.id) } == "notPermitted")
            var received = ReferralFilter()
            received.hub = fixture.tecun
            received.isAll = true
            #expect(try await receiver.referrals(received, limit: 10).isEmpty)
            let sealed = try await application.database.one(
                Query<Int>("SELECT count(shared)::int FROM referral"))
            #expect(sealed == 0)
            let view = try await application.consents(of: person)
            #expect(view.consents.count == 2)
            #expect(view.consents.allSatisfy { $0.withdrawnOn == fixture.today })
            #expect(view.shared.map(\.isVisible) == [false])
            #expect(
                await refusal {
                    try await application.send(fixture.referral(of: person, in: opened.id))
                } == "noConsent")
        }
    }

    @Test("Consent of a record that counts as the same person is consent; of others it is not")
    func merged() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let (first, second) = (try await fixture.meet("Ana"), try await fixture.meet("Anna"))
            let opened = try await application.open(fixture.newCase(of: [second])).view.content
            _ = try await application.give(fixture.consent(of: first))
            let referral = fixture.referral(of: second, in: opened.id)
            #expect(await refusal { try await application.send(referral) } == "noConsent")
            try await application.merge(first, into: second, reason: "same")
            #expect(await refusal { try await application.send(referral) } == "done")
            let withdrawn = try await application.withdraw(
                .referral, of: second, saidTo: fixture.tapachula, fixture.said)
            #expect(withdrawn.referrals == [referral.id])
        }
    }

    @Test("Sending and withdrawing at once leave nothing shared without consent")
    func atOnce() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let person = try await fixture.meet("Ana")
            let opened = try await application.open(fixture.newCase(of: [person])).view.content
            for _ in 0..<10 {
                _ = try await application.give(fixture.consent(of: person))
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<3 {
                        group.addTask {
                            _ = await refusal {
                                try await application.send(
                                    fixture.referral(of: person, in: opened.id))
                            }
                        }
                    }
                    group.addTask {
                        _ = await refusal {
                            try await application.withdraw(
                                .referral, of: person, saidTo: fixture.tapachula, fixture.said)
                        }
                    }
                }
                let loose = try await application.database.one(
                    Query<Int>(
                        """
                        SELECT count(*)::int FROM referral r JOIN consent c USING (consent_id)
                        WHERE c.withdrawn_at IS NOT NULL
                            AND (r.shared IS NOT NULL OR r.status <= 2)
                        """))
                #expect(loose == 0)
            }
        }
    }

    @Test("Each role sees the cases of its own hub or none; restricted ones only who is named")
    func roles() async throws {
        try await CaseFixture.with { fixture in
            let (opener, colleague, named) = (AccountID.new(), AccountID.new(), AccountID.new())
            let clerk = fixture.acting(.clerk, at: fixture.tapachula, as: opener)
            let other = fixture.acting(.clerk, at: fixture.tapachula, as: colleague)
            let person = try await fixture.meet("Ana")
            let child = try await fixture.meet(
                "Luz", birth: .date(fixture.today.adding(days: -3_000)))
            let plain = try await clerk.open(fixture.newCase(of: [person])).view.content
            let restricted = try await clerk.open(fixture.newCase(of: [child])).view.content
            #expect(restricted.isRestricted && !plain.isRestricted)
            #expect(plain.worker == opener)

            #expect(await refusal { try await other.showCase(plain.id) } == "done")
            #expect(await refusal { try await other.showCase(restricted.id) } == "notPermitted")
            #expect(
                await refusal {
                    try await clerk.change(restricted.id, by: CaseChange(isRestricted: false))
                } == "problem")
            var filter = CaseFilter()
            filter.hub = fixture.tapachula
            #expect(try await other.cases(filter, limit: 10).map(\.content.id) == [plain.id])
            #expect(try await clerk.cases(filter, limit: 10).count == 2)

            let manager = fixture.acting(.manager, at: fixture.tapachula, as: colleague)
            #expect(
                await refusal { try await manager.assign(restricted.id, to: colleague) }
                    == "notPermitted")
            _ = try await fixture.application.assign(
                restricted.id, to: opener, naming: [named])
            let invited = fixture.acting(.clerk, at: fixture.tapachula, as: named)
            #expect(await refusal { try await invited.showCase(restricted.id) } == "done")

            let strangers = [
                fixture.acting(.clerk, at: fixture.tecun),
                fixture.acting(.countryOfficer, at: nil), fixture.acting(.regionalAnalyst, at: nil),
                fixture.acting(.administrator, at: nil), fixture.acting(.auditor, at: nil),
            ]
            for stranger in strangers {
                #expect(await refusal { try await stranger.showCase(plain.id) } == "notPermitted")
                #expect(
                    await refusal { try await stranger.cases(filter, limit: 1) } == "notPermitted")
                #expect(
                    await refusal { try await stranger.note("x", in: plain.id) } == "notPermitted")
                #expect(
                    await refusal { try await stranger.open(fixture.newCase(of: [person])) }
                        == "notPermitted")
                #expect(
                    await refusal { try await stranger.give(fixture.consent(of: person)) }
                        == "notPermitted")
            }
            // Marking somebody restricts the open cases that others can see until then.
            try await clerk.describe(
                person, PersonSituation(vulnerabilities: [.possibleTrafficking]))
            #expect(await refusal { try await other.showCase(plain.id) } == "notPermitted")
        }
    }
}
