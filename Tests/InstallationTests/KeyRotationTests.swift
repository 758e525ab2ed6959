import FoundationEssentials
import Glibc
import Testing

/// Rotation and erasure, with everything that stands on the disk.
@Suite struct KeyRotationTests {
    private struct Status: Decodable {
        let epoch: Int
        let rotating: Bool
        let remaining: [String: Int]
        let erased: Int
    }

    private struct Dossier: Decodable {
        struct Record: Decodable {
            let givenNames: String?
            let familyNames: String?
            let documents: [String]
            let birth: String?

            enum CodingKeys: String, CodingKey {
                case documents, birth
                case givenNames = "given_names"
                case familyNames = "family_names"
            }
        }

        let records: [Record]
    }

    @Test("Killed at twenty moments, a rotation is completed and everybody can be read")
    func killed() async throws {
        try await Site.with { site in
            try await site.hubctl("up")
            try await site.importSome()
            let people = try await site.sql("SELECT person_id FROM person ORDER BY person_id")
                .split(separator: "\n").map(String.init)
            try #require(people.count > 100)
            var names: [String: String] = [:]
            let chosen = people.shuffled().prefix(12)
            for person in chosen { names[person] = try await read(person, site) }

            let begin = ContinuousClock.now
            try await site.hubctl("key", "rotate")
            var length = ContinuousClock.now - begin
            var (hits, random) = (0, SplitMix(state: KillTests.seed))
            for round in 0..<20 {
                let rotation = try site.start(["key", "rotate"])
                let start = ContinuousClock.now
                let moment = start + length * Double.random(in: 0...1, using: &random)
                while ContinuousClock.now < moment, !rotation.hasEnded {
                    try await Task.sleep(for: .milliseconds(1))
                }
                if rotation.hasEnded { length = ContinuousClock.now - start }
                rotation.signal(SIGKILL)
                if try await rotation.end().status != 0 { hits += 1 }
                // Whenever it was killed, what there is can be read.
                let person = try #require(chosen.randomElement(using: &random))
                #expect(try await read(person, site) == names[person], "round \(round)")
            }
            #expect(hits > 0, "seed \(KillTests.seed): nothing was killed before its end")
            try await site.hubctl("key", "rotate")
            let status = try await site.json("key", "status", as: Status.self)
            #expect(!status.rotating && status.remaining.isEmpty && status.epoch > 2)
            // What the old keys opened is not needed any more.
            try await site.hubctl("key", "forget", "--old-backups")
            for person in chosen { #expect(try await read(person, site) == names[person]) }
            let doctor = try await site.json("doctor", as: DoctorFile.self)
            #expect(doctor["identity"] == "ok" && doctor["key"] == "ok")
        }
    }

    @Test("A hundred people who were erased can be read nowhere, nor in yesterday's backup")
    func erased() async throws {
        try await Site.with { site in
            try await site.hubctl("up")
            try await site.importSome()
            let quarter = "2021-Q1"
            try await site.hubctl("quarter", "review", quarter)
            let people = try await site.sql(
                "SELECT person_id FROM person WHERE merged_into IS NULL ORDER BY person_id"
            ).split(separator: "\n").map(String.init)
            let gone = people.prefix(100)
            let kept = try #require(people.dropFirst(100).first)
            var strings: Set<String> = []
            for person in gone {
                let dossier = try await site.json("person", "export", person, as: Dossier.self)
                for record in dossier.records {
                    let names = [record.givenNames, record.familyNames].compactMap { $0 }
                    strings.insert(names.joined(separator: " "))
                    strings.formUnion(record.documents)
                    if let birth = record.birth, birth.count == 10 { strings.insert(birth) }
                }
            }
            strings = strings.filter { $0.count >= 7 }
            let keptName = try await read(kept, site)
            let report = try await site.hubctl("report", "quarter", quarter, "--json")
            let backup = try await site.dump()
            for person in gone {
                try await site.hubctl("person", "erase", person, "--reason", "asked for it")
            }
            #expect(try await site.hubctl("report", "quarter", quarter, "--json") == report)

            let files = ["\(site.folder)/today.sql", "\(site.folder)/yesterday.sql"]
            try Data(try await site.dump().utf8).write(to: URL(filePath: files[0]))
            try Data(backup.utf8).write(to: URL(filePath: files[1]))
            try await site.sql("CHECKPOINT")
            // A birth date may be a day on which a hub was open, which stands in clear.
            let days = strings.filter { $0.count == 10 && $0.dropFirst(4).first == "-" }
            let found = try await site.find(
                strings.subtracting(days), in: files + [site.data, site.serverLog, site.home])
            #expect(found.isEmpty, "\(found.count) of \(strings.count)")

            // The backup of the day before, with the keyring of today.
            try await site.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
            let restored = try await site.tool(
                "psql", "-XAtq", "-h", "\(site.home)/postgres/run", "-U", "hub_owner", "-d", "hub",
                "-f", files[1], as: site.serverUser)
            try #require(restored.status == 0, "\(restored.errors)")
            for person in gone.prefix(5) {
                #expect(try await read(person, site).isEmpty)
            }
            #expect(try await read(kept, site) == keptName)
            // At the next start, the database is told of them as well.
            let before = try await site.sql(
                "SELECT count(*) FROM identity_key WHERE person_id = '\(gone[0])'")
            #expect(before == "1")
            try await site.hubctl("up")
            let left = try await site.sql(
                "SELECT count(*) FROM person WHERE erased_at IS NOT NULL")
            #expect(Int(left) ?? 0 >= 100)
            #expect(try await read(kept, site) == keptName)
        }
    }

    /// The names and documents of somebody, as they can be read; empty where they cannot.
    private func read(_ person: String, _ site: Site) async throws -> String {
        let dossier = try await site.json("person", "export", person, as: Dossier.self)
        return dossier.records.flatMap {
            [$0.givenNames, $0.familyNames].compactMap { $0 } + $0.documents
        }.joined(separator: " ")
    }
}
