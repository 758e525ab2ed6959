import CaseStore
public import Casework
import Postgres

extension Application {
    /// How many governments use the Migration Governance Indicators on a day.
    public func mgiStatus(on day: CalendarDate) async throws -> MGIStatus {
        try await database.transaction(.readOnly) { connection in
            MGIStatus(
                on: day, totals: try await connection.all(.records(MGITotal.self)).map(\.record),
                participants: try await connection.all(.records(MGIParticipant.self))
                    .map(\.record))
        }
    }

    /// What one round says about the six dimensions.
    public func mgiSummary(of slug: Slug) async throws -> (MGIAssessment, [DimensionSummary]) {
        try await database.transaction(.readOnly) { connection in
            let stored: Stored<MGIAssessment>? = try await connection.first(.record(slug))
            guard let assessment = stored?.record else {
                throw RegionError.unknown(RecordReference(.mgiAssessment, slug))
            }
            let indicators = try await connection.all(.records(MGIIndicator.self)).map(\.record)
            return (assessment, assessment.summary(with: indicators))
        }
    }
}
