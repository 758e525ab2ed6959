import CaseStore
import Casework
import Console
import Operations
import Texts

/// The audit trail in words.
enum AuditText {
    /// A row, one fact a line; what it does not have is left out.
    static func render(_ row: AuditRow, _ texts: Texts) -> String {
        let facts: [(TextKey, String?)] = [
            ("column.audit.row", String(row.id)), ("column.audit.at", row.at.description),
            ("column.actor", row.actor), ("column.audit.account", row.account),
            ("column.audit.role", row.role),
            ("column.audit.origin", row.origin.isEmpty ? nil : row.origin),
            ("column.audit.operation", row.operation),
            ("column.audit.kind", row.subjectKind), ("column.audit.subject", row.subject),
            ("column.reason", row.reason), ("column.audit.before", row.before),
            ("column.audit.after", row.after),
            ("column.audit.content", row.content == "{}" ? nil : row.content),
            ("column.audit.flagged", row.isFlagged ? "!" : nil),
        ]
        return facts.compactMap { key, value in value.map { "\(texts(key)): \($0)" } }
            .joined(separator: "\n")
    }

    static func text(of finding: AuditFinding, _ texts: Texts) -> String {
        texts(
            TextKey("audit.finding.\(finding.kind.rawValue)"),
            [
                "row": finding.row.map { String($0) } ?? "–",
                "position": finding.position.map { String($0) } ?? "–",
                "seal": finding.seal.map { String($0) } ?? "–",
                "count": texts.number(finding.count),
            ])
    }
}

extension AuditProblem {
    func described(_ texts: Texts) -> (message: String, status: ExitStatus) {
        switch self {
        case .damagedSeal(let number):
            (texts("error.audit.damagedseal", ["seal": String(number)]), .dataError)
        case .unknownRow(let row):
            (texts("error.audit.unknownrow", ["row": String(row)]), .dataError)
        case .unprovable(let row):
            (texts("error.audit.unprovable", ["row": String(row)]), .dataError)
        case .unknownSeal(let number):
            (texts("error.audit.unknownseal", ["seal": String(number)]), .dataError)
        case .notAProof(let path): (texts("error.audit.notaproof", ["file": path]), .dataError)
        case .notAWitness(let path):
            (texts("error.audit.notawitness", ["file": path]), .dataError)
        case .unwritable(let path):
            (texts("error.audit.unwritable", ["file": path]), .cantCreate)
        }
    }
}
