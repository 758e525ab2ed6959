public import Casework
public import Postgres

/// What came of one imported file.
public struct ImportBatch: Sendable {
    public var id: BatchID
    public var fileName: String
    public var digest: [UInt8]
    public var rows = 0
    public var accepted = 0
    public var rejected = 0
    public var repeated = 0
    public var conflicts = 0

    public init(id: BatchID, fileName: String, digest: [UInt8]) {
        self.id = id
        self.fileName = fileName
        self.digest = digest
    }
}

/// Rows of one imported file that were not accepted.
public struct RejectedRows: Hashable, Sendable {
    public let file: String
    public let rows: Int
}

extension Query where Output == RejectedRows {
    /// The files with rejects among those that brought events of a quarter.
    public static func rejectedRows(in quarter: Quarter) -> Self {
        Self(
            """
            SELECT file_name, rejected
            FROM rejected_rows(\(quarter.days.lowerBound), \(quarter.days.upperBound))
            """
        ) { row in
            RejectedRows(file: try row.next(), rows: try row.next())
        }
    }
}

/// The digest of a file that was imported.
public struct ImportedDigest: Hashable, Sendable {
    public let bytes: [UInt8]
}

extension Query where Output == ImportedDigest {
    /// The digests of all files that were imported.
    public static var importedDigests: Self {
        Self("SELECT DISTINCT digest FROM import_batch") { ImportedDigest(bytes: try $0.next()) }
    }
}

extension Statement {
    public static func add(_ batch: ImportBatch, actor: String) -> Self {
        """
        INSERT INTO import_batch (batch_id, file_name, digest, rows, accepted, rejected, repeated,
            conflicts, actor)
        VALUES (\(batch.id), \(batch.fileName), \(batch.digest), \(batch.rows), \(batch.accepted),
            \(batch.rejected), \(batch.repeated), \(batch.conflicts), \(actor))
        """
    }
}
