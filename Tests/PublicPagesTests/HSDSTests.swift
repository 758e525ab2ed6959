import CaseStore
import Casework
import Documents
import Foundation
import Operations
import Testing
import Texts

/// The directory as Open Referral's API reference has it.
@Suite struct HSDSTests {
    private static func object(_ answer: PublicSite.Answer) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: answer.body) as? [String: Any])
    }

    private static func listed(
        _ kind: HSDS.Kind, _ site: PublicSite
    ) async throws -> [String: [String: Any]] {
        var records: [String: [String: Any]] = [:]
        var page = 1
        while true {
            let list = try object(
                try await site.get("/api/public/hsds/\(kind.rawValue)?lang=es&page=\(page)"))
            for one in try #require(list["contents"] as? [[String: Any]]) {
                let id = try #require(one["id"] as? String)
                #expect(records.updateValue(one, forKey: id) == nil, "\(id) is there twice")
            }
            if list["last_page"] as? Bool == true {
                #expect(list["total_items"] as? Int == records.count)
                return records
            }
            page += 1
        }
    }

    @Test("Each id that a list gives can be asked for, with what belongs to it; no other can")
    func records() async throws {
        try await PublicPageTests.withDemonstration { site in
            func status(_ path: String) async throws -> Int {
                try await site.get("/api/public/hsds/\(path)").status
            }
            var all: Set<String> = []
            for kind in HSDS.Kind.allCases {
                let list = try await Self.listed(kind, site)
                #expect(list.count > 20)
                for (id, expected) in list {
                    #expect(all.insert(id).inserted, "\(id) is of two kinds")
                    let answer = try await site.get(
                        "/api/public/hsds/\(kind.rawValue)/\(id)?lang=es")
                    #expect(answer.status == 200, "\(kind) \(id)")
                    let record = try Self.object(answer)
                    let own = record.filter { expected[$0.key] != nil }
                    #expect(NSDictionary(dictionary: own) == NSDictionary(dictionary: expected))
                    try Self.checkBelongings(record, of: kind)
                }
                // What is not a record of this kind is not there.
                let other = HSDS.Kind.allCases.first { $0 != kind }
                for id in list.keys.prefix(3) {
                    #expect(try await status("\(other?.rawValue ?? "")/\(id)") == 404)
                    #expect(try await status("\(kind.rawValue)/\(id)?page=1") == 422)
                    #expect(try await status("\(kind.rawValue)/\(id)?lang=xx") == 422)
                }
                for id in [UUID().uuidString, "1", String(repeating: "a", count: 400)] {
                    #expect(try await status("\(kind.rawValue)/\(id)") == 404)
                }
            }
            #expect(try await status("schedules/\(all.first ?? "")") == 404)
        }
    }

    private static func checkBelongings(_ record: [String: Any], of kind: HSDS.Kind) throws {
        switch kind {
        case .organizations:
            #expect((record["locations"] as? [Any])?.count == 1 && record["services"] is [Any])
        case .services:
            let organization = try #require(record["organization"] as? [String: Any])
            #expect(organization["id"] as? String == record["organization_id"] as? String)
            let links = try #require(record["service_at_locations"] as? [[String: Any]])
            #expect(links.count == 1 && links.first?["location"] is [String: Any])
        case .servicesAtLocations:
            #expect(record["service"] is [String: Any] && record["location"] is [String: Any])
        case .locations: #expect(record["addresses"] is [Any])
        }
    }

    @Test("What is no longer public is not there by its id either")
    func hidden() async throws {
        try await PublicPageTests.withDemonstration { site in
            let places = try await site.operation.publicPlaces()
            let place = try #require(places.first { $0.place.hub == nil })
            let services = HSDS.services([place], texts: .init(.spanish))
            let paths = [
                "organizations/\(HSDS.organization(place, texts: .init(.spanish)).id)",
                "services/\(try #require(services.first).id)",
            ]
            for path in paths {
                #expect(try await site.get("/api/public/hsds/\(path)").status == 200)
            }
            try await site.operation.change(place.place.slug) { (place: inout Place) in
                place.status = .hidden
            }
            for path in paths {
                #expect(try await site.get("/api/public/hsds/\(path)").status == 404)
            }
        }
    }
}
