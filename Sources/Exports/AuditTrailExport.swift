import FoundationEssentials
import HubLogs

/// The audit trail as files: its rows in the order of their places, and its seals.
///
/// Every row carries the bytes that were sealed, in hexadecimal: in a table a text may have been
/// changed so that no spreadsheet runs it.
public final class AuditTrailExport {
    public enum Form: String, Sendable, CaseIterable {
        case csv, jsonl
    }

    private let form: Form
    private let folder: ExportFolder
    private let rows: ExportFile
    private let seals: ExportFile
    private let encoder = JSONEncoder()
    private var rowCount = 0
    private var sealCount = 0

    /// - Throws: `ExportProblem` unless the directory is new or empty.
    public init(to path: String, as form: Form) throws(ExportProblem) {
        self.form = form
        folder = try ExportFolder(path)
        rows = try folder.file("rows.\(form)")
        seals = try folder.file("seals.\(form)")
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// The first rows of the tables; without effect in JSON.
    public func begin(rows rowColumns: [String], seals sealColumns: [String]) throws {
        guard form == .csv else { return }
        try rows.write(Self.line(rowColumns))
        try seals.write(Self.line(sealColumns))
    }

    public func add(row: some Encodable, values: [String]) throws {
        try rows.write(try line(of: row, values))
        rowCount += 1
    }

    public func add(seal: some Encodable, values: [String]) throws {
        try seals.write(try line(of: seal, values))
        sealCount += 1
    }

    /// Gives the directory its name; what it holds.
    public func finish() throws -> [WrittenFile] {
        let files = [try rows.finish(rows: rowCount), try seals.finish(rows: sealCount)]
        try folder.publish()
        return files
    }

    private func line(of document: some Encodable, _ values: [String]) throws -> [UInt8] {
        switch form {
        case .csv: Self.line(values)
        case .jsonl: Array(try encoder.encode(document)) + [UInt8(ascii: "\n")]
        }
    }

    private static func line(_ fields: [String]) -> [UInt8] {
        var writer = DelimitedWriter()
        writer.row(fields)
        return writer.bytes
    }
}
