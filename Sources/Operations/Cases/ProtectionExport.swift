import CaseStore
public import Casework
import Codelists
public import Credentials
import Exports
import Postgres

/// Why no protection cases were exported; nothing was written.
public enum ProtectionExportProblem: Error, Hashable, Sendable {
    case noCases(Quarter)
    /// There are cases, and nobody in them agreed to it.
    case noConsent(Quarter, cases: Int)
    /// The recipient's key is not one that anything can be sealed to.
    case badRecipient
}

/// What was sealed for whom.
public struct ProtectionExportSummary: Sendable, Encodable {
    public let quarter: Quarter
    public let output: String
    public let recipient: String
    /// Rows: cases whose person agreed.
    public let cases: Int
    /// Cases left out: their person did not agree.
    public let withoutConsent: Int
    public let synthetic: Bool

    enum CodingKeys: String, CodingKey {
        case quarter, output, recipient, cases, synthetic
        case withoutConsent = "without_consent"
    }
}

extension Application {
    /// Writes the trafficking-protection cases that were open in a quarter and whose person agrees
    /// to de-identified use, sealed so that only the recipient can read them.
    ///
    /// - Throws: `ProtectionExportProblem` or `ExportProblem`, with nothing written.
    public func exportProtectionCases(
        of quarter: Quarter, to recipient: Recipient, at path: String
    ) async throws -> ProtectionExportSummary {
        try permit(.exportProtectionCases)
        let (sealed, summary) = try await write { connection in
            let rows = try await connection.all(.protectionCases(in: quarter.days))
            let total = try await connection.one(.protectionCaseCount(in: quarter.days))
            guard total > 0 else { throw ProtectionExportProblem.noCases(quarter) }
            var exported: [HTCDSExport.Row] = []
            let referrals = Dictionary(
                uniqueKeysWithValues: try await connection.all(
                    .firstReferrals(of: rows.map(\.content.id))
                ).map { ($0.caseID, $0.sentOn) })
            for row in rows {
                let opened = try sealer.open(row)
                guard opened.isReadable, let id = opened.content.people.first,
                    let person = try await connection.first(.casePeople([id]))
                else { continue }
                exported.append(
                    HTCDSExport.Row(
                        content: opened.content, sex: person.sex,
                        birthYear: person.birthYear.map { Int($0) },
                        nationality: person.nationality, languages: person.situation.languages,
                        firstReferral: referrals[opened.content.id]))
            }
            guard !exported.isEmpty else {
                throw ProtectionExportProblem.noConsent(quarter, cases: total)
            }
            guard let sealed = recipient.seal(HTCDSExport(exported).csv) else {
                throw ProtectionExportProblem.badRecipient
            }
            let installation = try await connection.first(.installation)
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "export htcds",
                    subject: quarter.description,
                    content: """
                        {"cases": \(exported.count), "recipient": "\(recipient)"}
                        """))
            let summary = ProtectionExportSummary(
                quarter: quarter, output: path, recipient: recipient.description,
                cases: exported.count, withoutConsent: total - exported.count,
                synthetic: installation?.isDemonstration ?? false)
            return (sealed, summary)
        }
        // Once the audit row stands: there must not be a file without one.
        try SealedFile.write(sealed, to: path)
        return summary
    }
}
