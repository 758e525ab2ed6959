import Casework
import Codelists
import Operations
import Reporting
import Testing

/// People reached and referrals sent in a quarter's report, open and closed.
@Suite struct SecondaryReportTests {
    @Test("Staff see referrals as they stand, the public what an edition froze and protects")
    func referrals() async throws {
        try await CaseFixture.with { fixture in
            let application = fixture.application
            let quarter = fixture.today.quarter
            // Seven to Guatemala, of which six are accepted; two to Honduras.
            for index in 0..<9 {
                let person = try await fixture.meet("Persona \(index)")
                let receiver = Receiver.hub(index < 7 ? fixture.tecun : fixture.sanPedro)
                let opened = try await application.open(fixture.newCase(of: [person]))
                _ = try await application.give(fixture.consent(of: person, to: receiver))
                let referral = Referral(
                    id: .new(), caseID: opened.view.content.id, person: person,
                    receiver: receiver, needs: [CaseFixture.shelter], priority: .normal)
                _ = try await application.send(referral)
                if index < 6 { _ = try await application.act(on: referral.id, .accept) }
            }
            let open = try await application.report(on: quarter).secondary.referrals
            #expect(open.map(\.sent) == [7, 2, 9] && open.map(\.accepted) == [6, 0, 6])
            #expect(open.map { $0.to?.code } == ["GTM", "HND", nil])
            let items = try await application.status(of: quarter).review.items
            #expect(items.contains(.referrals(9)))

            _ = try await application.close(
                quarter, accepting: Set(items.map(\.name)), reason: "test")
            let request = ReportRequest(edition: .latest, audience: .public)
            let published = try await application.report(on: quarter, request).secondary
            #expect(published.referrals.count == 3)
            #expect(
                published.referrals.allSatisfy { ($0.sent ?? 5) >= 5 || $0.sent == 0 })
            #expect(published.referrals.contains { $0.suppression == .primary })
            // Seven sent of which six were accepted would tell of one that was not.
            #expect(
                published.referrals.allSatisfy {
                    $0.sent == nil || $0.accepted == nil || $0.accepted == 0
                })

            // What comes of them later does not move the edition, which still verifies.
            let staff = ReportRequest(edition: .latest)
            let frozen = try await application.report(on: quarter, staff).secondary
            #expect(frozen.referrals == open)
            let person = try await fixture.meet("Otra")
            let opened = try await application.open(fixture.newCase(of: [person]))
            _ = try await application.give(fixture.consent(of: person))
            _ = try await application.send(fixture.referral(of: person, in: opened.view.content.id))
            #expect(
                try await application.report(on: quarter, staff).secondary.referrals == open)
            #expect(try await application.report(on: quarter, request).secondary == published)
            let now = try await application.report(on: quarter).secondary.referrals
            #expect(now.last?.sent == 10)
            let verification = try await application.verify(quarter, edition: nil)
            #expect(verification.differences == [])
        }
    }
}
