import FoundationEssentials
import Glibc
import Testing

/// Rotation, and what it leaves readable.
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

    /// The names and documents of somebody, as they can be read; empty where they cannot.
    private func read(_ person: String, _ site: Site) async throws -> String {
        let dossier = try await site.json("person", "export", person, as: Dossier.self)
        return dossier.records.flatMap {
            [$0.givenNames, $0.familyNames].compactMap { $0 } + $0.documents
        }.joined(separator: " ")
    }
}
