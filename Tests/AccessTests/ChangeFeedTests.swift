import CaseStore
import Casework
import Codelists
import Credentials
import Operations
import Postgres
import Testing

/// What devices are told: everything, also of what goes, whoever writes meanwhile.
@Suite struct ChangeFeedTests {
    private static let hub = Site.hubs[0]

    /// A device that follows its hub's feed.
    private final class Device {
        let application: Application
        var cursor: ChangeCursor
        /// What it keeps, by kind and id, as it last heard of it; nil for what it let go of.
        private(set) var kept: [String: RecordChange.Content?] = [:]
        private(set) var pages = 0

        init(_ application: Application, cursor: ChangeCursor = .start) {
            self.application = application
            self.cursor = cursor
        }

        func follow(limit: Int = 3) async throws {
            var page: ChangePage
            repeat {
                page = try await application.changes(at: hub, after: cursor, limit: limit)
                for change in page.changes {
                    let key = "\(change.kind.name) \(change.id)"
                    if case .gone = change.content {
                        kept[key] = .some(nil)
                    } else {
                        kept[key] = change.content
                    }
                }
                cursor = page.next
                pages += 1
                try #require(pages < 20_000, "a feed without an end")
            } while page.hasMore
        }

        /// Follows until something is told. What is under way anywhere on the server, in another
        /// test's database too, holds the feed back.
        func follow(limit: Int = 3, until isTold: () -> Bool) async throws {
            for _ in 0..<2_000 {
                try await follow(limit: limit)
                if isTold() { return }
                try await Task.sleep(for: .milliseconds(20))
            }
            Issue.record("it is never told")
        }

        func keeps(_ kind: String, _ id: some CustomStringConvertible) -> Bool {
            kept["\(kind) \(id)"].flatMap(\.self) != nil
        }

        func hasLetGo(_ kind: String, _ id: some CustomStringConvertible) -> Bool {
            if case .some(.none) = kept["\(kind) \(id)"] { true } else { false }
        }
    }

    private static func person(of event: EventID, _ site: Site) async throws -> PersonID {
        try await site.owner.one(
            Query<PersonID>(
                """
                SELECT person_id FROM participation
                WHERE event_id = \(event) AND person_id IS NOT NULL
                """))
    }

