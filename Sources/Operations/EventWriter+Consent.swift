import CaseStore
import Casework
import Postgres

extension EventWriter {
    /// Records what those who are named in events agreed to before anything about them was kept;
    /// gives what is new.
    func agree(
        _ events: some Sequence<(AssistanceEvent, [PersonID?])>, on connection: Connection
    ) async throws -> [ConsentID] {
        var new: [ConsentID] = []
        for (event, persons) in events {
            let consents = persons.compactMap { $0.flatMap { event.consent(of: $0) } }
            if consents.isEmpty { continue }
            new += try await connection.all(
                .agree(
                    consents, hub: try number(of: event.hub), actor: actor,
                    digests: consents.map { sealer.digest(of: $0) }))
        }
        return new
    }
}
