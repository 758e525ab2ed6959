import CaseStore
public import Casework
import Postgres

/// Whether an edition still follows from the events as they stood, and what does not.
public struct EditionVerification: Sendable, Hashable {
    /// Something that is not as it was when the quarter was closed.
    public enum Difference: Sendable, Hashable {
        /// The edition itself was altered: its signature does not hold.
        case signature
        /// It was signed by another installation's key.
        case foreignKey
        case eventChanged(String)
        case eventMissing(String)
        case eventAdded(String)
        /// An activity or a referral that was counted and is otherwise, at the same version, or gone.
        case activityChanged(String)
        case referralChanged(String)
        /// An activity or a referral that by the audit trail nobody recorded.
        case activityAdded(String)
        case referralAdded(String)
        /// A figure that comes out otherwise: its dimension and category.
        case figure(String)
        case codelistValue(String)
        case auditTrail(rowsThen: Int, rowsNow: Int)
        /// What it shows the public tells of something that it hides.
        case disclosure(String)
        /// The content differs in something that is named in none of the others.
        case content
    }

    public let quarter: Quarter
    public let edition: Int
    public let differences: [Difference]
    /// Whether people reached and referrals sent were counted again as well: an edition from before
    /// what they were counted from was kept has them under its signature alone.
    public let isSecondaryCounted: Bool
    public var isVerified: Bool { differences.isEmpty }
}

extension Application {
    /// Counts an edition again from the events as they stood and compares it byte by byte.
    ///
    /// Without a `number`, the latest edition.
    public func verify(_ quarter: Quarter, edition number: Int?) async throws
        -> EditionVerification
    {
        try permit(.reviewQuarter)
        return try await database.transaction(.readOnly) { connection in
            let editions = try await connection.all(.editions(of: quarter))
            guard
                let edition = number.map({ n in editions.first { $0.number == n } })
                    ?? editions.last
            else { throw OperationError.unknownEdition(quarter, number ?? 1) }
            let ledger = try await QuarterLedger(self, quarter, on: connection)
            return EditionVerification(
                quarter: quarter, edition: edition.number,
                differences: try await ledger.differences(
                    of: edition, after: editions.filter { $0.number < edition.number }),
                isSecondaryCounted: edition.secondaryInputs != nil)
        }
    }
}
