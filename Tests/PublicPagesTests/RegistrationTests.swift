import CaseStore
import Casework
import Codelists
import Credentials
import Documents
import Foundation
import Operations
import Postgres
import Testing
import Texts

/// How an organisation comes to the map, and everything that does not.
@Suite struct RegistrationTests {
    /// The name of a form that was filled in slowly enough, without a script.
    private static func form(of site: PublicSite, at path: String) async throws -> String {
        let page = try await site.get(path)
        let match = try #require(page.text.firstMatch(of: #/name="form" value="([^"]+)"/#))
        return String(match.1)
    }

    private static func fields(
        form: String, name: String = "Casa de Prueba", contact: String = "casa@example.org"
    ) -> [(String, String)] {
        [
            ("form", form), ("proof", ""), ("url", ""), ("name", name), ("kind", "diaspora"),
            ("country", "GTM"), ("locality", "Quetzaltenango"), ("services", "information"),
            ("services", "employment"), ("languages", "spa"), ("hours", "Lu-Vi 08:00-16:00"),
            ("phone", "+502 5555 0000"), ("contact", contact),
        ]
    }

    @Test("Registered, confirmed, moderated, shown, changed, stale, asked, confirmed again")
    func life() async throws {
        try await PublicSite.with { site in
            let form = try await Self.form(of: site, at: "/map/register?lang=es")
            // Three seconds are too few, whatever the machine takes meanwhile; four are enough.
            site.clock.advance(by: 3)
            let tooFast = try await site.post("/map/register?lang=es", Self.fields(form: form))
            #expect(tooFast.status == 422 && tooFast.text.contains("value=\"Casa de Prueba\""))
            site.clock.advance(by: 1)
            let sent = try await site.post("/map/register?lang=es", Self.fields(form: form))
            #expect(sent.status == 200)
            // The same form again is the same registration.
            _ = try await site.post("/map/register?lang=es", Self.fields(form: form))
            let mail = try await site.mail()
            #expect(mail.map(\.recipient.description) == ["casa@example.org"])
            let link = try #require(mail.first.flatMap(PublicSite.link))
            #expect(try await site.operation.registrations().isEmpty)
            let asked = try await site.get(link)
            #expect(asked.status == 200)
            #expect(try await site.operation.registrations().isEmpty)

            let token = try #require(link.split(separator: "=").last.map(String.init))
            let altered = String(token.dropLast()) + (token.hasSuffix("0") ? "1" : "0")
            #expect(try await site.post("/map/confirm", [("token", altered)]).status == 410)
            #expect(try await site.post("/map/confirm", [("token", token)]).status == 200)
            let waiting = try await site.operation.registrations()
            let one = try #require(waiting.first)
            #expect(waiting.count == 1 && one.document.latitude != nil)
            #expect(try await !site.get("/map").text.contains("Casa de Prueba"))

            let slug = try await site.operation.accept(one.id, site: site.address)
            #expect(slug == Slug("casa-de-prueba"))
            let page = try await site.get("/places/\(slug)?lang=en")
            #expect(page.text.contains("Casa de Prueba") && page.text.contains("Employment"))
            #expect(!page.text.contains("casa@example.org"))
            #expect(try await site.get("/map?place=Quetzaltenango").text.contains("Casa de Prueba"))
            await #expect(throws: DirectoryError.notWaiting(one.id, .accepted)) {
                try await site.operation.accept(one.id, site: site.address)
            }

            // Its own people change it by a mailed link; the change waits as well.
            _ = try await site.mail()
            let change = try await Self.form(of: site, at: "/map/change?place=\(slug)")
            site.clock.letSomebodyWrite()
            let wrong = try await site.post(
                "/map/change",
                [("form", change), ("place", slug.description), ("contact", "x@example.org")])
            #expect(wrong.status == 200)
            #expect(try await site.mail().isEmpty)
            _ = try await site.post(
                "/map/change",
                [("form", change), ("place", slug.description), ("contact", "casa@example.org")])
            let own = try #require(try await site.mail().first.flatMap(PublicSite.link))
            let edit = try #require(
                try await site.get(own).text.firstMatch(of: #/name="form" value="([^"]+)"/#))
            let ownToken = try #require(own.split(separator: "=").last.map(String.init))
            site.clock.letSomebodyWrite()
            let edited = try await site.post(
                "/map/edit",
                Self.fields(form: String(edit.1), name: "Casa Nueva") + [("token", ownToken)])
            #expect(edited.status == 200)
            #expect(try await site.get("/places/\(slug)").text.contains("Casa de Prueba"))
            let changed = try #require(try await site.operation.registrations().first)
            #expect(try await site.operation.accept(changed.id, site: site.address) == slug)
            #expect(try await site.get("/places/\(slug)").text.contains("Casa Nueva"))

            // A year later it is marked and its people are asked; later still it is not shown.
            _ = try await site.mail()
            let today = try await site.operation.today()
            try await site.operation.change(slug) { (place: inout Place) in
                place.verified = today.adding(days: -366)
            }
            #expect(try await site.get("/places/\(slug)?lang=en").text.contains("for a year"))
            let summary = try await site.operation.remind(site: site.address)
            #expect(summary.reminded == 1 && summary.stale == 1)
            #expect(try await site.operation.remind(site: site.address).reminded == 0)
            let reminder = try #require(try await site.mail().first.flatMap(PublicSite.link))
            try await site.operation.change(slug) { (place: inout Place) in
                place.verified = today.adding(days: -470)
            }
            #expect(try await site.get("/places/\(slug)").status == 404)
            #expect(try await !site.get("/api/public/places").text.contains("Casa Nueva"))
            let reminded = try #require(reminder.split(separator: "=").last.map(String.init))
            #expect(try await site.get(reminder).status == 200)
            #expect(try await site.post("/map/verify", [("token", reminded)]).status == 200)
            let again = try await site.get("/places/\(slug)?lang=en")
            #expect(again.status == 200 && !again.text.contains("for a year"))
        }
    }

