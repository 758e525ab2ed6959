import FoundationEssentials
import Operations
import Postgres
import Testing

/// `hubctl user …`, as an operator and a script use it.
@Suite struct AccountCommandTests {
    @Test("Accounts are added, listed, changed and shut out")
    func accounts() async throws {
        try await CommandLineInstallation.with { hub in
            _ = await hub.run(["hub", "add", "MX-TAP", "--name", "Tapachula"])
            let added = await hub.run([
                "user", "add", "ana", "--role", "clerk", "--hub", "MX-TAP", "--json",
            ])
            let made = try decode(added, as: Made.self)
            #expect(made.name == "ana" && (made.password?.count ?? 0) == 14)
            for arguments in [
                ["add", "luis", "--role", "country_officer", "--country", "HND"],
                ["add", "eva", "--role", "auditor", "--language", "en"],
                ["role", "luis", "--role", "administrator"], ["disable", "eva"],
            ] {
                let outcome = await hub.run(["user"] + arguments)
                #expect(outcome.code == 0, "\(arguments): \(outcome.error)")
            }
            let list = try decode(await hub.run(["user", "list", "--json"]), as: [Account].self)
            #expect(list.map(\.name) == ["ana", "eva", "luis"])
            #expect(list.map(\.role) == ["clerk", "auditor", "administrator"])
            #expect(list.map(\.disabled) == [false, true, false])
            #expect(list.map(\.hub) == ["MX-TAP", nil, nil])
            let shown = try decode(
                await hub.run(["user", "show", "EVA", "--json"]), as: Account.self)
            #expect(shown.name == "eva" && shown.mustChange)
            let reset = try decode(
                await hub.run(["user", "reset", "ana", "--json"]), as: Made.self)
            #expect(reset.password != made.password)
        }
    }

    @Test("What cannot be is refused, with its exit code")
    func refusals() async throws {
        try await CommandLineInstallation.with { hub in
            _ = await hub.run(["user", "add", "ana", "--role", "auditor"])
            for (arguments, code) in [
                (["add", "ANA", "--role", "auditor"], 65), (["add", "b", "--role", "clerk"], 64),
                (["add", "b", "--role", "auditor", "--hub", "MX-TAP"], 64),
                (["add", "b", "--role", "clerk", "--hub", "MX-TAP"], 65),
                (["add", "b", "--role", "machine"], 64), (["add", "b c", "--role", "auditor"], 65),
                (["show", "nobody"], 65), (["disable", "nobody"], 65),
                (["token", "nobody", "--json"], 65), (["token", "ana", "--days", "0"], 64),
                (["totp", "ana", "--confirm", "123456"], 64),
                (["sessions", "ana", "--revoke", "0178b1a2-7c00-7000-8000-000000000001"], 65),
            ] {
                for language in ["en", "es"] {
                    let outcome = await hub.run(["user"] + arguments + ["--lang", language])
                    #expect(outcome.code == Int32(code), "\(arguments): \(outcome.error)")
                    #expect(!outcome.error.isEmpty)
                }
            }
        }
    }

    @Test("Tokens, sessions and one-time codes are given out once and listed without their secret")
    func access() async throws {
        try await CommandLineInstallation.with { hub in
            _ = await hub.run(["user", "add", "ana", "--role", "regional_analyst"])
            let token = try decode(
                await hub.run(["user", "token", "ana", "--json"]), as: [String: String].self)
            #expect(Array(token.keys) == ["token"] && token["token"]?.hasPrefix("hub_") == true)
            let listed = await hub.run(["user", "token", "ana", "--list", "--json"])
            #expect(!listed.output.contains(token["token"] ?? "hub_"))
            let id = try #require(try decode(listed, as: [Listed].self).first?.id)
            let revoked = await hub.run(["user", "token", "ana", "--revoke", id])
            #expect(revoked.code == 0)
            let left = await hub.run(["user", "token", "ana", "--list", "--json"])
            #expect(try decode(left, as: [Listed].self).isEmpty)

            let picture = "\(hub.home)/ana.svg"
            let secret = try decode(
                await hub.run(["user", "totp", "ana", "--svg", picture, "--json"]),
                as: [String: String].self)
            #expect(secret["uri"]?.contains(secret["secret"] ?? "-") == true)
            let svg = try String(contentsOfFile: picture, encoding: .utf8)
            #expect(svg.hasPrefix("<svg"))
            let sessions = await hub.run(["user", "sessions", "ana", "--json"])
            #expect(try decode(sessions, as: [Listed].self).isEmpty)
        }
    }

    @Test("Whoever was added signs in where pages are served, which is never as the owner")
    func service() async throws {
        try await CommandLineInstallation.with { hub in
            let added = await hub.run(["user", "add", "ana", "--role", "auditor", "--json"])
            let password = try #require(try decode(added, as: Made.self).password)
            var environment = hub.environment
            await #expect(throws: WorkplaceError.serviceIsOwner) {
                try await Workplace(environment: environment).openService()
            }
            environment["SERVICE_DATABASE_URL"] =
                "\(environment["DATABASE_URL"] ?? "") user=hub_service"
            let signIn = try await Workplace(environment: environment).openService()
            let source = SignIn.Source(address: "192.0.2.1", label: "Test")
            let entry = try await signIn.begin(name: "ana", password: password, from: source)
            #expect(entry.mustChangePassword)
            await signIn.database.close()
            let sessions = await hub.run(["user", "sessions", "ana", "--json"])
            #expect(try decode(sessions, as: [Listed].self).count == 1)
            let ended = await hub.run(["user", "sessions", "ana", "--revoke-all"])
            #expect(ended.code == 0)
            let left = await hub.run(["user", "sessions", "ana", "--json"])
            #expect(try decode(left, as: [Listed].self).isEmpty)
        }
    }

    private struct Made: Decodable {
        let name: String
        let password: String?
    }

    private struct Account: Decodable {
        let name: String
        let role: String
        let hub: String?
        let disabled: Bool
        let mustChange: Bool

        enum CodingKeys: String, CodingKey {
            case name, role, hub, disabled
            case mustChange = "must_change_password"
        }
    }

    private struct Listed: Decodable { let id: String }

    private func decode<Document: Decodable>(
        _ outcome: Outcome, as _: Document.Type
    ) throws -> Document {
        try #require(outcome.code == 0, "\(outcome.error)")
        return try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
    }
}
