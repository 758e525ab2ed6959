public import CaseStore
public import Casework
import Codelists
import Postgres

/// A person as the staff of their hub see them: who they are, and what was done for them.
public struct PersonHistory: Sendable {
    public let person: CasePersonView
    public let document: String?
    public let birth: String?
    /// Latest first; those of the hub of whoever asks.
    public let visits: [PersonVisit]
    public let cases: [CaseView]
}

extension Application {
    private static let mostOfHistory = 200

    /// Who somebody is and what they came for; looking is audited.
    public func history(of person: PersonID) async throws -> PersonHistory {
        try permitSomewhere(.readPeople)
        return try await write { connection in
            guard let home = try await connection.first(.hub(ofPerson: person)),
                let found = try await connection.first(.casePeople([person]))
            else { throw OperationError.unknownPerson(person) }
            try permit(.readPeople, at: actor.hub ?? home)
            let identity = try sealer.identity(of: found)
            var filter = CaseFilter()
            filter.hub = actor.hub
            filter.person = person
            filter.isAll = true
            filter.viewer = viewer
            let cases =
                actor.reach(of: .manageCases) > .nothing
                ? try await connection.all(.caseRows(filter, limit: Self.mostOfHistory)) : []
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "person show", subject: person.description))
            return PersonHistory(
                person: CasePersonView(
                    id: found.id, givenNames: identity.givenNames,
                    familyNames: identity.familyNames, sex: found.sex, ageBand: found.ageBand,
                    nationality: found.nationality,
                    vulnerabilities: found.situation.vulnerabilities,
                    functioning: found.situation.functioning?.description,
                    languages: found.situation.languages),
                document: identity.document, birth: identity.birth,
                visits: try await connection.all(
                    .visits(of: person, limit: Self.mostOfHistory)),
                cases: try await views(cases, on: connection))
        }
    }
}
