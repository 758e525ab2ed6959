import CaseStore
import Casework
import Credentials
import Postgres
import TestDatabase

@testable import Operations

/// An audit trail of many small seals, with the gaps that rolled back transactions leave, and a tail
/// that no seal covers yet.
struct AuditTrailFixture {
    var random: SplitMix

    static func with(
        seed: UInt64, seals: Int,
        _ body: @Sendable (Application, inout AuditTrailFixture) async throws -> Void
    ) async throws {
        try await TestDatabase.with { pool in
            let application = Application(
                database: pool, vault: Vault(master: .generate()), actor: .machine("test"))
            var fixture = AuditTrailFixture(random: SplitMix(state: seed))
            for _ in 0..<seals {
                try await fixture.write(Int.random(in: 1...30, using: &fixture.random), pool)
                _ = try await application.sealAuditTrail()
            }
            try await fixture.write(5, pool)
            try await body(application, &fixture)
        }
    }

    private mutating func write(_ transactions: Int, _ pool: Pool) async throws {
        for _ in 0..<transactions {
            let rows = (0..<Int.random(in: 1...3, using: &random)).map { _ in row() }
            let isRolledBack = Int.random(in: 0..<5, using: &random) == 0
            let settings: Statement =
                Bool.random(using: &random)
                ? """
                SELECT set_config('hub.role', 'clerk', true),
                    set_config('hub.account', gen_random_uuid()::text, true),
                    set_config('hub.origin', '10.0.0.7', true)
                """ : "SELECT 1"
            try? await pool.transaction { connection in
                try await connection.run(settings)
                for row in rows { try await connection.run(row) }
                if isRolledBack { throw CancellationError() }
            }
        }
    }

    private static let texts = ["", "niña", "a|b", "x\ny", "\u{1F9ED}", "Tapachula", "'"]

    private mutating func row() -> Statement {
        func text() -> String { Self.texts.randomElement(using: &random) ?? "" }
        func optional() -> String? { Bool.random(using: &random) ? text() : nil }
        func json() -> String? {
            Bool.random(using: &random)
                ? #"{"rows": \#(Int.random(in: 0..<99, using: &random))}"# : nil
        }
        return .audit(
            actor: "clerk\(Int.random(in: 0..<4, using: &random))", operation: "event log",
            subject: optional(), reason: optional(), before: json(), after: json(),
            content: json() ?? "{}")
    }
}

/// What stands in a trail before somebody tampers with it.
struct TrailStanding: Sendable {
    let seals: [AuditSeal]
    /// The ids of the sealed rows, by position.
    let rows: [Int64]

    init(_ connection: Connection) async throws {
        seals = try await connection.all(.auditSeals)
        rows = try await connection.all(.places(from: 0)).map(\.id)
    }
}
