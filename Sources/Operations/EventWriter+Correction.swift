import CaseStore
import Casework
import Postgres

extension EventWriter {
    /// Supersedes an event's current version; returns the date that it had.
    ///
    /// A `note` that is kept, sealed, stands for the event's own notes and reported columns.
    @discardableResult
    func correct(
        _ id: EventID, with event: AssistanceEvent, reason: String,
        keeping note: [UInt8]? = nil, on connection: Connection
    ) async throws -> CalendarDate {
        guard let current = try await connection.first(.lockedRegister(of: id)) else {
            throw OperationError.unknownEvent(id)
        }
        guard !current.isVoid else { throw OperationError.isVoid(id) }
        var corrected = event
        corrected.id = id
        let digest = sealer.digest(of: corrected)
        let persons = try await resolve([corrected], on: connection).places
        let cases = try await openCases(of: [corrected], persons: persons, on: connection)
        var prepared = try prepare(
            corrected, digest: digest, persons: persons[0], cases: cases, batch: nil)
        prepared.note = note ?? prepared.note
        try await connection.run(.retireFacts(of: current))
        try await connection.run(
            .append(
                [prepared], version: current.version + 1, change: "corrected", reason: reason,
                actor: actor))
        try await connection.run(
            .moveRegister(
                of: id, toVersion: current.version + 1, hub: prepared.hub,
                occurredOn: corrected.occurredOn,
                digest: digest, isVoid: false))
        try await writeFacts(of: [prepared], on: connection)
        return current.occurredOn
    }
}
