import CaseStore
import Casework
import Codelists
import Credentials
import Foundation
import OpenAPI
import Operations
import Postgres
import Testing

/// What each hub has for requests to name: its own records, marked with words that nobody else's
/// answer may hold.
struct RouteFixture: Sendable {
    struct Place: Sendable {
        let hub: HubCode
        /// In the names, documents, notes and plans of the hub's people.
        let mark: String
        /// In the name of whoever is listed for the hub's activity.
        var listed: String { "oyente\(mark.dropFirst("marca".count))" }
        /// By the name of a path's parameter, and of a body's member.
        var ids: [String: String] = [:]
    }

    var places: [Place] = []

    /// Gives every hub a person, an event, a case with a note and a file, a consent and a referral.
    static func fill(_ site: Site) async throws -> Self {
        var fixture = Self()
        let receiver = try await site.owner.one(
            Query<OrganisationID>("SELECT organisation_id FROM organisation LIMIT 1"))
        for (number, hub) in Site.hubs.enumerated() {
            var place = Place(
                hub: hub, mark: "marca\(["uno", "dos", "tres"][number])")
            let application = site.operation
            let today = try await application.today(at: hub)
            let met = event(
                at: hub, document: "\(place.mark)77", name: "\(place.mark) Ana",
                on: today.description)
            _ = try await application.record(met)
            let person = try await site.owner.one(
                Query<PersonID>(
                    """
                    SELECT person_id FROM participation
                    WHERE event_id = \(met.id) AND person_id IS NOT NULL
                    """))
            let opened = try await application.open(
                Case(
                    id: .new(), hub: hub, people: [person], needs: [Service(number: 8)],
                    plan: "\(place.mark) plan",
                    nextStep: .init(text: "\(place.mark) step", dueOn: today), openedOn: today)
            ).view.content
            let note = try await application.note("\(place.mark) note", in: opened.id).view
            let file = try AttachedFile(
                id: .new(), kind: AttachmentKind(number: 1), name: "\(place.mark).pdf",
                bytes: Array("%PDF-1.7 \(place.mark)".utf8))
            _ = try await application.attach(file, to: opened.id)
            let said = Consent.Statement(
                on: today, channel: Channel(number: 1), language: SpokenLanguage(number: 1))
            let consent = try await application.give(
                Consent(
                    id: .new(), person: person, purpose: .referral,
                    receiver: .organisation(receiver), covers: Consent.usualParts, hub: hub,
                    given: said, textVersion: ConsentText.current)
            ).view
            let referral = try await application.send(
                Referral(
                    id: .new(), caseID: opened.id, person: person,
                    receiver: .organisation(receiver), needs: [Service(number: 8)],
                    summary: "\(place.mark) summary")
            ).view.id
            place.ids = [
                "hub": hub.description, "event": met.id.description,
                "person": person.description, "person_id": person.description,
                "case": opened.id.description, "case_id": opened.id.description,
                "note": note.description, "attachment": file.id.description,
                "consent": consent.description, "referral": referral.description,
                "quarter": today.quarter.description,
                "activity": try await activity(of: place, on: today, site).description,
            ]
            let other = try await site.owner.one(
                Query<PersonID>(
                    """
                    SELECT p.person_id FROM person p JOIN hub h USING (hub_id)
                    WHERE h.code = \(hub.description) AND p.person_id <> \(person) LIMIT 1
                    """))
            let pair = [person.description, other.description].sorted()
            try await site.owner.run(
                """
                INSERT INTO duplicate_pair (left_person, right_person, left_hub, right_hub, score,
                    reasons, found_by)
                SELECT \(pair[0])::text::uuid, \(pair[1])::text::uuid, hub_id, hub_id, 1, '{}', 'scan'
                FROM hub WHERE code = \(hub.description)
                """)
            place.ids["pairLeft"] = pair[0]
            place.ids["pairRight"] = pair[1]
            fixture.places.append(place)
        }
        return fixture
    }

    /// An activity of the hub with somebody on its list.
    private static func activity(
        of place: Place, on day: CalendarDate, _ site: Site
    ) async throws -> Slug {
        let text = """
            {"activities": [{"slug": "taller-\(place.hub.description.lowercased())",
                "kind": "training", "title": "Taller", "countries": ["\(place.hub.country.code)"],
                "hub": "\(place.hub)", "audience": "unknown", "sessions": [{"held": "\(day)"}]}]}
            """
        let file = try RegionFile(json: Data(text.utf8))
        _ = try await site.operation.importRecords(file)
        let slug = try #require(file.activities.first?.slug)
        _ = try await site.operation.list(
            [Attendee(name: "\(place.listed) Ana")], for: slug, session: 1)
        return slug
    }
}

extension RouteFixture.Place {
    /// The value of a part of a path; nil where it has nothing to do with the place.
    func value(of name: String, in path: String) -> String? {
        if name == "slug", path.contains("/activities/") { return ids["activity"] }
        guard name == "id" else { return ids[name] }
        // `/api/v1/events/{id}` names one of the things that its folder holds.
        let folder = path.split(separator: "/").dropFirst(2).first.map(String.init) ?? ""
        let kinds = ["events": "event", "people": "person", "cases": "case"]
        return kinds[folder].flatMap { ids[$0] }
    }

    /// A body's example with this place's records in it.
    func body(_ example: JSONValue, under name: String = "") -> JSONValue {
        switch example {
        case .object(let members):
            .object(
                Dictionary(
                    uniqueKeysWithValues: members.map { ($0.key, body($0.value, under: $0.key)) }))
        case .array(let values):
            .array(values.map { body($0, under: name == "people" ? "person" : name) })
        case .string(let text):
            if name == "id" {
                .string(EventID.new().description)
            } else if HubCode(text) != nil, name == "hub" {
                .string(hub.description)
            } else if EventID(text) != nil, let id = ids[name] {
                .string(id)
            } else {
                example
            }
        default: example
        }
    }
}
