import CaseStore
import Casework
import Credentials
import Postgres
import TestDatabase
import Testing

@testable import Operations

@Suite struct AuditSealingTests {
    private static func with(
        connections: Int = 8, _ body: @Sendable (Application) async throws -> Void
    ) async throws {
        try await TestDatabase.with(maximumConnections: connections) { pool in
            try await body(
                Application(
                    database: pool, vault: Vault(master: .generate()), actor: .machine("test")))
        }
    }

    private static func entry(_ subject: String? = nil) -> Statement {
        .audit(actor: "test", operation: "event log", subject: subject)
    }

    @Test("A row that commits late is in the next seal, and nobody waits for it")
    func longTransaction() async throws {
        try await Self.with { application in
            let pool = application.database.pool
            try await pool.withConnection { late in
                try await late.execute(script: "BEGIN")
                try await late.run(Self.entry("late"))
                for round in 1...3 {
                    try await pool.run(Self.entry("\(round)"))
                    let sealing = try await application.sealAuditTrail()
                    #expect(sealing.rows == 1)
                    #expect(sealing.latest?.number == round)
                }
                try await late.execute(script: "COMMIT")
            }
            #expect(try await application.sealAuditTrail().rows == 1)
            #expect(try await application.sealAuditTrail().seals == 0)
            let rows = try await pool.all(.places(from: 0)).map { place in
                try AuditRow(bytes: try #require(place.leaf).bytes).subject
            }
            #expect(rows == ["1", "2", "3", "late"])
            #expect(try await application.verifyAuditTrail().isVerified)
        }
    }

    @Test("While many write and some roll back, every committed row gets one place")
    func concurrentWriters() async throws {
        try await Self.with(connections: 10) { application in
            let pool = application.database.pool
            let writers = 6
            let written = try await withThrowingTaskGroup(of: Int.self) { group in
                for writer in 0..<writers {
                    group.addTask {
                        try await Self.write(SplitMix(state: UInt64(writer)), to: pool)
                    }
                }
                // Two that seal, as two services would; more often than ever needed.
                let sealers = (0..<2).map { _ in
                    Task {
                        while !Task.isCancelled { _ = try await application.sealAuditTrail() }
                    }
                }
                let written = try await group.reduce(0, +)
                for sealer in sealers {
                    sealer.cancel()
                    _ = await sealer.result
                }
                return written
            }
            _ = try await application.sealAuditTrail()
            let places = try await pool.all(.places(from: 0))
            #expect(places.map(\.position) == Array(0..<written))
            #expect(Set(places.map(\.id)).count == written)
            let verification = try await application.verifyAuditTrail()
            #expect(verification.isVerified, "\(verification.findings)")
            #expect(verification.rows == written && verification.unsealed == 0)
            #expect(verification.seals > 10)
        }
    }

    /// Transactions of one row to many, some slow, some undone; returns how many rows stayed.
    private static func write(_ random: SplitMix, to pool: Pool) async throws -> Int {
        var random = random
        var written = 0
        for _ in 0..<60 {
            let count = Int.random(in: 1...5, using: &random)
            let isUndone = Int.random(in: 0..<4, using: &random) == 0
            let pause = Int.random(in: 0..<10, using: &random) == 0 ? 60 : 0
            try await pool.withConnection { connection in
                try await connection.execute(script: "BEGIN")
                for _ in 0..<count { try await connection.run(entry()) }
                if pause > 0 { try await Task.sleep(for: .milliseconds(pause)) }
                try await connection.execute(script: isUndone ? "ROLLBACK" : "COMMIT")
            }
            if !isUndone { written += count }
        }
        return written
    }

    @Test("On another server, transaction numbers start anew and no row is left out")
    func anotherServer() async throws {
        try await Self.with { application in
            let pool = application.database.pool
            for subject in ["1", "2"] { try await pool.run(Self.entry(subject)) }
            _ = try await application.sealAuditTrail()
            try await pool.run(Self.entry("not sealed before the move"))
            // What a restored trail looks like: seals of a server that had counted much further.
            let seal = try await pool.one(.latestAuditSeal)
            var moved = seal
            moved.server += 1
            moved.horizon += 1_000_000
            moved.nextTransaction += 1_000_000
            moved.signature = application.sealer.vault.signing.signature(of: moved.text)
            try await pool.withConnection { connection in
                try await connection.execute(
                    script: """
                        SET session_replication_role = replica;
                        DELETE FROM audit_seal;
                        SET session_replication_role = origin
                        """)
                try await connection.run(.add(moved))
            }
            try await pool.run(Self.entry("after the move"))
            #expect(try await application.verifyAuditTrail().unsealed == 2)
            #expect(try await application.sealAuditTrail().rows == 2)
            try await pool.run(Self.entry("later"))
            #expect(try await application.sealAuditTrail().rows == 1)
            #expect(try await application.verifyAuditTrail().isVerified)
        }
    }

    @Test("Nothing is built on a seal that was changed")
    func damagedSeal() async throws {
        try await Self.with { application in
            try await application.database.run(Self.entry())
            _ = try await application.sealAuditTrail()
            try await application.database.run(Self.entry())
            try await application.database.withConnection {
                try await $0.execute(
                    script: """
                        SET session_replication_role = replica;
                        UPDATE audit_seal SET root = sha256('x');
                        SET session_replication_role = origin
                        """)
            }
            await #expect(throws: AuditProblem.damagedSeal(1)) {
                try await application.sealAuditTrail()
            }
        }
    }

