import CaseStore
import Casework
import Credentials
import Foundation
import Operations
import Testing
import Texts

/// What a browser, axe and readers of formats say of the public pages.
@Suite(.serialized, .enabled(if: PublicJudge.python != nil, "needs the judges' Python"))
struct PublicJudgeTests {
    @Test("Every page, small and wide, light and dark: for axe, the policy and the map's agreement")
    func pages() async throws {
        try await PublicPageTests.withDemonstration { site in
            let slug = try #require(Slug("desamparados-digital-commerce"))
            let token = try #require(try await site.operation.checkInToken(of: slug, session: 1))
            let pictures = ProcessInfo.processInfo.environment["HUB_PICTURES"].map { [$0] } ?? []
            let said = try await PublicJudge.says(
                [site.address, "pages"] + pictures + ["/check-in?token=\(token)"])
            #expect(said == "")
        }
    }

    /// The judge has no fault to name.
    private static func expectNothing(
        _ site: PublicSite, _ arguments: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let said = try await PublicJudge.says([site.address] + arguments)
        #expect(said == "", sourceLocation: sourceLocation)
    }

    @Test("Atom, JSON Feed, GeoJSON and HSDS, by programs that nobody here wrote")
    func formats() async throws {
        try await PublicPageTests.withDemonstration { site in
            try await Self.expectNothing(site, "formats")
        }
    }

    @Test("In a browser: registered, confirmed, moderated, on the map, changed, stale, confirmed")
    func life() async throws {
        try await PublicPageTests.withDemonstration { site in
            func link() async throws -> String {
                try #require(try await site.mail().last.flatMap(PublicSite.link))
            }
            try await Self.expectNothing(site, "register")
            let confirmation = try await link()
            try await Self.expectNothing(site, "confirm", confirmation)
            #expect(try await site.operation.registrations().count == 1)
            try await site.add("mode", .moderator)
            try await Self.expectWalk(site, "moderate", "mode", PublicSite.password, "Casa Azul")
            #expect(try await site.mail().last?.body.contains("/places/") == true)
            try await Self.expectNothing(site, "shown", "Casa Azul")
            let slug = try #require(Slug("casa-azul-de-prueba"))

            // Its own people ask for a link with which they change it; that waits as well.
            try await Self.expectWalk(site, "ask", slug.description, "azul@example.org")
            let own = try await link()
            try await Self.expectNothing(site, "change", own, "Casa Celeste")
            #expect(try await site.get("/places/\(slug)").text.contains("Casa Azul"))
            try await Self.expectWalk(site, "moderate", "mode", PublicSite.password, "Casa Celeste")
            try await Self.expectNothing(site, "shown", "Casa Celeste")

            let today = try await site.operation.today()
            try await site.operation.change(slug) { (place: inout Place) in
                place.verified = today.adding(days: -400)
            }
            #expect(try await site.get("/places/\(slug)?lang=en").text.contains("for a year"))
            _ = try await site.operation.remind(site: site.address)
            let reminder = try await link()
            try await Self.expectNothing(site, "change", reminder, "Casa Verde")
            #expect(try await site.get("/places/\(slug)").text.contains("Casa Celeste"))
            let change = try #require(try await site.operation.registrations().first)
            #expect(change.place != nil)
            try await Self.expectNothing(site, "verify", reminder)
            #expect(try await !site.get("/places/\(slug)?lang=en").text.contains("for a year"))
            try await Self.expectWalk(site, "refuse", "mode", PublicSite.password, "Casa Verde")
            #expect(try await site.operation.registration(change.id).status == .refused)
            #expect(try await site.mail().last?.body.contains("<b>Llámenos</b>") == true)
            #expect(try await site.get("/places/\(slug)").text.contains("Casa Celeste"))
        }
    }

    @Test("In a browser: an item written, reviewed, published with its figure's source, corrected")
    func editing() async throws {
        try await PublicPageTests.withDemonstration { site in
            try await site.add("ema", .editor)
            let quarter = try #require(Quarter("2021-Q1"))
            try await site.importLog("BZ-BMP.csv")
            try await site.closeQuarter(quarter)
            let slug = "walk-item"
            try await Self.expectWalk(
                site, "write", "ema", PublicSite.password, slug, "people quarter=2021-Q1 edition=1")
            #expect(try await site.get("/bulletin/\(slug)").status == 404)
            try await Self.expectWalk(site, "publish", "ema", PublicSite.password, slug)
            try await Self.expectWalk(
                site, "correct", "ema", PublicSite.password, slug, "Se dijo <i>una</i> vez.")
            for feed in ["feed.atom", "feed.json", slug] {
                let text = try await site.get("/bulletin/\(feed)?lang=es").text
                #expect(text.contains("Dos veces.") && !text.contains("<script>alert"))
            }
            // A newer edition flags the figure for everybody: on the page, to the API, to staff.
            #expect(try await !site.get("/bulletin/\(slug)").text.contains("outdated"))
            try await site.closeQuarter(quarter)
            let page = try await site.get("/bulletin/\(slug)?lang=es").text
            #expect(page.contains("figure outdated"))
            #expect(page.contains(Texts(.spanish)("bulletin.figure.outdated", ["edition": "2"])))
            let token = try await site.operation.issueToken(
                for: "ema", label: "walk", scopes: nil, days: 1)
            let figures = try await site.get(
                "/api/v1/bulletin/figures", headers: ["Authorization": "Bearer \(token.text)"])
            #expect(figures.text.contains("\"outdated\""), "\(figures.text)")
        }
    }

    private static func expectWalk(
        _ site: PublicSite, _ arguments: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let said = try await PublicJudge.says(
            [site.address] + arguments, by: "region_walk.py")
        #expect(said == "", sourceLocation: sourceLocation)
    }
}

/// Runs `Tests/Judges/public_pages.py`.
enum PublicJudge {
    static let python = ProcessInfo.processInfo.environment["HUB_JUDGES"]

    static func says(
        _ arguments: [String], by script: String = "public_pages.py"
    ) async throws -> String {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Judges/\(script)")
        let process = Process()
        process.executableURL = URL(filePath: python ?? "/usr/bin/python3")
        process.arguments = [script.path] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        // The service answers on threads of its own; only this one waits.
        let said = await Task.detached { output.fileHandleForReading.readDataToEndOfFile() }.value
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}
