import FoundationEssentials
import Glibc
import Postgres
import Testing

/// Where the master key may come from, and what becomes of a wrong one.
@Suite struct KeyCommandTests {
    private struct Status: Decodable {
        let masterKey: String

        enum CodingKeys: String, CodingKey { case masterKey = "master_key" }
    }

    private func run(
        _ hub: CommandLineInstallation, _ words: [String], _ more: [String: String]
    ) async -> Outcome {
        await CommandLineInstallation.run(
            words, environment: hub.environment.merging(more) { $1 })
    }

    /// How the database stands, in what any operation would change.
    private func standing(_ hub: CommandLineInstallation) async throws -> [String] {
        let pool = Pool(PoolConfiguration(hub.environment["DATABASE_URL"] ?? "", maximumSize: 1))
        do {
            let rows = try await pool.all(
                Query<String>(
                    """
                    SELECT format('%s %s', count(*), max(change_number)) FROM audit
                    UNION ALL SELECT i::text FROM installation i
                    UNION ALL SELECT count(*)::text FROM hub
                    UNION ALL SELECT string_agg(l::text, ' ' ORDER BY l::text) FROM schema_ledger l
                    """))
            await pool.close()
            return rows
        } catch {
            await pool.close()
            throw error
        }
    }

    @Test("The master key is taken from the file that is named, or from systemd's credential")
    func places() async throws {
        try await CommandLineInstallation.with { hub in
            let folder = "\(hub.home)/credentials"
            let credential = "\(folder)/hubctl-master-key"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try FileManager.default.moveItem(atPath: "\(hub.home)/master.key", toPath: credential)
            let without = await hub.run(["key", "status"])
            #expect(without.code != 0 && without.error.contains("master.key"))

            // systemd gives it so that the service's group can read it.
            chmod(credential, 0o440)
            let given = ["CREDENTIALS_DIRECTORY": folder]
            let status = await run(hub, ["key", "status", "--json"], given)
            #expect(status.code == 0, "\(status.error)")
            let shown = try JSONDecoder().decode(Status.self, from: Data(status.output.utf8))
            #expect(shown.masterKey == credential)
            let up = await run(hub, ["up"], given)
            #expect(up.code == 0, "\(up.error)")
            // What systemd gave cannot be replaced in its place.
            let refused = await run(hub, ["key", "rotate"], given)
            #expect(refused.code != 0 && refused.error.contains("--output"))
            let new = "\(hub.home)/new.key"
            let rotated = await run(hub, ["key", "rotate", "--output", new], given)
            #expect(rotated.code == 0, "\(rotated.error)")
            let named = await run(hub, ["key", "status"], ["HUBCTL_MASTER_KEY": new])
            #expect(named.code == 0 && named.output.contains(new))
            // A file that others may read is no place for a key.
            chmod(new, 0o644)
            let open = await run(hub, ["key", "status"], ["HUBCTL_MASTER_KEY": new])
            #expect(open.code != 0 && open.error.contains("chmod 600"))
        }
    }

    @Test("With another installation's key nothing is done, and nothing written")
    func wrong() async throws {
        try await CommandLineInstallation.with { hub in
            let other = "\(hub.home)/other"
            let made = await CommandLineInstallation.run(
                ["init"],
                environment: hub.environment.merging(["HUBCTL_HOME": other]) { $1 })
            #expect(made.code == 0)
            let wrong = ["HUBCTL_MASTER_KEY": "\(other)/master.key"]
            let before = try await standing(hub)
            let hubs = try hub.file(
                "hubs.csv",
                "code,name,country,admin1,latitude,longitude\nMX-TAP,Tapachula,MEX,MX-CHP,14.9,-92.3\n"
            )
            let person = "0178b1a2-7c00-7000-8000-000000000002"
            let commands = [
                ["up"], ["migrate"], ["serve", "--port", "9499"], ["import", "hubs", hubs],
                ["person", "erase", person, "--reason", "asked"], ["key", "rotate"],
                ["key", "forget"], ["audit", "seal"], ["demo", "load"], ["duplicates", "scan"],
            ]
            for command in commands {
                let outcome = await run(hub, command, wrong)
                #expect(outcome.code != 0, "\(command): \(outcome.output)")
                #expect(outcome.error.contains("key"), "\(command): \(outcome.error)")
            }
            // Nor with the other installation's keyring, which that key does open.
            let home = ["HUBCTL_HOME": other]
            for command in commands {
                #expect(await run(hub, command, home).code != 0, "\(command)")
            }
            #expect(try await standing(hub) == before)
            #expect(await hub.run(["key", "status"]).code == 0)
        }
    }
}
