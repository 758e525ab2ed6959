import Casework
import Codelists
import OpenAPI
import Operations
import Postgres
import Testing

/// What a person may ask for, over HTTP, and what the devices of their hub are told of it.
@Suite struct RightsServiceTests {
    /// Somebody of the first hub, with a case, and a referral to the second hub that consent opened.
    private struct Subject: Sendable {
        let person: PersonID
        let referral: ReferralID

        static func meet(_ site: Site) async throws -> Subject {
            for (name, role, hub) in [
                ("clerk", Role.clerk, 0), ("manager", .manager, 0), ("neighbour", .clerk, 1),
                ("chief", .manager, 1),
            ] { try await site.add(name, role, hub: Site.hubs[hub]) }
            let (here, there) = (Site.hubs[0], Site.hubs[1])
            let operation = site.operation
            let today = try await operation.today(at: here)
            var met = event(
                at: here, document: "DOC-MARCA", name: "Xochitl", on: today.description)
            met.notes = "una nota de marca"
            _ = try await operation.record(met)
            let person = try await site.owner.one(
                Query<PersonID>("SELECT person_id FROM person"))
            let opened = try await operation.open(
                Case(
                    id: .new(), hub: here, people: [person], needs: [Service(number: 8)],
                    plan: "un plan de marca", openedOn: today)
            ).view.content
            _ = try await operation.give(
                Consent(
                    id: .new(), person: person, purpose: .referral, receiver: .hub(there),
                    covers: Consent.usualParts, hub: here,
                    given: .init(
                        on: today, channel: Channel(number: 1), language: SpokenLanguage(number: 1)),
                    textVersion: ConsentText.current))
            let referral = try await operation.send(
                Referral(
                    id: .new(), caseID: opened.id, person: person, receiver: .hub(there),
                    needs: [Service(number: 8)], summary: "un resumen de marca")
            ).view.id
            return Subject(person: person, referral: referral)
        }
    }

    @Test("Who may not is refused; export and correction are answered, and devices are told")
    func correcting() async throws {
        try await Site.with { site in
            let subject = try await Subject.meet(site)
            let path = "/api/v1/people/\(subject.person)"
            try await Desk.with(site) { desk in
                let rights: [(String, JSONValue?)] = [
                    ("GET \(path)/dossier", nil),
                    ("POST \(path)/corrections", ["given_names": "Citlali", "reason": "x"]),
                    ("PUT \(path)/restriction", ["restricted": true, "reason": "x"]),
                    ("POST \(path)/erasure", ["reason": "x"]),
                ]
                for (line, content) in rights {
                    #expect(try await desk.ask("clerk", line, content).status == 403, "\(line)")
                    // Another hub's manager is not told that there is such a person.
                    #expect(try await desk.ask("chief", line, content).status == 404, "\(line)")
                }
                let dossier = try await desk.ask("manager", "GET \(path)/dossier")
                let record = try #require(dossier.body["records"]?.array?.first)
                #expect(record["given_names"] == "Xochitl" && record["documents"] == ["DOC-MARCA"])
                for word in ["nota", "plan", "resumen"] {
                    #expect(dossier.text.contains("\(word) de marca"), "\(word)")
                }
                #expect(dossier.body["consent"]?["shared"]?.array?.count == 1)

                var device = try await Desk.Device(desk, of: "clerk")
                #expect(try await device.changes().isEmpty)
                let empty = try await desk.ask(
                    "manager", "POST \(path)/corrections", ["reason": "mistaken"])
                #expect(empty.status == 422)
                let mute = try await desk.ask(
                    "manager", "POST \(path)/corrections", ["given_names": "Eva", "reason": "1"])
                #expect(mute.status == 422)
                #expect(try await device.changes().isEmpty)
                let done = try await desk.ask(
                    "manager", "POST \(path)/corrections",
                    ["given_names": "Citlali", "birth": "1991-03-04", "reason": "a certificate"])
                #expect(done.status == 204 && done.text.isEmpty)
                let told = try await device.changes(with: "person")
                let person = try #require(told.first { $0.kind == "person" }?.entry["person"])
                #expect(person["given_names"] == "Citlali" && person["birth"] == "1991-03-04")
                let found = try await desk.ask(
                    "clerk", "POST /api/v1/people/search", ["name": "Citlali Núñez"])
                #expect(found.text.contains(subject.person.description))
            }
        }
    }

