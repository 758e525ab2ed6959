import Foundation
import Testing

/// A case from its opening to its hand-over and its export, by the command line alone.
@Suite struct CaseCommandTests {
    @Test("A need is followed up, handed over and exported by commands")
    func followUp() async throws {
        try await CommandLineInstallation.with { hub in
            for (code, name) in [("MX-TAP", "Tapachula"), ("GT-TEC", "Tecún Umán")] {
                _ = await hub.run(["hub", "add", code, "--name", name])
            }
            let people = try hub.file(
                "people.json",
                #"[{"given_names": "Zafira", "family_names": "Secreta", "document": "ZZ1"}]"#)
            let event = "0178b1a2-7c00-7000-8000-000000000001"
            let texts = try hub.file(
                "texts.json",
                #"""
                {"plan": "find a bed", "next_step": "call the shelter",
                 "trafficking": {"exploitation": ["ForcedLabour"]}}
                """#)
            let summary = try hub.file("summary.txt", "needs a bed tonight\n")
            let scan = try hub.file("scan.pdf", "%PDF-1.4 a scan")
            func did(_ arguments: [String]) async -> String {
                let outcome = await hub.run(arguments, width: 200)
                #expect(outcome.code == 0, "\(arguments): \(outcome.error)")
                return outcome.output
            }
            _ = await did([
                "event", "log", "MX-TAP", "--services", "trafficking_protection", "--persons",
                people, "--id", event,
            ])
            let opening = [
                "case", "open", "MX-TAP", "--event", event, "--needs",
                "trafficking_protection,shelter_referral", "--texts", texts, "--id",
                "0178b1a2-7c00-7000-8000-000000000002",
            ]
            #expect(await did(opening).contains("Opened case MX-TAP-"))
            #expect(await did(opening).contains("nothing changed"))
            let year = await did(["case", "list", "--hub", "MX-TAP"])
                .firstMatch(of: /MX-TAP-\d{4}-000001/)
            let name = String(try #require(year).output)

            let data = Data(await did(["case", "show", name, "--json"]).utf8)
            let document = try #require(
                try JSONSerialization.jsonObject(with: data) as? [String: any Sendable])
            #expect(document["plan"] as? String == "find a bed")
            #expect(document["restricted"] as? Bool == true)
            let persons = try #require(document["people"] as? [[String: any Sendable]])
            let person = try #require(persons.first?["person_id"] as? String)

            _ = await did(["case", "note", name, "--file", summary])
            _ = await did([
                "case", "attach", name, "--file", scan, "--kind", "legal", "--id",
                "0178b1a2-7c00-7000-8000-000000000003",
            ])
            let copy = "\(hub.home)/copy.pdf"
            _ = await did([
                "case", "attachment", "0178b1a2-7c00-7000-8000-000000000003", "--output", copy,
            ])
            #expect(try String(contentsOfFile: copy, encoding: .utf8) == "%PDF-1.4 a scan")

            let id = "0178b1a2-7c00-7000-8000-000000000004"
            let sending = [
                "referral", "send", name, "--to", "GT-TEC", "--needs", "shelter_referral",
                "--priority", "urgent", "--summary", summary, "--id", id,
            ]
            #expect(await hub.run(sending).code == 77)
            let consent = [person, "--hub", "MX-TAP", "--purpose", "referral", "--to", "GT-TEC"]
            _ = await did(["consent", "give"] + consent + ["--text-version", "2021-01"])
            _ = await did(sending)
            _ = await did(["referral", "accept", id])
            #expect(await hub.run(["referral", "decline", id, "--reason", "x"]).code == 64)
            let shown = await did(["referral", "show", id, "--lang", "es"])
            #expect(shown.contains("Zafira Secreta") && shown.contains("needs a bed tonight"))
            #expect(
                await did(["referral", "due", "--hub", "GT-TEC", "--hours", "73"]).contains(id))
            try await hub.expectDigest(
                of: "GT-TEC", naming: id, never: ["Zafira", "Secreta", "bed tonight"])
            #expect(await did(["consent", "list", person]).contains("visible to them"))
            #expect(
                await did(["consent", "withdraw"] + consent).contains("1 referral with it"))
            #expect(!(await did(["referral", "show", id]).contains("Zafira")))
            #expect(
                await hub.run(["referral", "complete", id, "--outcome", "provided"]).code == 65)

            let stale = await hub.run([
                "case", "change", name, "--priority", "high", "--at-version", "7",
            ])
            #expect(stale.code == 75 && stale.error.contains("version 1"))
            _ = await did(["case", "close", name, "--outcome", "referred"])
            #expect(await hub.run(["case", "change", name, "--priority", "high"]).code == 65)
            _ = await did(["case", "reopen", name, "--reason", "came back"])
            let timeline = await did(["case", "show", name])
            for text in ["Zafira Secreta", "scan.pdf", "needs a bed tonight", "reopened"] {
                #expect(timeline.contains(text), "\(text)")
            }
            #expect(await did(["case", "workload", "MX-TAP", "--lang", "es"]).contains("Abiertos"))
            try await export(hub, person: person)
        }
    }

    private func export(_ hub: CommandLineInstallation, person: String) async throws {
        let key = "\(hub.home)/recipient.key"
        let made = await hub.run(["key", "recipient", "--output", key, "--json"])
        let recipient = try #require(made.output.firstMatch(of: /[0-9a-f]{64}/))
        let today = Calendar(identifier: .gregorian).dateComponents([.year, .month], from: .now)
        let month = try #require(today.month)
        let quarter = "\(try #require(today.year))-Q\((month + 2) / 3)"
        let file = "\(hub.home)/cases.sealed"
        let exporting = [
            "export", "htcds", "--quarter", quarter, "--recipient", String(recipient.output),
            "--output", file,
        ]
        let refused = await hub.run(exporting)
        #expect(refused.code == 65 && !FileManager.default.fileExists(atPath: file))
        _ = await hub.run([
            "consent", "give", person, "--hub", "MX-TAP", "--purpose", "research",
            "--text-version", "2021-01",
        ])
        let exported = await hub.run(exporting)
        #expect(exported.code == 0, "\(exported.error)")
        let sealed = try Data(contentsOf: URL(filePath: file))
        #expect(!String(decoding: sealed, as: UTF8.self).contains("vic_"))
        // Without an installation: the recipient has none.
        let opened = await CommandLineInstallation.run(
            ["unseal", file, "--key", key], environment: [:])
        #expect(opened.code == 0 && opened.output.contains("ForcedLabour"))
        #expect(!opened.output.contains("Zafira"))
        let other = "\(hub.home)/other.key"
        _ = await hub.run(["key", "recipient", "--output", other])
        let wrong = await hub.run(["unseal", file, "--key", other])
        #expect(wrong.code == 65 && wrong.output.isEmpty)
    }
}
