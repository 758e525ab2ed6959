import CaseStore
import Casework
import Foundation
import Operations
import Testing

/// What a browser, axe and readers of formats say of the public pages.
@Suite(.serialized, .enabled(if: PublicJudge.python != nil, "needs the judges' Python"))
struct PublicJudgeTests {
    @Test("Every page, small and wide, light and dark: for axe, the policy and the map's agreement")
    func pages() async throws {
        try await PublicPageTests.withDemonstration { site in
            try await Self.expectNothing(site, "pages")
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
            let one = try #require(try await site.operation.registrations().first)
            let slug = try await site.operation.accept(one.id, site: site.address)
            _ = try await site.mail()
            try await Self.expectNothing(site, "shown", "Casa Azul")

            let today = try await site.operation.today()
            try await site.operation.change(slug) { (place: inout Place) in
                place.verified = today.adding(days: -400)
            }
            #expect(try await site.get("/places/\(slug)?lang=en").text.contains("for a year"))
            _ = try await site.operation.remind(site: site.address)
            let reminder = try await link()
            try await Self.expectNothing(site, "change", reminder, "Casa Verde")
            #expect(try await site.get("/places/\(slug)").text.contains("Casa Azul"))
            let change = try #require(try await site.operation.registrations().first)
            #expect(change.place != nil)
            try await Self.expectNothing(site, "verify", reminder)
            #expect(try await !site.get("/places/\(slug)?lang=en").text.contains("for a year"))
            _ = try await site.operation.accept(change.id, site: site.address)
            try await Self.expectNothing(site, "shown", "Casa Verde")
        }
    }
}

/// Runs `Tests/Judges/public_pages.py`.
enum PublicJudge {
    static let python = ProcessInfo.processInfo.environment["HUB_JUDGES"]

    static func says(_ arguments: [String]) async throws -> String {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Judges/public_pages.py")
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
