import CaseStore
import Casework
import Codelists
import Operations
import Postgres
import Testing

/// Looks in emergencies, and how long people are kept.
@Suite struct GlassAndRetentionTests {
    @Test("Another hub's person is seen with a reason, written down, and looked into by others")
    func glass() async throws {
        try await KeyringFixture.with { fixture in
            let person = try await fixture.cases.meet("Xochitl", document: "DOC-1")
            let clerk = fixture.application
            #expect(
                await refusal { try await clerk.lookInEmergency(at: person, reason: "…") }
                    == "invalid")
            let seen = try await clerk.lookInEmergency(at: person, reason: "in hospital")
            #expect(seen.givenNames == "Xochitl" && seen.document == "DOC-1")
            let open = try await clerk.glassBreaks(openOnly: true, limit: 10)
            #expect(open.map(\.person) == [person] && open[0].reason == "in hospital")
            #expect(open[0].actor == clerk.actor.name)
            let flagged = try await clerk.database.one(
                Query<Int>("SELECT count(*)::int FROM audit WHERE is_flagged"))
            #expect(flagged == 1)
            try await clerk.noteSeen(open[0].id)
            #expect(try await clerk.glassBreaks(openOnly: true, limit: 10).isEmpty)
            #expect(await refusal { try await clerk.noteSeen(open[0].id) } == "nothingToChange")
            let analyst = try fixture.acting(.regionalAnalyst, at: nil)
            #expect(
                await refusal { try await analyst.lookInEmergency(at: person, reason: "curious") }
                    == "notPermitted")
        }
    }

    @Test("Whoever is past the rules is named first, and forgotten only as named")
    func retention() async throws {
        try await KeyringFixture.with { fixture in
            let (cases, application) = (fixture.cases, fixture.application)
            let plain = try await cases.meet("Ana")
            let protected = try await cases.meet("Eva")
            let open = try await cases.meet("Luz")
            for (person, needs) in [(protected, Service(number: 13)), (open, Service(number: 8))] {
                let asked = cases.newCase(of: [person], needs: [needs])
                _ = try await application.open(asked)
                if person == protected {
                    _ = try await application.close(asked.id, outcome: CaseFixture.outcome)
                }
            }
            func due(_ years: Int) async throws -> RetentionPreview {
                try await application.retentionPreview(
                    on: cases.today.adding(days: years * 366 + 2))
            }
            #expect(try await due(4).people.isEmpty)
            // A rule that is changed holds at once, for whom it is about, and says who changed it why.
            try await application.setRetention(of: Service(number: 13), months: 36, reason: "law")
            #expect(try await due(4).people.isEmpty)
            #expect(try await Set(due(5).people.map(\.id)) == [plain, protected])
            try await application.setRetention(of: nil, months: 40, reason: "agreed")
            #expect(try await due(4).people.map(\.months) == [40, 40])
            try await application.setRetention(of: Service(number: 13), months: nil, reason: "x")
            #expect(try await application.retentionRules().compactMap(\.need?.number) == [14, 17])
            try await application.setRetention(of: nil, months: 60, reason: "as before")
            try await application.setRetention(of: Service(number: 13), months: 120, reason: "x")
            let changes = try await application.database.all(
                Query<String>(
                    """
                    SELECT format('%s %s %s %s', subject, reason, before->'months', after->'months')
                    FROM audit WHERE operation = 'retention set' ORDER BY change_number LIMIT 3
                    """))
            #expect(
                changes == [
                    "child_protection law 120 36", "all agreed 60 40", "child_protection x 36 ",
                ])
            for (need, months, problem) in [
                (Service(number: 13), 120, "nothingToChange"), (nil, nil, "invalid"),
                (nil, 0, "invalid"), (nil, 1_201, "invalid"),
            ] as [(Service?, Int?, String)] {
                #expect(
                    await refusal {
                        try await application.setRetention(of: need, months: months, reason: "x")
                    } == problem)
            }
            let manager = try fixture.acting(.manager, at: cases.tapachula)
            #expect(
                await refusal {
                    try await manager.setRetention(of: nil, months: 1, reason: "x")
                } == "notPermitted")

            let first = try await due(5)
            #expect(first.people.map(\.id) == [plain] && first.people[0].months == 60)
            #expect(try await Set(due(10).people.map(\.id)) == [plain, protected])
            #expect(
                await refusal {
                    try await application.applyRetention(on: first.asOf, token: "x")
                } == "invalid")
            let gone = try await application.applyRetention(on: first.asOf, token: first.token)
            #expect(gone.persons == [plain])
            #expect(try await due(5).people.isEmpty)
            #expect(try await due(100).people.map(\.id) == [protected])
            #expect(try await application.database.all(.erasedPeople) == [plain])
        }
    }
}
