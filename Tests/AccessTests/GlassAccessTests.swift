import CaseStore
import Casework
import Codelists
import OpenAPI
import Operations
import Postgres
import Testing

/// Looks in emergencies, by accounts that row security holds.
@Suite struct GlassAccessTests {
    @Test("A clerk's look at another hub's person is before both managers the same day")
    func person() async throws {
        try await Site.with { site in
            for (name, role, hub) in [
                ("clerk", Role.clerk, 0), ("chief", .manager, 0), ("neighbour", .manager, 1),
                ("abroad", .manager, 2),
            ] { try await site.add(name, role, hub: Site.hubs[hub]) }
            _ = try await site.operation.record(event(at: Site.hubs[1], document: "DOC-1"))
            let person = try await site.owner.one(Query<PersonID>("SELECT person_id FROM person"))
            let clerk = try await site.application(of: "clerk")
            await #expect(throws: OperationError.self) { try await clerk.person(person) }
            let seen = try await clerk.lookInEmergency(at: person, reason: "in hospital")
            #expect(seen.givenNames == "Ana" && seen.hub == Site.hubs[1])
            // It was one look: afterwards they are as closed as before.
            await #expect(throws: OperationError.self) { try await clerk.person(person) }
            #expect(try await clerk.day(at: Site.hubs[0]).glass.isEmpty)
            for (name, hub) in [("chief", 0), ("neighbour", 1)] {
                let manager = try await site.application(of: name)
                let day = try await manager.day(at: Site.hubs[hub])
                #expect(day.glass.map(\.person) == [person], "\(name)")
                #expect(day.glass.map(\.reason) == ["in hospital"], "\(name)")
            }
            let abroad = try await site.application(of: "abroad")
            #expect(try await abroad.day(at: Site.hubs[2]).glass.isEmpty)
            try await checkPages(site, look: clerk.actor.name)
            let look = try #require(
                try await site.operation.glassBreaks(openOnly: true, limit: 9).first)
            await #expect(throws: OperationError.nothingToChange) {
                try await abroad.noteSeen(look.id)
            }
            try await site.application(of: "chief").noteSeen(look.id)
            let neighbour = try await site.application(of: "neighbour")
            #expect(try await neighbour.day(at: Site.hubs[1]).glass.isEmpty)
        }
    }

    /// Both managers find it on the page that they begin the day with.
    private func checkPages(_ site: Site, look name: String) async throws {
        try await Desk.with(site) { desk in
            for (reader, isTold) in [
                ("clerk", false), ("chief", true), ("neighbour", true), ("abroad", false),
            ] {
                let page = try await desk.page(reader, "/today")
                #expect(page.contains("in hospital") == isTold, "\(reader)")
                #expect(page.contains("/api/v1/glass/") == isTold, "\(reader)")
            }
        }
    }

    @Test("A clerk who breaks into a restricted case sees it; a manager's own look is for another")
    func restrictedCase() async throws {
        try await Site.with { site in
            for (name, role) in [
                ("clerk", Role.clerk), ("other", .clerk), ("chief", .manager), ("deputy", .manager),
            ] { try await site.add(name, role, hub: Site.hubs[0]) }
            try await site.add("neighbour", .clerk, hub: Site.hubs[1])
            let today = try await site.operation.today(at: Site.hubs[0])
            let met = event(at: Site.hubs[0], document: "DOC-1", on: today.description)
            _ = try await site.operation.record(met)
            let person = try await site.owner.one(Query<PersonID>("SELECT person_id FROM person"))
            // Cases about the protection of children are restricted from the start.
            let opened = try await site.operation.open(
                Case(
                    id: .new(), hub: Site.hubs[0], people: [person],
                    needs: [Service(number: 13)], plan: "a plan", openedOn: today)
            ).view.content
            #expect(opened.isRestricted)
            let clerk = try await site.application(of: "clerk")
            func sees(_ somebody: Application) async -> Bool {
                (try? await somebody.showCase(opened.id)) != nil
            }
            #expect(await !sees(clerk))
            let neighbour = try await site.application(of: "neighbour")
            await #expect(throws: CaseworkError.self) {
                try await neighbour.lookInEmergency(into: opened.id, reason: "curious")
            }
            try await clerk.lookInEmergency(into: opened.id, reason: "threatened, colleague away")
            #expect(try await clerk.showCase(opened.id).content.plan == "a plan")
            #expect(await !sees(try await site.application(of: "other")))
            let chief = try await site.application(of: "chief")
            let looks = try await chief.day(at: Site.hubs[0]).glass
            #expect(looks.map(\.caseID) == [opened.id] && looks.map(\.actor) == ["clerk"])
            // Nothing is written of whoever was refused.
            let written = try await site.owner.one(
                Query<Int>("SELECT count(*)::int FROM glass_break"))
            #expect(written == 1)

            let theirs = try await chief.lookInEmergency(at: person, reason: "family is here")
            #expect(theirs.id == person)
            let own = try #require(
                try await chief.glassBreaks(openOnly: true, limit: 9).first { $0.person != nil })
            await #expect(throws: OperationError.nothingToChange) {
                try await chief.noteSeen(own.id)
            }
            try await site.application(of: "deputy").noteSeen(own.id)
        }
    }
}
