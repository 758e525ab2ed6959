import CaseStore
import Casework
import Codelists
import Foundation
import HTTP
import OpenAPI
import Operations
import TestClient
import Testing

@testable import HubServer

/// What HTTP promises of an answer: tags, conditions, compression, limits, refusals.
@Suite struct ConditionTests {
    private static let hub = Site.hubs[0]
    private static let report = "GET /api/v1/reports/quarters/2021-Q1"

    private static func body(_ id: EventID, services: [JSONValue] = ["information"]) -> JSONValue {
        [
            "id": .string(id.description), "hub": .string(hub.description),
            "occurred_on": "2021-03-30", "channel": "in_person", "profile": "in_transit",
            "services": .array(services), "participants": [["tally": ["count": 2]]],
        ]
    }

    @Test("A report is sent once, and again only after something changed; to each what is theirs")
    func reports() async throws {
        try await Served.with { served in
            try await served.site.add("analyst", .regionalAnalyst)
            try await served.site.add("clerk", .clerk, hub: Self.hub)
            try await served.site.add("neighbour", .clerk, hub: Site.hubs[1])
            let analyst = try await served.token(of: "analyst")
            let clerk = try await served.token(of: "clerk")
            var events = 0
            func figure(_ answer: JSONValue) -> Int? { answer["totals"]?["events"]?.integer }
            for _ in 0..<3 {
                let first = try await served.ask(Self.report, as: analyst)
                #expect(first.status == 200 && figure(first.json) == events)
                let tag = try #require(first.headers["ETag"])
                let again = try await served.ask(
                    Self.report, as: analyst, ["If-None-Match": tag])
                #expect(again.status == 304 && again.body.isEmpty && again.headers["ETag"] == tag)
                let recorded = try await served.ask(
                    "POST /api/v1/events", as: clerk, json: Self.body(.new()))
                #expect(recorded.status == 201)
                events += 1
                let changed = try await served.ask(
                    Self.report, as: analyst, ["If-None-Match": tag])
                #expect(changed.status == 200 && figure(changed.json) == events)
                #expect(changed.headers["ETag"] != tag)
            }
            // What is kept for one is not given to another, nor to a token that is for less.
            let own = "GET /api/v1/reports/quarters/2021-Q1/hubs/\(Self.hub)"
            #expect(try await served.ask(own, as: clerk).status == 200)
            let neighbour = try await served.token(of: "neighbour")
            #expect(try await served.ask(own, as: neighbour).status == 403)
            #expect(try await served.ask(Self.report, as: clerk).status == 403)
            #expect(try await served.ask(Self.report).status == 401)
            let preview = "\(Self.report)?audience=public"
            #expect(try await served.ask(preview, as: analyst).status == 200)
            let reading = try await served.token(of: "analyst", scopes: [.readFigures])
            #expect(try await served.ask(Self.report, as: reading).status == 200)
            #expect(try await served.ask(preview, as: reading).status == 403)
        }
    }

    @Test("While many record, nobody who asks is told less than was acknowledged before")
    func freshness() async throws {
        try await Served.with { served in
            try await served.site.add("analyst", .regionalAnalyst)
            try await served.site.add("clerk", .clerk, hub: Self.hub)
            let analyst = try await served.token(of: "analyst")
            let clerk = try await served.token(of: "clerk")
            let ledger = Ledger()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        for _ in 0..<6 {
                            await ledger.begin()
                            let answer = try await served.ask(
                                "POST /api/v1/events", as: clerk, json: Self.body(.new()))
                            #expect(answer.status == 201)
                            await ledger.end()
                        }
                    }
                    group.addTask {
                        for _ in 0..<10 {
                            let least = await ledger.acknowledged
                            let answer = try await served.ask(Self.report, as: analyst)
                            let events = answer.json["totals"]?["events"]?.integer ?? -1
                            let most = await ledger.begun
                            #expect((least...most).contains(events))
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    private actor Ledger {
        private(set) var begun = 0
        private(set) var acknowledged = 0

        func begin() { begun += 1 }
        func end() { acknowledged += 1 }
    }

    @Test("A change says which version it is of: without one, or of another, it is refused")
    func versions() async throws {
        try await Served.with { served in
            try await served.site.add("clerk", .clerk, hub: Self.hub)
            let clerk = try await served.token(of: "clerk")
            let id = EventID.new()
            let first = try await served.ask(
                "POST /api/v1/events", as: clerk, json: Self.body(id))
            #expect(first.status == 201 && first.headers["ETag"] == "\"1\"")
            let again = try await served.ask(
                "POST /api/v1/events", as: clerk, json: Self.body(id))
            #expect(again.status == 200 && again.json == first.json)
            let other = try await served.ask(
                "POST /api/v1/events", as: clerk, json: Self.body(id, services: ["transport"]))
            #expect(other.status == 409)
            let correct = "POST /api/v1/events/\(id)/corrections"
            let change: JSONValue = ["reason": "miscounted", "tally": ["count": 3]]
            #expect(try await served.ask(correct, as: clerk, json: change).status == 428)
            #expect(
                try await served.ask(correct, as: clerk, ["If-Match": "\"7\""], json: change).status
                    == 412)
            let corrected = try await served.ask(
                correct, as: clerk, ["If-Match": "\"1\""], json: change)
            #expect(corrected.status == 200 && corrected.headers["ETag"] == "\"2\"")
            let void: JSONValue = ["reason": "entered twice"]
            let path = "POST /api/v1/events/\(id)/void"
            #expect(
                try await served.ask(path, as: clerk, ["If-Match": "\"1\""], json: void).status
                    == 412)
            #expect(
                try await served.ask(path, as: clerk, ["If-Match": "\"2\""], json: void).status
                    == 200)
        }
    }

