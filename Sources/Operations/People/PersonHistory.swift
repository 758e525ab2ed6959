public import CaseStore
public import Casework
import Postgres

/// A person as the staff of their hub see them: who they are, and what was done for them.
public struct PersonHistory: Sendable {
    public let person: PersonView
    /// Latest first; those at the hubs that whoever asks sees.
    public let events: [StoredEvent]
    public let cases: [CaseView]
}

extension Application {
    private static let mostOfHistory = 200

    /// Who somebody is and what they came for; looking is audited.
    public func personHistory(of id: PersonID) async throws -> PersonHistory {
        try permitSomewhere(.readPeople)
        return try await write { connection in
            try await permitReading(id, on: connection)
            guard let person = try await personViews([id], on: connection).first else {
                throw OperationError.unknownPerson(id)
            }
            var filter = CaseFilter()
            filter.hub = actor.hub
            filter.person = id
            filter.isAll = true
            filter.viewer = viewer
            let cases =
                actor.reach(of: .manageCases) > .nothing
                ? try await connection.all(.caseRows(filter, limit: Self.mostOfHistory)) : []
            try await connection.run(
                .audit(actor: actor.name, operation: "person show", subject: id.description))
            return PersonHistory(
                person: person,
                events: try await connection.all(
                    .events(ofPerson: id, limit: Self.mostOfHistory)),
                cases: try await views(cases, on: connection))
        }
    }
}
