import CaseStore
public import Casework
public import FoundationEssentials
import Postgres

/// What becomes of a record that is there with other content.
public enum RecordConflict: Sendable {
    /// Nothing of the file is taken in.
    case stop
    case replace
    /// What is there stays.
    case keep
}

/// What came of a file of records.
public struct RegionImportSummary: Sendable, Equatable, Encodable {
    public var added = 0
    /// Those that were there as they are.
    public var repeated = 0
    public var updated = 0
    /// Those that were there with other content, and stay so.
    public var kept = 0
}

extension RegionFile {
    /// Reads a file of records; an error names the place, never what stands there.
    public init(json: Data) throws(RegionError) {
        do {
            self = try JSONDecoder().decode(RegionFile.self, from: json)
        } catch let error as DecodingError {
            throw .unreadable(place: error.place)
        } catch {
            throw .unreadable(place: "")
        }
    }
}

extension DecodingError {
    /// Such as `activities[2].sessions[0].held`.
    public var place: String {
        let (path, last): ([any CodingKey], (any CodingKey)?) =
            switch self {
            case .keyNotFound(let key, let context): (context.codingPath, key)
            case .typeMismatch(_, let context), .valueNotFound(_, let context),
                .dataCorrupted(let context):
                (context.codingPath, nil)
            @unknown default: ([], nil)
            }
        return (path + (last.map { [$0] } ?? [])).reduce(into: "") { place, key in
            if let index = key.intValue {
                place += "[\(index)]"
            } else {
                place += (place.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}

extension Application {
    /// Takes in a file of records, whole or not at all.
    ///
    /// A record that is there as it is changes nothing; one that is there with other content is a
    /// conflict: what becomes of it is said by `conflict`.
    public func importRecords(
        _ file: RegionFile, ifOther conflict: RecordConflict = .stop, dryRun isDryRun: Bool = false
    ) async throws -> RegionImportSummary {
        do {
            return try await write { connection in
                var summary = RegionImportSummary()
                var conflicts: [RecordReference] = []
                var activities: [Slug] = []
                for records in file.lists {
                    for record in records {
                        let outcome = try await put(record, ifOther: conflict, on: connection)
                        if record is Activity, outcome == .added || outcome == .updated {
                            activities.append(record.slug)
                        }
                        switch outcome {
                        case .added: summary.added += 1
                        case .repeated: summary.repeated += 1
                        case .updated: summary.updated += 1
                        case .conflict where conflict == .keep: summary.kept += 1
                        case .conflict:
                            conflicts.append(RecordReference(type(of: record).kind, record.slug))
                        }
                    }
                }
                guard conflicts.isEmpty else { throw RegionError.conflicts(conflicts) }
                if isDryRun { throw DryRun(summary: summary) }
                guard summary.added + summary.updated > 0 else { return summary }
                // By their names it is told later which activities nobody recorded. A short name is
                // of letters, digits and hyphens.
                let names = activities.map { "\"\($0)\"" }.joined(separator: ", ")
                try await connection.run(
                    .audit(
                        actor: actor.name, operation: "region import", subject: nil,
                        content: #"{"added": \#(summary.added), "updated": \#(summary.updated), "#
                            + #""activities": [\#(names)]}"#))
                return summary
            }
        } catch let outcome as DryRun {
            return outcome.summary
        }
    }

    /// Ends a transaction that was only to show what would come of it.
    private struct DryRun: Error { let summary: RegionImportSummary }
}

extension Application {
    /// What is recorded in one part of the registers, as the file that import reads.
    public func file(of part: RegionPart) async throws -> RegionFile {
        var file = RegionFile()
        switch part {
        case .organisations: file.organisations = try await recorded()
        case .activities: file.activities = try await recorded()
        case .networks:
            file.networks = try await recorded()
            file.meetings = try await recorded()
            file.actions = try await recorded()
        case .indicators:
            file.participants = try await recorded()
            file.totals = try await recorded()
            file.indicators = try await recorded()
            file.assessments = try await recorded()
        case .publications: file.publications = try await recorded()
        case .bulletin:
            file.items = try await recorded()
            file.issues = try await recorded()
        }
        return file
    }

    private func recorded<Record: RegionRecord>() async throws -> [Record] {
        try await records(Record.self).map(\.record)
    }
}

extension RegionFile {
    /// In the order in which records can name each other.
    fileprivate var lists: [[any RegionRecord]] {
        [
            organisations, places, activities, networks, meetings, actions, participants, totals,
            indicators, assessments, publications, items, issues,
        ]
    }
}
