import Casework
import Foundation
import HubLogs
import Rendering
import Texts

@testable import Reporting

/// Reports of one quarter as they leave the service, in the form that `Tests/Judges/disclosure.py`
/// reads.
struct PublishedReports: Encodable {
    struct Report: Encodable {
        var edition: Int
        var json: String?
        var csv: String?
    }

    var threshold: Int
    var reports: [Report] = []

    /// Two reports of each edition that overlap, in two languages and two formats: the first is of
    /// half of the tables by two dimensions, the second of the others.
    init(_ releases: [Release]) throws {
        threshold = releases.last?.frozen.threshold ?? 0
        for (number, release) in releases.enumerated() {
            let tables = release.crossTables
            let half = tables.count / 2
            let hubs = HubNames(release.frozen.counts.hubs.mapValues { ($0, $0.description) })
            func report(
                _ tables: some Sequence<(Reporting.Dimension, Reporting.Dimension)>
            ) throws -> QuarterlyReport {
                try release.report(
                    crossing: Array(tables), hubs: hubs, completeness: Completeness(hubs: []),
                    edition: number + 1, isDemonstration: true)
            }
            let document = ReportDocument(try report(tables.prefix(half)), language: .spanish)
            var writer = DelimitedWriter()
            writer.row(ReportRows.header)
            for row in ReportRows.rows(
                of: try report(tables.suffix(tables.count - half)), language: .english)
            {
                writer.row(row)
            }
            reports += [
                Report(
                    edition: number + 1,
                    json: String(decoding: try JSONEncoder().encode(document), as: UTF8.self)),
                Report(edition: number + 1, csv: String(decoding: writer.bytes, as: UTF8.self)),
            ]
        }
    }
}
