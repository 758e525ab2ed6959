import Casework
import HubLogs
public import Operations
public import Texts

/// What came of an import, as JSON; the shape is part of the product's contract.
public struct ImportDocument: Encodable, Sendable {
    public struct Reject: Encodable, Sendable {
        public let file: String
        public let line: Int
        public let recordID: String
        public let column: String
        public let reason: String

        enum CodingKeys: String, CodingKey {
            case file, line, column, reason
            case recordID = "record_id"
        }
    }

    public struct Conflict: Encodable, Sendable {
        public let file: String
        public let line: Int
        public let recordID: String
        public let event: String

        enum CodingKeys: String, CodingKey {
            case file, line, event
            case recordID = "record_id"
        }
    }

    public let files: Int
    public let rows: Int
    public let accepted: Int
    public let rejected: Int
    public let repeated: Int
    public let corrected: Int
    public let conflicts: Int
    public let rejects: [Reject]
    public let conflicting: [Conflict]
    public let failures: [String]

    public init(_ results: [FileResult], isDryRun: Bool, texts: Texts) {
        let summaries = results.compactMap(\.summary)
        files = results.count
        rows = summaries.reduce(0) { $0 + $1.rows }
        accepted = summaries.reduce(0) { $0 + (isDryRun || $1.isImported ? $1.accepted : 0) }
        rejected = summaries.reduce(0) { $0 + $1.rejects.count }
        repeated = summaries.reduce(0) { $0 + $1.repeated }
        corrected = summaries.reduce(0) { $0 + $1.corrected }
        conflicts = summaries.reduce(0) { $0 + $1.conflicts.count }
        rejects = summaries.flatMap { summary in
            summary.rejects.map {
                Reject(
                    file: summary.file, line: $0.line, recordID: $0.recordID, column: $0.column,
                    reason: $0.reason.text(texts))
            }
        }
        conflicting = summaries.flatMap { summary in
            summary.conflicts.map {
                Conflict(
                    file: summary.file, line: $0.line, recordID: $0.recordID,
                    event: $0.event.description)
            }
        }
        failures = results.compactMap(\.failure)
    }
}

/// What came of one file of an import.
public struct FileResult: Sendable {
    public let path: String
    public let summary: ImportHubLog.Summary?
    public let failure: String?

    public init(path: String, summary: ImportHubLog.Summary?, failure: String?) {
        self.path = path
        self.summary = summary
        self.failure = failure
    }
}
