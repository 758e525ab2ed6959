import Casework
import OpenAPI
import Operations
import Testing
import Texts

@testable import HubServer

/// The region's registers over the API: what is answered is held against the description of it.
@Suite struct RegionAPITests {
    @Test("Every register is listed page by page, and each of its records is read and written back")
    func registers() async throws {
        try await RegionSite.with { site in
            try await Self.walk(Organisation.self, site)
            try await Self.walk(Activity.self, site)
            try await Self.walk(Network.self, site)
            try await Self.walk(Meeting.self, site)
            try await Self.walk(AgreedAction.self, site)
            try await Self.walk(MGIParticipant.self, site)
            try await Self.walk(MGITotal.self, site)
            try await Self.walk(Publication.self, site)
            try await Self.walk(BulletinIssue.self, site)
            // Published items are corrected, not written over.
            let items = try await site.call("listBulletinItems").json["items"]?.array ?? []
            #expect(items.count == 10)
        }
    }

    private static func walk<Record: RegionResource>(
        _: Record.Type, _ site: RegionSite
    ) async throws {
        var found: [JSONValue] = []
        var query = ["limit": "1"]
        repeat {
            let page = try await site.call("list\(Record.called.many)", query: query).json
            found += page["items"]?.array ?? []
            query["after"] = page["next"]?.string
        } while query["after"] != nil
        #expect(try await site.application.records(Record.self).count == found.count)
        #expect(!found.isEmpty)
        for record in found {
            let slug = try #require(record["slug"]?.string)
            let path = ["slug": slug]
            #expect(try await site.call("get\(Record.called.one)", path).json == record)
            guard case .object(var members) = record else { continue }
            members["id"] = nil
            members["version"] = nil
            let same = try await site.call(
                "replace\(Record.called.one)", path, body: .object(members), version: 1)
            #expect(same.json == record, "\(slug)")
        }
    }