    @Test("Whatever is erased, merged, restricted, moved or withdrawn is let go of by devices")
    func departures() async throws {
        try await Site.with { site in
            try await site.add("manager", .manager, hub: Self.hub)
            try await site.add("clerk", .clerk, hub: Self.hub)
            let operation = site.operation
            let device = Device(try await site.application(of: "clerk"))
            var people: [PersonID] = []
            var events: [EventID] = []
            for name in ["Ada", "Bea", "Eva", "Iris", "Olga"] {
                let met = event(at: Self.hub, document: "F-\(name)", name: name)
                _ = try await operation.record(met)
                events.append(met.id)
                people.append(try await Self.person(of: met.id, site))
            }
            let today = try await operation.today(at: Self.hub)
            let opened = try await operation.open(
                Case(
                    id: .new(), hub: Self.hub, people: [people[4]],
                    needs: [try #require(Service("trafficking_protection"))],
                    worker: try await operation.account("clerk").id, openedOn: today)
            ).view.content
            try await device.follow { device.keeps("case", opened.id) }
            for person in people { #expect(device.keeps("person", person)) }
            for event in events { #expect(device.keeps("event", event)) }
            #expect(device.keeps("case", opened.id))

            _ = try await operation.erase(people[0], reason: "asked to be forgotten")
            try await operation.merge(people[1], into: people[2], reason: "the same person")
            try await operation.restrict(people[3], isRestricted: true, reason: "asked for it")
            try await operation.void(events[3], reason: "entered twice")
            try await operation.correct(
                events[4], with: event(at: Site.hubs[1], document: "F-Olga", name: "Olga"),
                reason: "at the other hub")
            _ = try await operation.assign(
                opened.id, to: try await operation.account("manager").id, naming: [])
            try await device.follow { device.hasLetGo("case", opened.id) }
            #expect(device.hasLetGo("person", people[0]), "erased")
            #expect(device.hasLetGo("person", people[1]), "merged")
            #expect(device.keeps("person", people[2]))
            #expect(device.hasLetGo("person", people[3]), "restricted")
            guard case .event(let voided)? = device.kept["event \(events[3])"].flatMap(\.self)
            else { return #expect(Bool(false), "nothing is said of the void event") }
            #expect(voided.change == "voided" && voided.persons == 0)
            #expect(device.hasLetGo("event", events[4]), "moved to another hub")
            #expect(device.hasLetGo("case", opened.id), "restricted to others")

            // And what comes back is told again.
            try await operation.unmerge(people[1], reason: "two after all")
            try await operation.restrict(people[3], isRestricted: false, reason: "lifted")
            try await device.follow { device.keeps("person", people[3]) }
            #expect(device.keeps("person", people[1]))
        }
    }

    @Test("What commits late is not passed over by whoever reads meanwhile")
    func lateCommit() async throws {
        try await Site.with { site in
            try await site.add("clerk", .clerk, hub: Self.hub)
            let early = event(at: Self.hub, document: "A-1")
            _ = try await site.operation.record(early)
            let device = Device(try await site.application(of: "clerk"))
            try await device.follow { device.keeps("event", early.id) }
            let late = event(at: Self.hub, document: "A-2")
            try await site.owner.withConnection { connection in
                // It has drawn its transaction's number, and takes its time.
                try await connection.transaction { connection in
                    try await connection.run(
                        "UPDATE event_register SET is_void = is_void WHERE event_id = \(early.id)")
                    _ = try await site.application(of: "clerk").record(late)
                    let before = device.cursor
                    try await device.follow()
                    // The later one is there, and is told only once the earlier one is as well.
                    #expect(!device.keeps("event", late.id))
                    #expect(device.cursor.transaction == before.transaction)
                }
            }
            try await device.follow { device.keeps("event", late.id) }
        }
    }

    @Test("However many write at once, every event is told, page by page")
    func manyWriters() async throws {
        try await Site.with { site in
            try await site.add("clerk", .clerk, hub: Self.hub)
            let clerk = try await site.application(of: "clerk")
            let written = try await withThrowingTaskGroup(of: [EventID].self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        var ids: [EventID] = []
                        for number in 0..<6 {
                            let met = event(at: Self.hub, document: "W-\(writer)-\(number)")
                            _ = try await clerk.record(met)
                            ids.append(met.id)
                        }
                        return ids
                    }
                }
                let device = Device(clerk)
                var all: [EventID] = []
                while let ids = try await group.next() {
                    all += ids
                    try await device.follow(limit: 2)
                }
                try await device.follow(limit: 2) { all.allSatisfy { device.keeps("event", $0) } }
                return all
            }
            #expect(Set(written).count == 24)
        }
    }

    @Test("After a restore into a younger database the feed begins anew, and ends")
    func restored() async throws {
        try await Site.with { site in
            try await site.add("clerk", .clerk, hub: Self.hub)
            var events: [EventID] = []
            for number in 0..<5 {
                let met = event(at: Self.hub, document: "R-\(number)")
                _ = try await site.operation.record(met)
                events.append(met.id)
            }
            // As a dump of another database would have them.
            try await site.owner.run("ALTER TABLE event_register DISABLE TRIGGER note_change")
            try await site.owner.run("UPDATE event_register SET changed_in = '9000000000'")
            try await site.owner.run("ALTER TABLE event_register ENABLE TRIGGER note_change")
            let cursor = try #require(ChangeCursor("9000000001_\(events[0])"))
            let device = Device(try await site.application(of: "clerk"), cursor: cursor)
            try await device.follow(limit: 2) { events.allSatisfy { device.keeps("event", $0) } }
            try await device.follow(limit: 2)
            let pages = device.pages
            try await device.follow(limit: 2)
            #expect(device.pages == pages + 1, "everything is told again and again")
        }
    }
}
