import CaseStore
import Casework
import Credentials
public import Exports
import Postgres

/// A row of the trail with its place, as an export writes it.
private struct ExportedRow: Encodable {
    /// Nil for a row that no seal covers yet.
    let position: Int?
    let row: AuditRowDocument
    let leaf: String
}

extension Application {
    /// Writes the whole audit trail with its seals into a new or empty directory: all that an outsider
    /// needs to verify it, save for the public key, which they should have from elsewhere.
    ///
    /// - Throws: `ExportProblem`, with nothing written.
    public func exportAuditTrail(
        to path: String, as form: AuditTrailExport.Form
    ) async throws -> [WrittenFile] {
        try permit(.readAudit)
        let export = try AuditTrailExport(to: path, as: form)
        try export.begin(
            rows: ["position"] + AuditRowDocument.columns + ["leaf"],
            seals: AuditSealDocument.columns)
        try await database.transaction(.readOnly) { connection in
            for try await place in connection.stream(.places(from: 0)) {
                guard let leaf = place.leaf else { continue }
                try Self.write(leaf, at: place.position, to: export)
            }
            for try await row in connection.stream(.unplacedAuditRows) {
                try Self.write(row, at: nil, to: export)
            }
            for seal in try await connection.all(.auditSeals) {
                let document = AuditSealDocument(seal)
                try export.add(seal: document, values: document.values)
            }
        }
        try await write { connection in
            try await connection.run(
                .audit(actor: actor.name, operation: "audit export", subject: nil))
        }
        return try export.finish()
    }

    private static func write(
        _ leaf: AuditBytes, at position: Int?, to export: AuditTrailExport
    ) throws {
        let row = ExportedRow(
            position: position, row: AuditRowDocument(try AuditRow(bytes: leaf.bytes)),
            leaf: leaf.bytes.hexadecimal)
        try export.add(
            row: row,
            values: [position.map(String.init) ?? ""] + row.row.values.map { $0 ?? "" }
                + [row.leaf])
    }
}