    @Test("A record is added once, changed by whoever saw it last, and names only what is there")
    func writing() async throws {
        try await RegionSite.with { site in
            let body = Organisation.example
            #expect(try await site.call("createOrganisation", body: body).status == 201)
            #expect(try await site.call("createOrganisation", body: body).status == 200)
            guard case .object(var members) = body, let slug = body["slug"]?.string else { return }
            members["name"] = "<script>alert(1)</script>"
            let changed: JSONValue = .object(members)
            let other = try await site.problem("createOrganisation", body: changed)
            #expect(other?.code == .conflict)
            #expect(other?.detail?(Texts(.english)).contains(slug) == true)
            let path = ["slug": slug]
            let now = try await site.call(
                "replaceOrganisation", path, body: changed, version: 1)
            #expect(now.json["version"] == 2 && now.json["name"] == members["name"])
            #expect(
                try await site.problem("replaceOrganisation", path, body: body, version: 1)?.code
                    == .changedMeanwhile)
            #expect(
                try await site.problem("replaceOrganisation", path, body: body)?.code
                    == .versionNeeded)
            #expect(
                try await site.problem("getOrganisation", ["slug": "nobody"])?.code == .notFound)

            var activity = Activity.example
            if case .object(var members) = activity {
                members["slug"] = "another"
                members["partners"] = ["iom", "nobody"]
                activity = .object(members)
            }
            let missing = try await site.problem("createActivity", body: activity)
            #expect(missing?.errors == [.init(pointer: "/partners/1", rule: .choice)])
            members["website"] = "javascript:alert(1)"
            members["slug"] = "bad-link"
            let invalid = try await site.problem(
                "createOrganisation", body: .object(members))
            #expect(invalid?.errors == [.init(pointer: "/website", rule: .choice)])
        }
    }

    @Test("An item goes from draft over review to its readers, and is corrected with a note")
    func bulletin() async throws {
        try await RegionSite.with { site in
            guard case .object(var members) = BulletinItem.example else { return }
            members["links"] = []
            members["texts"] = [["language": "en", "title": "T", "body": "**B** <b>x</b>"]]
            let path = ["slug": "hubs-2021-q1"]
            let draft = try await site.call("createBulletinItem", body: .object(members))
            #expect(draft.json["status"] == "draft")
            #expect(
                try await site.problem("publishBulletinItem", path, body: [:])?.code == .conflict)
            try await site.call("submitBulletinItem", path, body: [:])
            let out = try await site.call("publishBulletinItem", path, body: [:])
            #expect(out.json["status"] == "published")
            members["source"] = "Another"
            #expect(
                try await site.problem(
                    "replaceBulletinItem", path, body: .object(members), version: 3)?.code
                    == .conflict)
            let note: JSONValue = ["note": "Was B.", "language": "en", "body": "*C*"]
            #expect(try await site.call("correctBulletinItem", path, body: note).status == 200)
            let preview = try await site.call("previewBulletinItem", path).json
            #expect(preview["html"] == "<p><em>C</em></p>\n")
            #expect(try await site.call("listBulletinFigures").json.array?.isEmpty == false)
        }
    }

    @Test("What is due, done and counted")
    func figures() async throws {
        try await RegionSite.with { site in
            try await site.call("createAction", body: AgreedAction.example)
            let due = try await site.call("listDueActions", query: ["as_of": "2021-05-01"]).json
            #expect(due.array?.first?["overdue"] == true)
            let path = ["slug": "darien-needs"]
            let done: JSONValue = ["status": "done", "note": "Sent"]
            #expect(
                try await site.call("setActionStatus", path, body: done).json["status"] == "done")
            let history = try await site.call("getActionHistory", path).json.array
            #expect(history?.map { $0["status"] } == ["open", "done"])
            #expect(try await site.call("getActionCalendar").bytes.starts(with: "BEGIN:".utf8))
            for (day, countries) in [("2021-02-25", 84), ("2021-02-26", 85)] {
                let status = try await site.call("getMGIStatus", query: ["as_of": day]).json
                #expect(status == ["countries": .integer(countries), "local_authorities": 30])
            }
            try await site.call("getMGIStatus", query: ["as_of": "2021-03-01", "details": "true"])
            let reached = try await site.call("getReached", ["quarter": "2021-Q1"]).json
            #expect(reached["total"]?["reached"] == 700)
            let list: JSONValue = [
                "people": [["name": "Ana", "sex": "female"], ["name": "Luz", "institution": "A"]]
            ]
            let session = ["slug": "talamanca-trafficking", "session": "1"]
            #expect(try await site.call("listParticipant", session, body: list).json["added"] == 2)
            let people = try await site.call("listParticipants", ["slug": session["slug"] ?? ""])
            #expect(people.json.array?.count == 2)
            for (name, path) in [
                ("getSignInSheet", session), ("getCertificates", ["slug": session["slug"] ?? ""]),
                ("getMinutes", ["slug": "darien-installation"]),
                ("printBulletinIssue", ["slug": "digest-2021-04"]),
            ] {
                #expect(try await site.call(name, path).bytes.starts(with: "%PDF-".utf8), "\(name)")
            }
            for format in ["bibtex", "ris"] {
                let cited = try await site.call(
                    "citePublication", ["slug": "planning-for-prosperity"],
                    query: ["format": format])
                #expect(!cited.bytes.isEmpty)
            }
        }
    }

    @Test("Indicators, an assessment and what it says of the dimensions")
    func assessments() async throws {
        try await RegionSite.with { site in
            try await site.call("createMGIIndicator", body: MGIIndicator.example)
            try await site.call("createMGIAssessment", body: MGIAssessment.example)
            let summary = try await site.call("getMGISummary", ["slug": "mexico-round-1"]).json
            #expect(summary.array?.count == 6)
            #expect(summary.array?.first?["sdg_10_7_2"] == "fully_meets")
            try await Self.walk(MGIIndicator.self, site)
            try await Self.walk(MGIAssessment.self, site)
        }
    }

    @Test("A file that was exported is imported without a change", arguments: RegionPart.allCases)
    func files(part: RegionPart) async throws {
        try await RegionSite.with { site in
            let path = ["part": part.rawValue]
            let file = try await site.call("exportRegister", path).json
            let summary = try await site.call("importRegister", path, body: file).json
            #expect(summary["added"] == 0 && summary["updated"] == 0)
            #expect(summary["repeated"] != 0)
            #expect(try await site.problem("importRegister", path, body: [:])?.code == .invalid)
        }
    }
}
