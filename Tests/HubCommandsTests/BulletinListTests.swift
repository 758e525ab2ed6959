import Casework
import Codelists
import OpenAPI
import Operations
import Postgres
import Reporting
import Testing

/// What the list of the bulletin's items says about their figures.
@Suite struct BulletinListTests {
    private static let item = "information-hubs-q1-2021"

    @Test("A figure is marked while its edition is not there, and once a newer one is out")
    func marks() async throws {
        try await CommandLineInstallation.with { installation in
            func mark() async throws -> String? {
                let listed = await installation.run(["bulletin", "list", "--json"])
                let items = try JSONValue(parsing: Array(listed.output.utf8)).array ?? []
                let own = try #require(items.first { $0["slug"]?.string == Self.item })
                return own["attention"]?.string
            }
            func line(_ language: String) async -> String {
                await installation.run(["bulletin", "list", "--lang", language]).output
                    .split(separator: "\n").first { $0.contains(Self.item) }.map(String.init) ?? ""
            }
            let hubs = try #require(EmbeddedFile.named("demonstration/q1-2021/hubs.csv"))
            let log = try #require(
                EmbeddedFile.named("demonstration/q1-2021/logs/BZ-BMP.csv"))
            for (kind, file) in [("hubs", hubs), ("hublog", log)] {
                let path = try installation.file("\(kind).csv", file.text)
                let taken = await installation.run(
                    ["import", kind, path] + (kind == "hublog" ? ["--accept-rejects"] : []))
                #expect(taken.code == 0, "\(taken.error)")
            }
            for file in EmbeddedFile.under("demonstration/region/") {
                let path = try installation.file("region.json", file.text)
                for noun in ["org", "activity", "network", "mgi", "publication", "bulletin"] {
                    _ = await installation.run([noun, "import", path])
                }
            }
            #expect(try await mark() == "not_published")
            try await Self.close(installation)
            #expect(try await mark() == nil)
            #expect(await !line("en").contains("newer edition"))
            try await Self.close(installation)
            #expect(try await mark() == "outdated")
            #expect(await line("en").contains("a newer edition is out"))
            #expect(await !line("es").contains("⟦"))
        }
    }

    private static func close(_ installation: CommandLineInstallation) async throws {
        let application = try await Workplace(environment: installation.environment).open()
        let quarter = Quarter(index: 8_084)
        do {
            let items = try await application.status(of: quarter).review.items
            _ = try await application.close(
                quarter, accepting: Set(items.map(\.name)), reason: "Review")
        } catch {
            await application.database.close()
            throw error
        }
        await application.database.close()
    }
}
