import Casework
import Codelists
import Credentials
import Foundation
import OpenAPI
import Postgres
import Testing

@testable import Operations

/// Those who checked in by a sheet's code, as an operator lists or forgets them.
@Suite struct ActivityCheckInsTests {
    private static let slug = "desamparados-digital-commerce"

    /// Checks people in as their telephones do.
    private static func send(
        _ names: [String], to session: Int, _ installation: CommandLineInstallation
    ) async throws {
        let application = try await Workplace(environment: installation.environment).open()
        let connection = try #require(installation.environment["DATABASE_URL"])
        let pool = Pool(PoolConfiguration("\(connection) user=hub_service", maximumSize: 1))
        do {
            let signIn = SignIn(
                database: pool, vault: application.sealer.vault, cost: .floor)
            let activity = try #require(Slug(slug))
            let token = try #require(
                try await application.checkInToken(of: activity, session: session))
            // Nobody fills in a form at once.
            let before = PublicDirectory(
                signIn, site: "", clock: { PublicDirectory.systemClock() - 60 })
            for name in names {
                let form = SentForm(form: before.newForm(), proof: "", trap: "")
                let outcome = try await PublicDirectory(signIn, site: "").checkIn(
                    token, Attendee(name: name, institution: "IFAM", sex: .female), form,
                    from: "192.0.2.1")
                #expect(outcome == .taken)
            }
        } catch {
            await pool.close()
            await application.database.close()
            throw error
        }
        await pool.close()
        await application.database.close()
    }

    @Test(
        "Who waits is listed with what they wrote; all of a session are put on its list, or forgotten"
    )
    func decide() async throws {
        try await CommandLineInstallation.with { installation in
            func run(_ line: String) async -> Outcome {
                await installation.run(
                    ["activity"] + line.split(separator: " ").map(String.init))
            }
            func waiting() async throws -> [(session: Int?, name: String?)] {
                let outcome = await run("checkins \(Self.slug) --json")
                #expect(outcome.code == 0, "\(outcome.error)")
                let list = try JSONValue(parsing: Array(outcome.output.utf8)).array ?? []
                for one in list {
                    #expect(one["institution"]?.string == "IFAM")
                    #expect(one["sex"]?.string == "female")
                    #expect(one["id"]?.string.flatMap(AttendeeID.init) != nil)
                }
                return list.map { ($0["session"]?.integer, $0["name"]?.string) }
            }
            for file in EmbeddedFile.under("demonstration/region/").prefix(2) {
                let path = try installation.file("region.json", file.text)
                for noun in ["org", "activity"] {
                    _ = await installation.run([noun, "import", path])
                }
            }
            #expect(try await waiting().isEmpty)
            try await Self.send(["Ana Ejemplo", "Luz Ejemplo"], to: 1, installation)
            try await Self.send(["Eva Ejemplo"], to: 2, installation)
            let all = try await waiting()
            #expect(all.map(\.session) == [1, 1, 2])
            #expect(Set(all.compactMap(\.name)) == ["Ana Ejemplo", "Luz Ejemplo", "Eva Ejemplo"])
            for language in ["en", "es"] {
                let table = await run("checkins \(Self.slug) --lang \(language)")
                #expect(table.output.contains("Eva Ejemplo") && !table.output.contains("⟦"))
            }
            // Nobody is listed yet, and what cannot be decided changes nothing.
            #expect(!(await run("participants \(Self.slug) --names").output.contains("Ejemplo")))
            for (line, code) in [
                ("checkins \(Self.slug) --accept --discard", Int32(64)),
                ("checkins \(Self.slug) --session 9 --accept", 65), ("checkins nothing", 65),
            ] {
                let refused = await run(line)
                #expect(refused.code == code, "\(line): \(refused.error)")
                #expect(!refused.error.isEmpty && !refused.error.contains("⟦"))
            }
            #expect(try await waiting().count == 3)

            let accepted = await run("checkins \(Self.slug) --accept")
            #expect(accepted.code == 0 && accepted.output.contains("2 people of session 1"))
            #expect(try await waiting().map(\.name) == ["Eva Ejemplo"])
            let discarded = await run("checkins \(Self.slug) --session 2 --discard --lang es")
            #expect(discarded.code == 0 && discarded.output.contains("1 persona"))
            #expect(try await waiting().isEmpty)
            let names = await run("participants \(Self.slug) --names").output
            #expect(names.contains("Ana Ejemplo") && names.contains("Luz Ejemplo"))
            #expect(!names.contains("Eva Ejemplo"))
            let nobody = await run("checkins \(Self.slug) --accept")
            #expect(nobody.code == 0 && nobody.output.contains("0 people"))
        }
    }
}
