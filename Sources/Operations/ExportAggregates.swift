import CaseStore
public import Casework
import Codelists
public import Exports
import Postgres
import Reporting

extension Application {
    /// Writes the published cells of a quarter, with the two-way tables that editions freeze, into a
    /// new or empty directory.
    ///
    /// - Throws: `ExportProblem`, with nothing written: `internalFigures` when the figures have not
    ///   been through disclosure control for the public and nobody asked for an internal export.
    public func exportAggregates(
        of quarter: Quarter, from state: ExportedState, isInternal: Bool, hasHashtags: Bool,
        to path: String
    ) async throws -> ExportSummary {
        let export = try await aggregates(
            of: quarter, from: state, isInternal: isInternal, hasHashtags: hasHashtags)
        let summary = try export.write(to: path)
        try await noteExport("aggregates", export.origin)
        return summary
    }

    func aggregates(
        of quarter: Quarter, from state: ExportedState, isInternal: Bool, hasHashtags: Bool
    ) async throws -> AggregatesExport {
        let report = try await reportForExport(of: quarter, from: state)
        let directory = try await database.withConnection { try await HubDirectory.load(on: $0) }
        return try AggregatesExport(
            report,
            places: directory.entries.mapValues {
                HubPlace(country: $0.hub.country.code, admin1: $0.hub.admin1)
            }, isInternal: isInternal, hasHashtags: hasHashtags)
    }

    /// The one place that decides which report is exported.
    private func reportForExport(
        of quarter: Quarter, from state: ExportedState
    ) async throws -> QuarterlyReport {
        let tables = EditionContent.frozenTables
        switch state {
        case .open: return try await report(on: quarter, by: tables)
        case .edition(let number):
            return try await report(on: quarter, edition: number, by: tables)
        case .latest:
            guard !(try await database.all(.editions(of: quarter))).isEmpty else {
                throw ExportProblem.notClosed(quarter)
            }
            return try await report(on: quarter, edition: nil, by: tables)
        }
    }
}
