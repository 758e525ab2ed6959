import CaseStore
public import Casework
import Credentials
public import Exports
import Postgres
public import Reporting

extension Application {
    /// Writes everything for a quarter's edition as one archive, signed unless it is internal.
    ///
    /// - Throws: `ExportProblem`, with nothing written.
    public func exportBundle(
        of quarter: Quarter, from edition: EditionChoice, for audience: Audience,
        rule: AnonymityRule, to path: String
    ) async throws -> BundleSummary {
        try permit(.export)
        let aggregates = try await aggregates(
            of: quarter, from: edition, for: audience, hasHashtags: true)
        let (data, origin) = try await microdata(of: quarter, from: edition, rule: rule)
        let stored = try await database.withConnection {
            try await $0.edition(of: quarter, edition)
        }
        let bundle = Bundle(
            aggregates,
            MicrodataExport(
                data,
                origin: ExportOrigin(
                    quarter: quarter, edition: origin.edition,
                    isDemonstration: origin.isDemonstration,
                    isInternal: origin.isInternal || audience == .internal)),
            editionDigest: stored?.digest, closedAt: stored?.closedAt)
        try await noteExport("bundle", aggregates.origin)
        return try bundle.write(to: path, signedBy: sealer.vault.signing)
    }
}
