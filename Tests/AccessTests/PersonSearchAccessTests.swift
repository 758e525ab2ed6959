import CaseStore
import Casework
import Codelists
import Credentials
import Matching
import Operations
import Postgres
import Testing

/// What a search gives away, and who may merge whom.
@Suite struct PersonSearchAccessTests {
    private static let born = CalendarDate("1990-02-05") ?? CalendarDate(dayNumber: 0)

    private func meet(
        _ given: String, _ family: String, at hub: HubCode, _ site: Site, document: String? = nil
    ) async throws -> PersonID {
        let event = AssistanceEvent(
            id: .new(), hub: hub, occurredOn: CalendarDate(dayNumber: 7_700), channel: .unknown,
            profile: .unknown, services: [Service(number: 1)],
            participants: [
                .described(
                    PersonDescription(
                        givenNames: given, familyNames: family, document: document,
                        birth: .date(Self.born), phone: "98765432"))
            ])
        _ = try await site.operation.record(event)
        return try await site.owner.one(
            Query<PersonID>(
                "SELECT person_id FROM participation WHERE event_id = \(event.id)"))
    }

    @Test("Another hub's person is known in the network, no more, until consent opens them")
    func network() async throws {
        try await Site.with { site in
            try await site.add("clerk", .clerk, hub: Site.hubs[0])
            try await site.add("neighbour", .clerk, hub: Site.hubs[1])
            try await site.add("analyst", .regionalAnalyst)
            let person = try await meet(
                "Ana Lucía", "Mejía Zelaya", at: Site.hubs[0], site, document: "P-77")
            let own = try await site.application(of: "clerk")
            let other = try await site.application(of: "neighbour")
            let told: [SoughtPerson] = [
                SoughtPerson(document: "p77"), SoughtPerson(phone: "+504 9876 5432"),
                SoughtPerson(name: "Ana Mejia", birth: WrittenBirth("1990-02-05")),
                SoughtPerson(name: "Mejia Ana", birthYears: 1988...1992),
                SoughtPerson(name: "Ana Lucia Mejia Selaya"),
            ]
            for sought in told {
                let mine = try await own.findPeople(sought)
                #expect(mine.matches.map(\.person) == [person] && !mine.isKnownInNetwork)
                let theirs = try await other.findPeople(sought)
                #expect(theirs.matches.isEmpty && theirs.isKnownInNetwork)
            }
            // Two names alone say little: half the town would be known.
            let vague = try await other.findPeople(SoughtPerson(name: "Ana Mejia"))
            #expect(vague.matches.isEmpty && !vague.isKnownInNetwork)
            await #expect(throws: OperationError.self) { try await other.person(person) }
            let analyst = try await site.application(of: "analyst")
            await #expect(throws: OperationError.self) { try await analyst.findPeople(told[0]) }

            _ = try await site.operation.give(
                Consent(
                    id: .new(), person: person, purpose: .referral, receiver: .hub(Site.hubs[1]),
                    covers: [.name, .needs], hub: Site.hubs[0],
                    given: .init(
                        on: CalendarDate(dayNumber: 7_700), channel: .unknown, language: .unknown),
                    textVersion: "1"))
            let opened = try await other.findPeople(SoughtPerson(name: "Mejia Ana Lucia"))
            let match = try #require(opened.matches.first)
            #expect(match.person == person && match.givenNames == "Ana Lucía")
            #expect(match.birth == nil && match.sex == nil && !opened.isKnownInNetwork)
            let seen = try await other.person(person)
            #expect(seen.name == "Ana Lucía Mejía Zelaya")
            #expect(seen.document == nil && seen.phone == nil && seen.birth == nil)
            #expect(seen.visits.isEmpty)
            _ = try await site.operation.withdraw(
                .referral, of: person, saidTo: Site.hubs[0],
                .init(on: CalendarDate(dayNumber: 7_700), channel: .unknown, language: .unknown))
            #expect(try await other.findPeople(told[4]).matches.isEmpty)
            await #expect(throws: OperationError.self) { try await other.person(person) }
        }
    }

    @Test("By SQL over the service's role a session gets no further than by the operations")
    func statements() async throws {
        try await Site.with { site in
            try await site.add("neighbour", .manager, hub: Site.hubs[1])
            try await site.add("officer", .countryOfficer, country: Site.hubs[0].country)
            let ana = try await meet("Ana", "Mejía", at: Site.hubs[0], site)
            let eva = try await meet("Eva", "Mejía", at: Site.hubs[0], site)
            for name in ["neighbour", "officer"] {
                let session = ScopedPool(
                    site.service, settings: ["hub.session": try await site.enter(name).access.text])
                #expect(try await session.all(.sealedPeople([ana, eva])).isEmpty)
                for step in [
                    "people_with_tokens('{}', '{}', '{}', '{}', 1::smallint, NULL, 1)",
                    "people_meeting('{}', '{}', 1::smallint, NULL, 1)",
                    "opened_people(1::smallint)", "opened_parts('\(ana)', 1::smallint)",
                    "recount_facts('\(ana)')", "keep_people('\(ana)', 'merged', 'x', 'x')",
                ] {
                    let error = await #expect(throws: PostgresError.self) {
                        try await session.run(Statement(raw: "SELECT \(step)"))
                    }
                    #expect(error?.code == .insufficientPrivilege, "\(step)")
                }
            }
            let session = ScopedPool(
                site.service,
                settings: ["hub.session": try await site.enter("neighbour").access.text])
            await #expect(throws: PostgresError.self) {
                try await session.run(.merge(ana, into: eva, reason: "x", actor: "x"))
            }
            #expect(try await session.all(.lockPeople([ana, eva])).isEmpty)
        }
    }

    @Test("Whoever answers for both merges and unmerges them; nobody else")
    func merging() async throws {
        try await Site.with { site in
            try await site.add("clerk", .clerk, hub: Site.hubs[0])
            try await site.add("manager", .manager, hub: Site.hubs[0])
            try await site.add("officer", .countryOfficer, country: Site.hubs[0].country)
            let ana = try await meet("Ana", "Mejía", at: Site.hubs[0], site)
            let anna = try await meet("Anna", "Mejía", at: Site.hubs[0], site)
            let other = try await meet("Ana", "Megía", at: Site.hubs[1], site)
            let abroad = try await meet("Ana", "Mejia", at: Site.hubs[2], site)
            let clerk = try await site.application(of: "clerk")
            await #expect(throws: OperationError.notPermitted(.resolveDuplicates)) {
                try await clerk.merge(anna, into: ana, reason: "x")
            }
            let manager = try await site.application(of: "manager")
            try await manager.merge(anna, into: ana, reason: "one person")
            #expect(try await manager.person(ana).merged == [anna])
            await #expect(throws: OperationError.unknownPerson(other)) {
                try await manager.merge(other, into: ana, reason: "x")
            }
            try await manager.unmerge(anna, reason: "two")
            await #expect(throws: OperationError.notMerged(anna)) {
                try await manager.unmerge(anna, reason: "two")
            }
            let officer = try await site.application(of: "officer")
            try await officer.merge(other, into: ana, reason: "one person")
            await #expect(throws: OperationError.unknownPerson(abroad)) {
                try await officer.merge(abroad, into: ana, reason: "x")
            }
            let counted = try await site.owner.one(
                Query<Int>(
                    "SELECT count(DISTINCT counted_as)::int FROM participation"))
            #expect(counted == 3)
        }
    }
}
