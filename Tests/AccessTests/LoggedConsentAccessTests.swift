import CaseStore
import Casework
import Credentials
import OpenAPI
import Operations
import Postgres
import Testing

/// Consent that is said with an event, as a device sends it, over the service's own database role.
@Suite struct LoggedConsentAccessTests {
    private static func body(_ id: EventID, _ participant: JSONValue) -> JSONValue {
        [
            "id": .string(id.description), "hub": "MX-TAP", "occurred_on": "2021-03-31",
            "channel": "phone", "profile": "in_transit", "services": ["information"],
            "participants": [participant],
            "consent": ["language": "hat", "text_version": "2021-01"],
        ]
    }

    @Test("Sent twice it is one consent, which another hub does not see, also of their own person")
    func sent() async throws {
        try await Site.with { site in
            try await site.add("ana", .clerk, hub: Site.hubs[0])
            try await site.add("there", .clerk, hub: Site.hubs[2])
            // Met first at another hub, and found by the document.
            _ = try await site.operation.record(event(at: Site.hubs[2], document: "P-0001"))
            try await Desk.with(site) { desk in
                let id = EventID.new()
                let named = Self.body(id, ["person": ["document": "P-0001"]])
                for status in [201, 200] {
                    let answer = try await desk.ask("ana", "POST /api/v1/events", named)
                    #expect(answer.status == status, "\(answer.text)")
                }
                let person = try await site.owner.one(
                    Query<PersonID>(
                        """
                        SELECT person_id FROM participation
                        WHERE event_id = \(id) AND person_id IS NOT NULL
                        """))
                let stored = try await site.owner.all(.consents(of: person))
                #expect(stored.count == 1 && stored.first?.actor == "ana")
                #expect(stored.first?.content.hub == Site.hubs[0])
                let there = try await site.application(of: "there").consents(of: person)
                #expect(there.consents.isEmpty)
                // Another visit to the same hub: it was said before.
                let next = Self.body(.new(), ["person": ["document": "P-0001"]])
                #expect(try await desk.ask("ana", "POST /api/v1/events", next).status == 201)
                #expect(try await site.owner.all(.consents(of: person)).count == 1)
            }
        }
    }

    @Test("Said of nobody who is named it is refused, with its place")
    func refused() async throws {
        try await Site.with { site in
            try await site.add("ana", .clerk, hub: Site.hubs[0])
            try await Desk.with(site) { desk in
                let nameless = Self.body(.new(), ["tally": ["count": 2]])
                let answer = try await desk.ask("ana", "POST /api/v1/events", nameless)
                #expect(answer.status == 422, "\(answer.text)")
                #expect(answer.body["errors"]?.array?.first?["pointer"] == "/consent")
                #expect(
                    try await site.owner.one(Query<Int64>("SELECT count(*) FROM consent")) == 0)
            }
        }
    }
}
