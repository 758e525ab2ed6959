public import CaseStore
public import Casework
import Postgres

extension Application {
    /// Open actions with a due date up to a day, the earliest first; of one network, or of all.
    public func actionsDue(
        through day: CalendarDate, network: Slug? = nil
    ) async throws -> [AgreedAction] {
        try await records(AgreedAction.self).map(\.record)
            .filter {
                $0.status == .open && ($0.due.map { $0 <= day } ?? false)
                    && (network == nil || $0.network == network)
            }
            .sorted { ($0.due ?? day, $0.slug) < ($1.due ?? day, $1.slug) }
    }

    /// Moves an action to another state, with a note for its history.
    public func setStatus(
        _ status: AgreedAction.Status, ofAction slug: Slug, note: String?
    ) async throws {
        try await change(slug) { (action: inout AgreedAction) in
            guard action.status != status else { throw OperationError.nothingToChange }
            action.status = status
            if let note { action.note = note }
        }
    }

    /// How an action came to be as it is, oldest first.
    public func history(ofAction slug: Slug) async throws -> [AgreedActionChange] {
        try await database.all(.changes(ofAction: slug))
    }

    /// The actions that have a due date, with when each was last written.
    public func calendarActions() async throws -> [(
        stored: Stored<AgreedAction>, updatedAt: String
    )] {
        try await database.transaction(.readOnly) { connection in
            let stamps = Dictionary(
                try await connection.all(.agreedActionStamps).map { ($0.slug, $0.updatedAt) }
            ) { first, _ in first }
            return try await connection.all(.records(AgreedAction.self)).compactMap { stored in
                stamps[stored.record.slug.description].map { (stored, $0) }
            }
        }
    }
}
