import CaseStore
import FoundationEssentials
import Postgres
import Testing

@testable import Operations

/// A superuser changes the trail behind the service's back, at random; `HUB_TAMPERINGS` says how often.
@Suite struct AuditTamperingTests {
    private static let count =
        ProcessInfo.processInfo.environment["HUB_TAMPERINGS"].flatMap { Int($0) } ?? 150

    @Test("Every tampering is found, where it is, and nothing else is accused")
    func isFound() async throws {
        try await AuditTrailFixture.with(seed: 7_012, seals: 25) { application, fixture in
            let witness = try await application.database.one(.latestAuditSeal)
            let whole = try await application.verifyAuditTrail(witnesses: [witness])
            #expect(whole.isVerified, "\(whole.findings)")
            let trail = try await application.database.withConnection {
                try await TrailStanding($0)
            }
            #expect(whole.rows == trail.rows.count + whole.unsealed && whole.unsealed > 0)
            var kinds: Set<AuditFinding.Kind> = []
            for _ in 0..<Self.count {
                let tampering = AuditTampering.random(in: trail, using: &fixture.random)
                let found = try await Self.findings(
                    after: tampering, witness: witness, application)
                kinds.formUnion(found.findings.map(\.kind))
                #expect(!found.isVerified, "\(tampering.name)")
                #expect(found.firstBad != nil)
                #expect(
                    found.findings.first.map(tampering.isLocated) == true,
                    "\(tampering.name): \(found.findings.prefix(3))")
                if !tampering.spreads {
                    let wrong = found.findings.filter { !tampering.isLocated(by: $0) }
                    #expect(wrong.isEmpty, "\(tampering.name): \(wrong.prefix(3))")
                }
            }
            #expect(kinds.count >= 8)
            let again = try await application.verifyAuditTrail(witnesses: [witness])
            #expect(again.isVerified)
        }
    }

    /// What the check says in the transaction that tampered, which is then undone.
    private static func findings(
        after tampering: AuditTampering, witness: AuditSeal, _ application: Application
    ) async throws -> AuditVerification {
        try await application.database.withConnection { connection in
            // Whoever owns the database can rest its triggers.
            try await connection.execute(
                script: """
                    BEGIN ISOLATION LEVEL REPEATABLE READ;
                    SET LOCAL session_replication_role = replica; \(tampering.sql)
                    """)
            let found = try await application.verifyAuditTrail(
                witnesses: tampering.needsWitness ? [witness] : [], on: connection)
            try await connection.execute(script: "ROLLBACK")
            return found
        }
    }
}
