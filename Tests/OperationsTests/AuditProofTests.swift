import CaseStore
import Credentials
import FoundationEssentials
import Postgres
import Testing

@testable import Operations

@Suite struct AuditProofTests {
    @Test("Every row is proved under its seal and every later one, without the database")
    func proves() async throws {
        try await AuditTrailFixture.with(seed: 9_162, seals: 6) { application, _ in
            let key = application.sealer.vault.signing.publicKey
            let trail = try await application.database.withConnection {
                try await TrailStanding($0)
            }
            for (position, id) in trail.rows.enumerated() where position.isMultiple(of: 7) {
                let own = try #require(trail.seals.first { position < $0.size })
                let later = try #require(trail.seals[(own.number - 1)...].randomElement())
                let proof = try await application.proveAuditRow(id, upTo: later.number)
                let copy = try JSONDecoder().decode(
                    AuditProof.self, from: JSONEncoder().encode(proof))
                let statement = try #require(copy.verified(publicKey: key))
                #expect(statement.row.id == id)
                #expect(statement.seal.number == own.number)
                #expect(statement.later?.digest == later.digest)
                #expect(copy.verified() != nil)
                #expect(copy.verified(publicKey: Array(repeating: 1, count: 32)) == nil)
            }
        }
    }

    @Test("A proof of which a digit was changed does not hold")
    func alteredProof() async throws {
        try await AuditTrailFixture.with(seed: 9_163, seals: 4) { application, fixture in
            let trail = try await application.database.withConnection {
                try await TrailStanding($0)
            }
            let key = application.sealer.vault.signing.publicKey
            let proof = try await application.proveAuditRow(trail.rows[1], upTo: 4)
            let bytes = [UInt8](try JSONEncoder().encode(proof))
            var tried = 0
            for _ in 0..<400 {
                var altered = bytes
                let index = Int.random(in: altered.indices, using: &fixture.random)
                guard (48...57).contains(altered[index]) else { continue }
                altered[index] = altered[index] == 57 ? 48 : altered[index] + 1
                let read = try? JSONDecoder().decode(AuditProof.self, from: Data(altered))
                // Another spelling of the same, such as of an escape, is the same proof.
                guard read != proof else { continue }
                tried += 1
                #expect(read?.verified(publicKey: key) == nil)
            }
            #expect(tried > 50)
        }
    }

    @Test("What is not sealed, not there or no longer what it was is not proved")
    func refusals() async throws {
        try await AuditTrailFixture.with(seed: 9_164, seals: 2) { application, _ in
            let tail = try await application.database.all(.unplacedAuditRows)
            let unsealed = try AuditRow(bytes: try #require(tail.first).bytes).id
            await #expect(throws: AuditProblem.unprovable(unsealed)) {
                try await application.proveAuditRow(unsealed)
            }
            await #expect(throws: AuditProblem.unknownRow(-1)) {
                try await application.proveAuditRow(-1)
            }
            let first = try await application.database.one(.places(0..<1)).id
            await #expect(throws: AuditProblem.unknownSeal(9)) {
                try await application.proveAuditRow(first, upTo: 9)
            }
            try await application.database.withConnection {
                try await $0.execute(
                    script: """
                        SET session_replication_role = replica;
                        UPDATE audit SET actor = 'x' WHERE audit_id = \(first);
                        SET session_replication_role = origin
                        """)
            }
            await #expect(throws: AuditProblem.unprovable(first)) {
                try await application.proveAuditRow(first)
            }
        }
    }
}
