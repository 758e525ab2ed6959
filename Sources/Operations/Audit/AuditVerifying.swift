public import CaseStore
import Casework
import Credentials
import Postgres
public import Reporting

extension Application {
    /// Holds the whole audit trail against its seals, and the seals against their signatures.
    ///
    /// Without a witness, rows and seals taken from the end together are not missed: nothing in the
    /// database speaks of them. A witness is a seal that was kept elsewhere, or the root of one as an
    /// edition's report prints it.
    public func verifyAuditTrail(
        witnesses: [AuditSeal] = [], printed roots: [SealMark] = []
    ) async throws -> AuditVerification {
        try permit(.readAudit)
        return try await database.transaction(.readOnly) {
            try await verifyAuditTrail(witnesses: witnesses, printed: roots, on: $0)
        }
    }

    func verifyAuditTrail(
        witnesses: [AuditSeal], printed roots: [SealMark] = [], on connection: Connection
    ) async throws -> AuditVerification {
        let key = sealer.vault.signing.publicKey
        let seals = try await connection.all(.auditSeals)
        var checker = TrailChecker(
            SealChain(seals, publicKey: key), places: sealer.vault.places)
        for try await place in connection.stream(.places(from: 0)) { try checker.check(place) }
        checker.finish()
        let sealed = checker.rows
        let state = try await connection.one(.serverState)
        for try await row in connection.stream(.unplacedAuditRows) {
            checker.checkUnplaced(try AuditRow(bytes: row.bytes), on: state)
        }
        return AuditVerification(
            rows: checker.rows, seals: seals.count, unsealed: checker.rows - sealed,
            findings: checker.findings
                + witnesses.compactMap { Self.finding(of: $0, among: seals, publicKey: key) }
                + roots.compactMap { Self.finding(of: $0, among: seals) },
            isCutShort: checker.isCutShort)
    }

    private static func finding(
        of witness: AuditSeal, among seals: [AuditSeal], publicKey: [UInt8]
    ) -> AuditFinding? {
        guard witness.isSigned(by: publicKey) else {
            return AuditFinding(kind: .foreignKey, row: witness.firstRow, seal: witness.number)
        }
        if let seal = seals.first(where: { $0.number == witness.number }) {
            guard seal.digest != witness.digest else { return nil }
            return AuditFinding(kind: .otherHistory, row: seal.firstRow, seal: seal.number)
        }
        return truncated(before: witness.number, among: seals)
    }

    private static func finding(of root: SealMark, among seals: [AuditSeal]) -> AuditFinding? {
        guard let seal = seals.first(where: { $0.number == root.number }) else {
            return truncated(before: root.number, among: seals)
        }
        guard seal.root.hexadecimal != root.root else { return nil }
        return AuditFinding(kind: .otherHistory, row: seal.firstRow, seal: seal.number)
    }

    private static func truncated(before number: Int, among seals: [AuditSeal]) -> AuditFinding {
        let last = seals.last { $0.number < number }
        return AuditFinding(
            kind: .truncated, row: last?.lastRow, position: last?.size ?? 0,
            seal: (last?.number ?? 0) + 1, count: number - (last?.number ?? 0))
    }
}
