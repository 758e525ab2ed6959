import CaseStore
import Casework
import Codelists
import Credentials
import FoundationEssentials
import Operations
import Postgres
import Reporting
import Testing

/// A clerk at work: what they must be able to do, with what row security lets them see.
@Suite struct WritingTests {
    @Test("A document leads a clerk's event to a person of another hub, who stays unread")
    func personOfAnotherHub() async throws {
        try await Site.with { site in
            try await site.add("tapachula", .clerk, hub: Site.hubs[0])
            try await site.add("guatemala", .clerk, hub: Site.hubs[2])
            let there = try await site.application(of: "guatemala")
            let here = try await site.application(of: "tapachula")
            _ = try await there.record(event(at: Site.hubs[2], document: "P-1", name: "María"))
            let ours = event(at: Site.hubs[0], document: "p 1", reference: "MX-TAP-2021-000001")
            #expect(try await here.record(ours) == .recorded(ours.id))
            #expect(try await here.record(ours) == .repeated(ours.id))

            let people = Query<Int64>("SELECT count(*) FROM person")
            #expect(try await site.owner.one(people) == 1)
            #expect(try await here.database.one(people) == 0)
            #expect(try await there.database.one(people) == 1)
            let documents = Query<Int64>("SELECT count(*) FROM document")
            #expect(try await here.database.one(documents) == 0)
            // Each sees their own contact with the person, and one person is counted.
            let contacts = Query<Int64>(
                "SELECT count(*) FROM participation WHERE person_id IS NOT NULL")
            #expect(try await here.database.one(contacts) == 1)
            let total = try await site.operation.report(on: ours.occurredOn.quarter).totals
            #expect(total.events == 2 && total.identified == 1 && total.anonymous == 4)
        }
    }

    @Test("A clerk corrects and voids what their hub logged, and nothing else")
    func ownEvents() async throws {
        try await Site.with { site in
            try await site.add("ana", .clerk, hub: Site.hubs[0])
            let clerk = try await site.application(of: "ana")
            let own = event(at: Site.hubs[0], document: "A")
            let other = event(at: Site.hubs[1], document: "B")
            _ = try await clerk.record(own)
            _ = try await site.operation.record(other)
            try await clerk.correct(
                own.id, with: event(at: Site.hubs[0], document: "C", on: "2021-02-01"),
                reason: "the date")
            try await clerk.void(own.id, reason: "twice")
            await #expect(throws: OperationError.notPermitted(.logEvents)) {
                try await clerk.record(event(at: Site.hubs[1], document: "A"))
            }
            await #expect(throws: OperationError.unknownEvent(other.id)) {
                try await clerk.void(other.id, reason: "not mine")
            }
            // An id that another hub has used is refused, and nothing is told of what it is.
            var taken = event(at: Site.hubs[0], document: "A")
            taken.id = other.id
            await #expect(throws: StoreError.eventAlreadyRegistered) {
                try await clerk.record(taken)
            }
            let trail = try await site.owner.all(
                Query<String>(
                    "SELECT operation FROM audit WHERE actor = 'ana' ORDER BY change_number"))
            #expect(trail == ["session open", "event log", "event correct", "event void"])
        }
    }

    @Test("Each role gets the figures that are theirs, and they are right")
    func figures() async throws {
        try await Site.with { site in
            _ = try await site.fill()
            let quarter = Quarter(index: 8_084)
            let all = try await site.operation.report(on: quarter)
            let analyst = try await site.application(of: "analyst")
            let same = try await analyst.report(on: quarter, ReportRequest(by: [(.country, .sex)]))
            #expect(same.totals == all.totals && same.tables == all.tables)
            #expect(same.cross[0].rows.count == 2)
            let whole = try await site.operation.report(on: quarter, at: Site.hubs[0])
            for name in ["clerk", "manager", "officer", "analyst"] {
                let somebody = try await site.application(of: name)
                let same = try await somebody.report(on: quarter, at: Site.hubs[0])
                #expect(same.totals == whole.totals && same.tables == whole.tables, "\(name)")
                #expect(same.completeness == whole.completeness, "\(name)")
            }
            for (name, hub) in [("clerk", 1), ("officer", 2), ("administrator", 0)] {
                let somebody = try await site.application(of: name)
                await #expect(throws: OperationError.notPermitted(.readFigures)) {
                    try await somebody.report(on: quarter, at: Site.hubs[hub])
                }
            }
            for name in ["clerk", "manager", "officer", "administrator", "auditor"] {
                let somebody = try await site.application(of: name)
                await #expect(throws: OperationError.notPermitted(.readFigures)) {
                    try await somebody.report(on: quarter)
                }
            }
        }
    }

    @Test("An officer imports for their country, a manager for their hub, nobody elsewhere")
    func imports() async throws {
        try await Site.with { site in
            try await site.add("officer", .countryOfficer, country: Site.hubs[0].country)
            try await site.add("manager", .manager, hub: Site.hubs[0])
            let log = "/tmp/hub-access-\(SessionID.new()).csv"
            defer { try? FileManager.default.removeItem(atPath: log) }
            func write(_ rows: [(Int, HubCode)]) throws {
                let lines = rows.map {
                    "\($0);\($1);2021-03-01;Ana;Núñez;P\($0);information;C\($0)"
                }
                try Data(
                    (["record_id;hub;date;given_names;family_names;document;services;case"] + lines)
                        .joined(separator: "\n").utf8
                ).write(to: URL(filePath: log))
            }
            let options = ImportHubLog.Options()
            try write([(1, Site.hubs[0]), (2, Site.hubs[1])])
            let officer = try await site.application(of: "officer")
            let summary = try await ImportHubLog(officer, options: options)
                .run(file: "log.csv", path: log)
            #expect(summary.accepted == 2 && summary.isImported)
            let manager = try await site.application(of: "manager")
            await #expect(throws: OperationError.notPermitted(.importHubLogs)) {
                try await ImportHubLog(manager, options: options).run(file: "log.csv", path: log)
            }
            try write([(1, Site.hubs[0]), (3, Site.hubs[0])])
            let own = try await ImportHubLog(manager, options: options)
                .run(file: "log.csv", path: log)
            #expect(own.accepted == 1 && own.repeated == 1)
            try write([(4, Site.hubs[2])])
            await #expect(throws: OperationError.notPermitted(.importHubLogs)) {
                try await ImportHubLog(officer, options: options).run(file: "log.csv", path: log)
            }
        }
    }
}