    @Test("A restriction empties what devices keep of somebody; lifted, it comes back")
    func restricting() async throws {
        try await Site.with { site in
            let subject = try await Subject.meet(site)
            let path = "/api/v1/people/\(subject.person)"
            try await Desk.with(site) { desk in
                var device = try await Desk.Device(desk, of: "clerk")
                func restrict(_ isRestricted: Bool) async throws -> Int {
                    try await desk.ask(
                        "manager", "PUT \(path)/restriction",
                        ["restricted": .boolean(isRestricted), "reason": "contests it"]
                    ).status
                }
                #expect(try await restrict(false) == 422)
                #expect(try await restrict(true) == 204)
                let told = try await device.changes(with: "person")
                let person = try #require(told.first { $0.kind == "person" }?.entry)
                #expect(person["gone"] == true && person["person"] == nil)
                let search: JSONValue = ["name": "Xochitl Núñez"]
                let hidden = try await desk.ask("clerk", "POST /api/v1/people/search", search)
                #expect(hidden.status == 200)
                #expect(!hidden.text.contains(subject.person.description))
                #expect(try await restrict(false) == 204)
                let again = try await device.changes(with: "person")
                let back = try #require(again.first { $0.kind == "person" }?.entry["person"])
                #expect(back["given_names"] == "Xochitl" && back["document"] == "DOC-MARCA")
            }
        }
    }

    @Test("A withdrawn consent ends what was shared, at the devices of both hubs")
    func withdrawing() async throws {
        try await Site.with { site in
            let subject = try await Subject.meet(site)
            try await Desk.with(site) { desk in
                let given = try await desk.ask(
                    "neighbour", "GET /api/v1/referrals/\(subject.referral)")
                #expect(given.status == 200 && given.text.contains("Xochitl"))
                var device = try await Desk.Device(desk, of: "clerk")
                var theirs = try await Desk.Device(desk, of: "neighbour")
                let ended = try await desk.ask(
                    "clerk", "POST /api/v1/people/\(subject.person)/consents/withdrawal",
                    [
                        "purpose": "referral", "hub": .string(Site.hubs[0].description),
                        "channel": "phone", "language": "spa",
                    ])
                #expect(ended.status == 200 && ended.body["consents"] == 1)
                #expect(ended.body["referrals"] == [.string(subject.referral.description)])
                let told = try await device.changes(with: "referral")
                let consent = try #require(told.first { $0.kind == "consent" }?.entry)
                #expect(consent["person_id"]?.string == subject.person.description)
                #expect(consent["consent"]?["withdrawn_on"]?.string != nil)
                #expect(told.contains { $0.kind == "referral" })
                let left = try await theirs.changes(with: "referral")
                #expect(left.map(\.kind) == ["referral"])
                #expect(left.first?.entry["gone"] == true)
                let gone = try await desk.ask(
                    "neighbour", "GET /api/v1/referrals/\(subject.referral)")
                #expect(!gone.text.contains("Xochitl"))
            }
        }
    }

    @Test("Whoever is erased is answered for by their records, and devices forget them")
    func erasing() async throws {
        try await Site.with { site in
            let subject = try await Subject.meet(site)
            let path = "/api/v1/people/\(subject.person)"
            try await Desk.with(site) { desk in
                var device = try await Desk.Device(desk, of: "clerk")
                var theirs = try await Desk.Device(desk, of: "neighbour")
                let done = try await desk.ask(
                    "manager", "POST \(path)/erasure", ["reason": "asked for it"])
                #expect(done.status == 200)
                #expect(
                    done.body == ["person_ids": [.string(subject.person.description)]])
                let told = try await device.changes(with: "person")
                let person = try #require(told.first { $0.kind == "person" }?.entry)
                #expect(person["gone"] == true && person["person"] == nil)
                let kinds = Set(told.map(\.kind))
                #expect(kinds.isSuperset(of: ["person", "event", "case", "referral"]))
                let left = try await theirs.changes(with: "referral")
                #expect(left.map(\.kind) == ["referral"] && left.first?.entry["gone"] == true)
                let dossier = try await desk.ask("manager", "GET \(path)/dossier")
                #expect(dossier.status == 200)
                // From the beginning, a new device is told nothing of them either.
                let all = try await desk.ask("clerk", "GET /api/v1/changes?limit=200")
                let answers = told.map { "\($0.entry)" } + [dossier.text, all.text]
                for text in answers {
                    for word in ["Xochitl", "DOC-MARCA", "de marca"] {
                        #expect(!text.contains(word), "\(word)")
                    }
                }
                let more = try await desk.ask(
                    "manager", "POST \(path)/corrections",
                    ["given_names": "Eva", "reason": "too late"])
                #expect(more.status == 409)
            }
        }
    }
}
