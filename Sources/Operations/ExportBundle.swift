import CaseStore
public import Casework
import Credentials
public import Exports
import FoundationEssentials
import Postgres
import Rendering
public import Reporting
import Texts

extension Application {
    /// Writes everything for a quarter's edition as one archive, signed unless it is internal.
    ///
    /// - Throws: `ExportProblem`, with nothing written.
    public func exportBundle(
        of quarter: Quarter, from choice: EditionChoice, for audience: Audience,
        rule: AnonymityRule, to path: String
    ) async throws -> BundleSummary {
        try permit(.export)
        let stored = try await database.withConnection {
            try await $0.edition(of: quarter, choice)
        }
        // One edition throughout, also when another is closed meanwhile.
        let edition = stored.map { EditionChoice.number($0.number) } ?? .open
        let aggregates = try await aggregates(
            of: quarter, from: edition, for: audience, hasHashtags: true)
        let (data, origin) = try await microdata(of: quarter, from: edition, rule: rule)
        let report = try await report(
            on: quarter, ReportRequest(edition: edition, audience: audience, isDrawn: true))
        let bundle = Bundle(
            aggregates,
            MicrodataExport(
                data,
                origin: ExportOrigin(
                    quarter: quarter, edition: origin.edition,
                    isDemonstration: origin.isDemonstration,
                    isInternal: origin.isInternal || audience == .internal)),
            reports: Self.files(of: report, made: stored?.closedOn ?? .today),
            editionDigest: stored?.digest, closedAt: stored?.closedAt)
        try await noteExport("bundle", aggregates.origin)
        return try bundle.write(to: path, signedBy: sealer.vault.signing)
    }

    /// The report that people look at, in every language and form.
    private static func files(of report: QuarterlyReport, made: CalendarDate) -> [Bundle.Report] {
        let suffix = report.policy.audience == .internal ? "-internal" : ""
        return Language.whole.flatMap { language in
            let texts = Texts(language)
            let name = "report\(suffix).\(language.rawValue)"
            return [
                Bundle.Report(name: "\(name).pdf") { path in
                    let bytes = try ReportPDF(report, texts: texts, made: made).bytes
                    try Data(bytes).write(to: URL(filePath: path))
                },
                Bundle.Report(name: "\(name).html") { path in
                    let page = ReportPage(report, texts: texts, made: made).html
                    try Data(page.utf8).write(to: URL(filePath: path))
                },
                Bundle.Report(name: "\(name).xlsx") { path in
                    try ReportWorkbook(report, texts: texts, made: made).write(to: path)
                },
            ]
        }
    }
}

extension StoredEdition {
    /// The day on which it was closed, in UTC: reports of it are always made on that day.
    fileprivate var closedOn: CalendarDate? { CalendarDate(String(closedAt.prefix(10))) }
}
