import CaseStore
public import Casework
import Codelists
public import Exports
import Postgres
public import Reporting

extension Application {
    /// Writes the published cells of a quarter, with the two-way tables that editions freeze, into a
    /// new or empty directory.
    ///
    /// - Throws: `ExportProblem`, with nothing written: `notClosed` for a quarter without an edition,
    ///   whose figures may be had as internal ones only.
    public func exportAggregates(
        of quarter: Quarter, from edition: EditionChoice, for audience: Audience,
        hasHashtags: Bool, to path: String
    ) async throws -> ExportSummary {
        try permit(.export)
        let export = try await aggregates(
            of: quarter, from: edition, for: audience, hasHashtags: hasHashtags)
        let summary = try export.write(to: path)
        try await noteExport("aggregates", export.origin)
        return summary
    }

    func aggregates(
        of quarter: Quarter, from edition: EditionChoice, for audience: Audience, hasHashtags: Bool
    ) async throws -> AggregatesExport {
        // What is not frozen is not published, whatever it hides.
        if edition == .open, audience == .public { throw ExportProblem.internalFigures }
        if edition == .latest, try await database.all(.contents(of: [quarter])).isEmpty {
            throw ExportProblem.notClosed(quarter)
        }
        let report = try await report(
            on: quarter, ReportRequest(edition: edition, audience: audience, isWhole: true))
        let directory = try await database.withConnection { try await HubDirectory.load(on: $0) }
        return try AggregatesExport(
            report,
            places: directory.entries.mapValues {
                HubPlace(country: $0.hub.country.code, admin1: $0.hub.admin1)
            }, hasHashtags: hasHashtags)
    }
}
