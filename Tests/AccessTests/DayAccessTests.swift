import CaseStore
import Casework
import Codelists
import Operations
import Postgres
import Testing

/// A hub's morning over the service's own database role: what is due to each who looks.
@Suite struct DayAccessTests {
    private static let hub = Site.hubs[0]

    @Test("A restricted case is due, and waits as a referral, only for whoever may know of it")
    func restricted() async throws {
        try await Site.with { site in
            try await site.add("manager", .manager, hub: Self.hub)
            try await site.add("clerk", .clerk, hub: Self.hub)
            try await site.add("other", .clerk, hub: Self.hub)
            try await site.add("receiver", .clerk, hub: Site.hubs[1])
            try await site.add("abroad", .manager, hub: Site.hubs[2])
            let today = try await site.operation.today(at: Self.hub)
            let worker = try await site.operation.account("clerk").id
            var cases: [String: CaseID] = [:]
            for (name, need) in [("open", "information"), ("restricted", "trafficking_protection")]
            {
                let met = event(at: Self.hub, document: "D-\(name)", name: "Persona \(name)")
                _ = try await site.operation.record(met)
                let person = try await site.owner.one(
                    Query<PersonID>(
                        """
                        SELECT person_id FROM participation
                        WHERE event_id = \(met.id) AND person_id IS NOT NULL
                        """))
                let needs = [try #require(Service(need))]
                let opened = try await site.operation.open(
                    Case(
                        id: .new(), hub: Self.hub, people: [person], needs: needs,
                        nextStep: .init(text: "llamar", dueOn: today), worker: worker,
                        openedOn: today)
                ).view.content
                cases[name] = opened.id
                #expect(opened.isRestricted == (name == "restricted"))
                _ = try await site.operation.give(
                    Consent(
                        id: .new(), person: person, purpose: .referral,
                        receiver: .hub(Site.hubs[1]), covers: Consent.usualParts, hub: Self.hub,
                        given: Consent.Statement(
                            on: today, channel: Channel(number: 1),
                            language: SpokenLanguage(number: 1)),
                        textVersion: ConsentText.current))
                _ = try await site.operation.send(
                    Referral(
                        id: .new(), caseID: opened.id, person: person,
                        receiver: .hub(Site.hubs[1]), needs: needs, summary: "por favor"))
            }
            try await site.owner.run(
                "UPDATE referral SET due_at = now() - interval '1 hour', due_on = due_on - 1")
            func due(_ name: String) async throws -> HubDay {
                try await site.application(of: name).day(at: Self.hub)
            }
            let open = try #require(cases["open"])
            let restricted = try #require(cases["restricted"])
            #expect(Set(try await due("clerk").due.map(\.content.id)) == [open, restricted])
            #expect(try await due("clerk").overdue.count == 2)
            for name in ["other", "manager"] {
                let day = try await due(name)
                #expect(day.due.map(\.content.id) == [open], "\(name)")
                #expect(day.overdue.count == 1, "\(name)")
            }
            // The receiver is asked for both, and sees what consent covers and no case.
            let waiting = try await site.application(of: "receiver").day(at: Site.hubs[1])
            #expect(waiting.waiting.count == 2 && waiting.due.isEmpty)
            for name in ["receiver", "abroad"] {
                await #expect(throws: OperationError.notPermitted(.manageCases)) {
                    try await site.application(of: name).day(at: Self.hub)
                }
            }
            #expect(
                try await site.application(of: "abroad").day(at: Site.hubs[2]).waiting.isEmpty)
        }
    }
}