    @Test("Text is compressed for whoever takes it, and what is wrong is refused with a problem")
    func messages() async throws {
        try await Served.with { served in
            try await served.site.add("clerk", .clerk, hub: Self.hub)
            let clerk = try await served.token(of: "clerk")
            let plain = try await served.ask("GET /api/v1/openapi.json")
            let small = try await served.ask(
                "GET /api/v1/openapi.json", as: .nobody, ["Accept-Encoding": "gzip"])
            #expect(plain.headers["Content-Encoding"] == nil)
            #expect(small.headers["Content-Encoding"] == "gzip")
            #expect(small.headers.list("Vary").contains { $0.lowercased() == "accept-encoding" })
            #expect(small.body.prefix(2) == [0x1f, 0x8b])
            #expect(small.body.count * 4 < plain.body.count)
            #expect(plain.headers["ETag"] != nil)

            let events = "POST /api/v1/events"
            let asked: [(Int, String, [String: String], [UInt8])] = [
                (400, events, ["Content-Type": "application/json"], Array("{".utf8)),
                (415, events, ["Content-Type": "text/plain"], Array("x".utf8)),
                (422, events, ["Content-Type": "application/json"], Array("{}".utf8)),
                (406, "GET /api/v1/account", ["Accept": "image/png"], []),
                (405, "DELETE /api/v1/events", [:], []),
                (404, "GET /api/v1/events/\(EventID.new())", [:], []),
                (
                    413, events, ["Content-Type": "application/json"],
                    [UInt8](repeating: 0x20, count: 2 << 20)
                ),
            ]
            for (status, line, headers, bytes) in asked {
                let answer = try await served.ask(line, as: clerk, headers, bytes: bytes)
                #expect(answer.status == status, "\(line)")
                let type = answer.headers["Content-Type"] ?? ""
                #expect(type.hasPrefix("application/problem+json"))
                #expect(answer.json["status"]?.integer == status)
                #expect(answer.json["code"]?.string?.isEmpty == false)
                if status == 405 { #expect(answer.headers["Allow"]?.contains("POST") == true) }
                if status == 422 { #expect(answer.json["errors"]?.array?.isEmpty == false) }
            }
        }
    }

    @Test("Hub logs are imported over HTTP as by the command: CSV and XLSX, whole or not at all")
    func imports() async throws {
        try await Served.with { served in
            try await served.site.add("manager", .manager, hub: Self.hub)
            let manager = try await served.token(of: "manager")
            func send(
                _ name: String, _ type: String, _ bytes: [UInt8], _ query: String = ""
            ) async throws -> (status: Int, json: JSONValue) {
                let answer = try await served.ask(
                    "POST /api/v1/imports\(query)", as: manager,
                    ["Content-Type": type, "X-File-Name": name], bytes: bytes)
                return (answer.status, answer.json)
            }
            let csv = Array(
                """
                record_id,hub,date,given_names,family_names,document,sex,services,channel,profile
                1,MX-TAP,2021-03-30,Ana,Ejemplo,P-1,female,information,in_person,in_transit
                2,MX-TAP,2021-03-31,Eva,Ejemplo,P-2,female,transport,in_person,in_transit
                3,MX-TAP,2999-01-01,Iris,Ejemplo,P-3,female,transport,in_person,in_transit

                """.utf8)
            let refused = try await send("a.csv", "text/csv", csv)
            #expect(refused.status == 200)
            #expect(refused.json["rejected"] == 1)
            let reject = try #require(refused.json["rejects"]?.array?.first)
            #expect(reject["line"] == 4 && reject["column"] == "date")
            #expect(refused.json["rejects"]?.array?.contains { "\($0)".contains("Iris") } == false)
            let taken = try await send("a.csv", "text/csv", csv, "?accept_rejects=true")
            #expect(taken.status == 201 && taken.json["accepted"] == 2)
            let again = try await send("a.csv", "text/csv", csv, "?accept_rejects=true")
            #expect(again.json["repeated"] == 2 && again.json["accepted"] == 0)

            let file = try #require(
                EmbeddedFile.named("demonstration/q1-2021/logs/MX-TAP.xlsx"))
            let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            let dry = try await send("MX-TAP.xlsx", type, Array(file.bytes), "?dry_run=true")
            #expect(dry.status == 200)
            let whole = try await send(
                "MX-TAP.xlsx", type, Array(file.bytes), "?accept_rejects=true")
            #expect(whole.status == 201)
            #expect(whole.json["rows"] == dry.json["rows"])
            let accepted = try #require(whole.json["accepted"]?.integer)
            #expect(accepted > 100)
            let listed = try await served.site.operation.events(
                at: Self.hub, in: try #require(Quarter("2021-Q1")), limit: 100_000)
            #expect(listed.count > accepted / 2)
            let broken = try await send("b.xlsx", type, Array("PK no".utf8))
            #expect(broken.status == 422)
        }
    }
}
