import CaseStore
import Credentials
import Exports
import FoundationEssentials
import Glibc
import Postgres
import Testing

@testable import Operations

/// What an outsider finds with Python and a public key, where `HUB_JUDGES` names one with
/// cryptography.
@Suite struct AuditExportTests {
    private static var python: String? {
        ProcessInfo.processInfo.environment["HUB_JUDGES"].flatMap { $0.isEmpty ? nil : $0 }
    }

    private struct Verdict: Decodable {
        let holds: Bool
        let rows: Int
        let seals: Int
        let problems: [String]
    }

    private static func judge(_ kind: String, _ path: String, key: [UInt8]) throws -> Verdict {
        let script =
            URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Judges/audit.py").path()
        let output = "\(path).verdict"
        defer { unlink(output) }
        let python = try #require(Self.python)
        let code = system(
            "'\(python)' '\(script)' \(kind) '\(path)' \(key.hexadecimal) > '\(output)'")
        #expect(code == 0)
        return try JSONDecoder().decode(
            Verdict.self, from: Data(contentsOf: URL(filePath: output)))
    }

    private static func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = "/tmp/hub-audit-\(UUID().uuidString.lowercased())"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    @Test(
        "An outsider verifies an export, and sees when it was changed",
        .enabled(if: python != nil), arguments: AuditTrailExport.Form.allCases)
    func outsideJudge(form: AuditTrailExport.Form) async throws {
        try await AuditTrailFixture.with(seed: 4_180, seals: 8) { application, _ in
            try await Self.withFolder { folder in
                let key = application.sealer.vault.signing.publicKey
                let trail = "\(folder)/trail"
                let files = try await application.exportAuditTrail(to: trail, as: form)
                let verdict = try Self.judge("trail", trail, key: key)
                #expect(verdict.holds, "\(verdict.problems)")
                #expect(verdict.rows == files.first?.rows && verdict.seals == 8)
                let other = SigningKey(master: .generate()).publicKey
                #expect(try !Self.judge("trail", trail, key: other).holds)
                // The actors are in the bytes, too: "clerk" is 636c65726b.
                let path = "\(trail)/rows.\(form)"
                var text = try String(contentsOfFile: path, encoding: .utf8)
                text.replaceSubrange(
                    try #require(text.firstRange(of: "636c65726b")), with: "636c65726c")
                try text.write(toFile: path, atomically: true, encoding: .utf8)
                #expect(try !Self.judge("trail", trail, key: key).holds)
            }
        }
    }

    @Test("An outsider checks a proof", .enabled(if: python != nil))
    func outsideProof() async throws {
        try await AuditTrailFixture.with(seed: 4_181, seals: 5) { application, _ in
            try await Self.withFolder { folder in
                let key = application.sealer.vault.signing.publicKey
                let trail = try await application.database.withConnection {
                    try await TrailStanding($0)
                }
                for (index, later) in [
                    (0, 5), (trail.rows.count / 2, 5), (trail.rows.count - 1, 5),
                ] {
                    let proof = try await application.proveAuditRow(trail.rows[index], upTo: later)
                    try proof.write(to: "\(folder)/proof.json")
                    let verdict = try Self.judge("proof", "\(folder)/proof.json", key: key)
                    #expect(verdict.holds, "\(verdict.problems)")
                }
            }
        }
    }

    @Test("A witness is kept, never replaced by an earlier one, and tells of a shortened trail")
    func witness() async throws {
        try await AuditTrailFixture.with(seed: 4_182, seals: 3) { application, _ in
            try await Self.withFolder { folder in
                let workplace = Workplace(environment: ["HUBCTL_HOME": folder])
                #expect(try workplace.keptWitness() == nil)
                let seals = try await application.database.all(.auditSeals)
                for seal in [seals[1], seals[2], seals[0]] { try workplace.keepWitness(seal) }
                let kept = try #require(try workplace.keptWitness())
                #expect(kept.digest == seals[2].digest)
                try await application.database.withConnection {
                    try await $0.execute(
                        script: """
                            SET session_replication_role = replica;
                            DELETE FROM audit WHERE audit_id IN (SELECT audit_id FROM audit_place
                                WHERE "position" >= \(seals[1].firstPosition));
                            DELETE FROM audit_place WHERE "position" >= \(seals[1].firstPosition);
                            DELETE FROM audit_seal WHERE number > 1;
                            SET session_replication_role = origin
                            """)
                }
                #expect(try await application.verifyAuditTrail().isVerified)
                let found = try await application.verifyAuditTrail(witnesses: [kept])
                #expect(
                    found.findings == [
                        AuditFinding(
                            kind: .truncated, row: seals[0].lastRow, position: seals[0].size,
                            seal: 2, count: 2)
                    ])
                // Sealing on does not hide it: the history is another one then.
                _ = try await application.sealAuditTrail()
                _ = try? Data("{}".utf8).write(to: URL(filePath: "\(folder)/damaged"))
                #expect(throws: AuditProblem.notAWitness("\(folder)/damaged")) {
                    try AuditSeal(witnessAt: "\(folder)/damaged")
                }
                let later = try await application.verifyAuditTrail(witnesses: [seals[1]])
                #expect(later.findings.map(\.kind) == [.otherHistory])
            }
        }
    }
}