    @Test("A refusal has its reasons, tells them, and shows nothing; who may not decide does not")
    func refusing() async throws {
        try await PublicSite.with { site in
            let id = try await Self.confirmed(site, name: "Nobody")
            await #expect(throws: OperationError.invalid(field: "reasons")) {
                try await site.operation.refuse(id, for: [], site: site.address)
            }
            try await site.operation.refuse(
                id, for: [.cannotVerify, .asksForMoney], note: "Call us.", site: site.address)
            let mail = try #require(try await site.mail().last)
            let texts = Texts(.english)
            #expect(mail.body.contains(texts("directory.reason.cannot_verify")))
            #expect(mail.body.contains("Call us."))
            #expect(try await !site.get("/map").text.contains("Nobody"))
            for role in [Role.clerk, .editor, .administrator, .auditor, .regionalAnalyst] {
                let other = Application(
                    database: site.signIn.database, vault: Vault(master: .generate()),
                    actor: Actor(name: "x", role: role))
                await #expect(throws: OperationError.notPermitted(.moderateRegistrations)) {
                    try await other.registrations()
                }
            }
            // And the database says the same to whoever asks it without a session.
            let moderator = Application(
                database: site.signIn.database, vault: Vault(master: .generate()),
                actor: Actor(name: "x", role: .moderator))
            #expect(try await moderator.registrations(.refused).isEmpty)
        }
    }

    /// Sends and confirms a registration; returns its id.
    private static func confirmed(
        _ site: PublicSite, name: String,
        _ change: (inout Place) -> Void = { _ in }
    ) async throws -> RegistrationID {
        let directory = site.directory
        let form = directory.newForm()
        var place = Place(
            slug: try #require(Slug("new-entry")), name: name,
            country: try #require(Country("GTM")), status: .hidden)
        change(&place)
        site.clock.letSomebodyWrite()
        let outcome = try await directory.register(
            place, contact: "a@example.org", SentForm(form: form, proof: "", trap: ""),
            from: "192.0.2.7", texts: Texts(.english))
        #expect(outcome == .taken)
        let link = try #require(try await site.mail().last.flatMap(PublicSite.link))
        let token = try #require(link.split(separator: "=").last.map(String.init))
        #expect(try await directory.confirm(token))
        return try #require(try await site.operation.registrations().last).id
    }

    @Test("A thousand forms of a program: nothing public, nothing in the queue, three kept")
    func flood() async throws {
        try await PublicSite.with { site in
            let directory = site.directory
            let forms = (0..<1_000).map { _ in directory.newForm() }
            site.clock.letSomebodyWrite()
            var statuses: [Int: Int] = [:]
            for (index, form) in forms.enumerated() {
                let answer = try await site.post(
                    "/map/register",
                    Self.fields(form: form, name: "Spam", contact: "s\(index)@example.org"))
                statuses[answer.status, default: 0] += 1
            }
            #expect(statuses == [200: 3, 429: 997])
            #expect(try await site.operation.registrations(.unconfirmed).count == 3)
            #expect(try await site.operation.registrations().isEmpty)
            #expect(try await !site.get("/map").text.contains("Spam"))
            // Forms that nobody was given, and the field that nobody sees.
            let made = try await site.post("/map/register", Self.fields(form: "a.9999999999.b"))
            #expect(made.status == 422)
        }
    }

    /// What somebody may write into any field to make it something else than text.
    static let hostile: [String] = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>", "=HYPERLINK(\"http://x\")", "@SUM(1+1)",
        "{{people}} [x](javascript:x)",
    ]

    @Test("Whatever is written stays text: page, map, API, GeoJSON, HSDS, CSV, PDF and mail")
    func injections() async throws {
        try await PublicSite.with { site in
            var file = RegionFile()
            for (index, text) in Self.hostile.enumerated() {
                var place = Place(
                    slug: try #require(Slug("hostile-\(index)")), name: text,
                    country: try #require(Country("GTM")), verified: CalendarDate("2026-11-01"))
                place.locality = text
                place.address = text
                place.phone = text
                place.note = text
                file.places.append(place)
            }
            _ = try await site.operation.importRecords(file)
            for (index, text) in Self.hostile.enumerated() {
                for path in ["/map", "/map/embed", "/places/hostile-\(index)"] {
                    let page = try await site.get(path).text
                    #expect(!page.contains("<script>alert") && !page.contains("<img src=x"))
                    #expect(!page.contains("<svg/onload"))
                }
                let pdf = try await site.get("/places/hostile-\(index)/pdf")
                #expect(pdf.status == 200 && pdf.body.starts(with: Array("%PDF".utf8)))
                #expect(
                    pdf.headers["content-disposition"]
                        == "inline; filename=\"hostile-\(index).pdf\"")
                let read = try JSONSerialization.jsonObject(
                    with: try await site.get("/api/public/places").body)
                let names = (read as? [[String: Any]])?.compactMap { $0["name"] as? String } ?? []
                #expect(names.contains(text))
            }
            let api = try await site.get("/api/public/places.geojson")
            #expect(api.headers["content-type"] == "application/geo+json")
            #expect(api.headers["x-content-type-options"] == "nosniff")
            // A line end makes no header, in a field or in an address.
            var place = file.places[0]
            place.name = "A\r\nBcc: x@example.org"
            #expect(place.faultyField == "name")
            place.name = "A"
            place.website = "javascript:alert(1)"
            #expect(place.faultyField == "website")
        }
    }
}
