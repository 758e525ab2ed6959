import CaseStore
import Casework
import Codelists
import Credentials
import Documents
import Foundation
import Operations
import Testing
import Texts

/// Who came to a session says so on their own telephone, by the code on the sheet.
@Suite struct CheckInTests {
    private static let slug = "desamparados-digital-commerce"

    private static func send(
        _ site: PublicSite, _ token: String, _ name: String, form: String? = nil
    ) async throws -> PublicSite.Answer {
        let form = form ?? site.directory.newForm()
        site.clock.letSomebodyWrite()
        return try await site.post(
            "/check-in?lang=es",
            [
                ("token", token), ("name", name), ("institution", "IFAM"), ("sex", "female"),
                ("form", form), ("proof", ""), ("url", ""),
            ])
    }

    @Test("By the sheet's code they wait, sealed; staff list or forget them; each counts once")
    func checkIn() async throws {
        try await PublicPageTests.withDemonstration { site in
            let slug = try #require(Slug(Self.slug))
            let token = try #require(try await site.operation.checkInToken(of: slug, session: 1))
            for language in ["es", "en", "fr", "ht"] {
                let page = try await site.get("/check-in?token=\(token)&lang=\(language)")
                #expect(page.status == 200 && page.headers["set-cookie"] == nil)
                #expect(!page.text.contains("[es]") && !page.text.contains("⟦"), "\(language)")
                #expect(page.headers["cache-control"] == "no-store")
            }
            let hostile = "<script>alert(1)</script>"
            for name in ["Ana Ejemplo", "ANA  EJEMPLO", hostile, "Nadie"] {
                #expect(try await Self.send(site, token, name).status == 200)
            }
            // One form is one person, however often it is sent.
            let form = site.directory.newForm()
            for name in ["Luz", "Luz Dos", "Luz Tres"] {
                #expect(try await Self.send(site, token, name, form: form).status == 200)
            }
            for name in [" ", "A\u{202E}B", "A\r\nBcc: x@example.org"] {
                #expect(try await Self.send(site, token, name).status == 422)
            }
            #expect(try await Self.send(site, token, "B", form: "a.9999999999.b").status == 422)
            let altered = String(token.dropLast()) + (token.hasSuffix("0") ? "1" : "0")
            #expect(try await Self.send(site, altered, "Nadie").status == 410)
            #expect(try await site.get("/check-in?token=\(altered)").status == 410)

            // Nobody is listed or counted, certified or shown, before staff have seen them.
            let quarter = try #require(Quarter("2021-Q1"))
            let before = try await site.operation.reached(in: quarter)
            #expect(try await site.operation.attendees(of: slug).isEmpty)
            let waiting = try await site.operation.checkIns(of: slug)
            #expect(Set(waiting.compactMap(\.name)) == ["Ana Ejemplo", hostile, "Nadie", "Luz"])
            try await site.add("oficial", .countryOfficer, country: "CRI")
            let staff = try await site.get(
                "/region/activities/\(slug)/participants",
                headers: try await site.session(of: "oficial"))
            #expect(staff.status == 200 && staff.text.contains("Ana Ejemplo"))
            #expect(staff.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            #expect(!staff.text.contains("<script>alert"))

            let ana = try #require(waiting.first { $0.name == "Ana Ejemplo" })
            #expect(
                try await site.operation.decide(.accept, on: [ana.id], of: slug, session: 1) == 1)
            #expect(
                try await site.operation.decide(.accept, on: [ana.id], of: slug, session: 1) == 0)
            #expect(try await site.operation.decide(.discard, of: slug, session: 1) == 3)
            #expect(try await site.operation.checkIns(of: slug).isEmpty)
            let listed = try await site.operation.attendees(of: slug)
            #expect(listed.map(\.name) == ["Ana Ejemplo"])
            let held = try await site.operation.reached(in: quarter)
            func listedInAll(_ rows: [ReachedRow]) -> Int {
                rows.first { $0.dimension == .total }?.listed ?? 0
            }
            #expect(listedInAll(before) == 0 && listedInAll(held) == 1)
            // Who is listed does not wait again.
            #expect(try await Self.send(site, token, "Ana Ejemplo").status == 200)
            #expect(try await site.operation.checkIns(of: slug).isEmpty)
            #expect(try await site.operation.attendees(of: slug).count == 1)
            // A form that staff have decided on is answered as before, and waits no more.
            #expect(try await Self.send(site, token, "Luz", form: form).status == 200)
            #expect(try await site.operation.checkIns(of: slug).isEmpty)
            // The same person by another form has come anew.
            #expect(try await Self.send(site, token, "Luz").status == 200)
            let anew = try await site.operation.checkIns(of: slug)
            #expect(anew.compactMap(\.name) == ["Luz"])
            #expect(try await site.operation.decide(.accept, of: slug, session: 1) == 1)
            #expect(try await site.operation.attendees(of: slug).count == 2)
            // The code is good until two days after the session, or after it was printed.
            site.clock.advance(by: 4 * 86_400)
            #expect(try await site.get("/check-in?token=\(token)").status == 410)
        }
    }

    @Test("The sheet has the code for those who may list people, and a flood of forms stays small")
    func sheetAndFlood() async throws {
        try await PublicPageTests.withDemonstration { site in
            let slug = try #require(Slug(Self.slug))
            let papers = Papers(site.operation, texts: Texts(.spanish), site: site.address)
            let sheet = try await Judge.pdfText(papers.signInSheet(of: slug, session: 1))
            #expect(sheet.contains("/check-in?token="))
            let clerk = Application(
                database: site.signIn.database, vault: Vault(master: .generate()),
                actor: Actor(name: "x", role: .clerk))
            #expect((try? await clerk.checkInToken(of: slug, session: 1)) == nil)

            let token = try #require(try await site.operation.checkInToken(of: slug, session: 1))
            let directory = site.directory
            let forms = (0..<521).map { _ in directory.newForm() }
            site.clock.letSomebodyWrite()
            var outcomes: [SendingOutcome] = []
            for number in 0..<520 {
                outcomes.append(
                    try await directory.checkIn(
                        token, Attendee(name: "Inventada \(number)"),
                        SentForm(form: forms[number], proof: "", trap: ""),
                        from: "192.0.2.\(number % 4)"))
            }
            #expect(outcomes.count { $0 == .taken } == 500)
            #expect(outcomes.suffix(20).allSatisfy { $0 == .tooMany })
            #expect(
                try await directory.checkIn(
                    token, Attendee(name: "Programa"),
                    SentForm(form: forms[520], proof: "", trap: "x"),
                    from: "192.0.2.9") == .taken)
            #expect(try await site.operation.decide(.discard, of: slug, session: 1) == 500)
            #expect(try await site.operation.attendees(of: slug).isEmpty)
        }
    }
}
