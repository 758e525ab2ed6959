import Casework
import HubLogs
import Operations
import Texts

/// What came of an import, as JSON; the shape is part of the product's contract.
struct ImportDocument: Encodable {
    struct Reject: Encodable {
        let file: String
        let line: Int
        let recordID: String
        let column: String
        let reason: String

        enum CodingKeys: String, CodingKey {
            case file, line, column, reason
            case recordID = "record_id"
        }
    }

    struct Conflict: Encodable {
        let file: String
        let line: Int
        let recordID: String
        let event: String

        enum CodingKeys: String, CodingKey {
            case file, line, event
            case recordID = "record_id"
        }
    }

    let files: Int
    let rows: Int
    let accepted: Int
    let rejected: Int
    let repeated: Int
    let corrected: Int
    let conflicts: Int
    let rejects: [Reject]
    let conflicting: [Conflict]
    let failures: [String]

    init(_ results: [FileResult], isDryRun: Bool, texts: Texts) {
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