    @Test(
        "Neither the service nor a careless owner can change the trail",
        arguments: ["audit", "audit_seal", "audit_place"])
    func immutability(table: String) async throws {
        try await Self.with { application in
            try await application.database.run(Self.entry())
            _ = try await application.sealAuditTrail()
            for role in ["hub_service", "hub_owner"] {
                for sql in [
                    "UPDATE \(table) SET \(table == "audit_seal" ? "rows = 2" : "audit_id = DEFAULT")",
                    "DELETE FROM \(table)", "TRUNCATE \(table)",
                ] {
                    let error = await #expect(throws: PostgresError.self) {
                        try await application.database.withConnection {
                            try await $0.execute(script: "BEGIN; SET LOCAL ROLE \(role); \(sql)")
                        }
                    }
                    #expect(error?.code.sqlstate == "42501", "\(role): \(sql)")
                }
            }
        }
    }

    @Test("Rows say who acted, in which role, from where, and what changed")
    func columns() async throws {
        try await Self.with { application in
            try await application.database.transaction { connection in
                try await connection.run(
                    """
                    SELECT set_config('hub.origin', '10.0.0.7', true)
                    """)
                try await connection.run(
                    .audit(
                        actor: "ana", operation: "person correct", subject: "p1", reason: "papers",
                        before: #"{"sex": 0}"#, after: #"{"sex": 2}"#))
            }
            try await application.database.run(Self.entry())
            let rows = try await application.auditRows(AuditFilter(), limit: 10)
            let ana = try #require(rows.first { $0.actor == "ana" })
            // Who acts is the database's to say: here it is the operator, whatever the name.
            #expect(ana.role == "machine" && ana.account == nil && ana.origin == "10.0.0.7")
            #expect(ana.subjectKind == "person" && ana.subject == "p1" && ana.reason == "papers")
            #expect(ana.before == #"{"sex": 0}"# && ana.after == #"{"sex": 2}"#)
            let machine = try #require(rows.first { $0.actor == "test" })
            #expect(machine.role == "machine" && machine.account == nil && machine.origin == "")
        }
    }

    @Test("Breaking the glass needs a reason, and is flagged before anything is seen")
    func breakGlass() async throws {
        try await Self.with { application in
            let person = PersonID.new()
            for reason in ["", "  ", "."] {
                await #expect(throws: OperationError.invalid(field: "reason")) {
                    try await application.breakGlass(for: person, reason: reason) { _ in true }
                }
            }
            try await application.database.run(Self.entry())
            let seen = try await application.breakGlass(for: person, reason: "found unconscious") {
                try await $0.all(.auditRows(AuditFilter(), limit: 9)).count
            }
            #expect(seen == 2)
            var filter = AuditFilter()
            filter.flaggedOnly = true
            let flagged = try await application.auditRows(filter, limit: 9)
            #expect(flagged.map(\.subject) == [person.description])
            #expect(flagged.first?.operation == "break glass")
            let analyst = Application(
                database: application.database.pool, vault: application.sealer.vault,
                actor: Actor(name: "eva", role: .regionalAnalyst))
            await #expect(throws: OperationError.notPermitted(.readPeople)) {
                try await analyst.breakGlass(for: person, reason: "curious") { _ in true }
            }
            await #expect(throws: OperationError.notPermitted(.readAudit)) {
                try await analyst.auditRows(filter, limit: 9)
            }
        }
    }

    @Test("Filters and pages")
    func filters() async throws {
        try await Self.with(connections: 1) { application in
            for number in 1...7 {
                try await application.database.run(
                    .audit(
                        actor: number.isMultiple(of: 2) ? "ana" : "eva",
                        operation: number < 4 ? "event log" : "hub add", subject: "\(number)"))
            }
            func subjects(
                limit: Int = 9, _ change: (inout AuditFilter) -> Void
            ) async throws -> [String?] {
                var filter = AuditFilter()
                change(&filter)
                return try await application.auditRows(filter, limit: limit).map(\.subject)
            }
            #expect(try await subjects { $0.actor = "ana" } == ["6", "4", "2"])
            #expect(try await subjects { $0.operation = "event log" } == ["3", "2", "1"])
            #expect(try await subjects { $0.subject = "5" } == ["5"])
            let all = try await application.auditRows(AuditFilter(), limit: 9)
            let fourth = try #require(all.first { $0.subject == "4" })
            #expect(try await subjects(limit: 2) { $0.before = fourth.id } == ["3", "2"])
            #expect(try await subjects { $0.from = fourth.at } == ["7", "6", "5", "4"])
            #expect(try await subjects { $0.to = fourth.at } == ["3", "2", "1"])
        }
    }
}
