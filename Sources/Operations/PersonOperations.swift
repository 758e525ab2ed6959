import CaseStore
public import Casework
public import Codelists
import Postgres

extension Application {
    /// Makes `duplicate` count as `kept`, in every open figure at once.
    ///
    /// For whoever answers for both: a manager for people of their hub, a country officer for those of
    /// their country, the operator for all.
    public func merge(_ duplicate: PersonID, into kept: PersonID, reason: String) async throws {
        try permitSomewhere(.resolveDuplicates)
        guard !reason.isEmpty else { throw OperationError.invalid(field: "reason") }
        guard duplicate != kept else { throw OperationError.samePerson }
        try await write { connection in
            let standing = try await standing(of: [duplicate, kept], on: connection)
            // Merged already: nothing may be lost of that earlier decision.
            guard standing[0].mergedInto == nil, standing[1].countedAs != duplicate else {
                throw OperationError.samePerson
            }
            try await connection.run(
                .merge(duplicate, into: kept, reason: reason, actor: actor.name))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "person merge", subject: duplicate.description,
                    reason: reason, content: #"{"into": "\#(kept)"}"#))
        }
    }

    /// Undoes a merge: `person` and all merged into them count as `person` again.
    public func unmerge(_ person: PersonID, reason: String) async throws {
        try permitSomewhere(.resolveDuplicates)
        guard !reason.isEmpty else { throw OperationError.invalid(field: "reason") }
        try await write { connection in
            let standing = try await standing(of: [person], on: connection)
            guard let former = standing[0].mergedInto else {
                throw OperationError.notMerged(person)
            }
            try await connection.run(.unmerge(person, reason: reason, actor: actor.name))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "person unmerge", subject: person.description,
                    reason: reason, content: #"{"from": "\#(former)"}"#))
        }
    }

    /// Where these people stand, locked until the transaction ends; in the order asked for.
    private func standing(
        of persons: [PersonID], on connection: Connection
    ) async throws -> [PersonStanding] {
        let found = try await connection.all(.lockPeople(persons))
        return try persons.map { person in
            guard let standing = found.first(where: { $0.person == person }) else {
                throw OperationError.unknownPerson(person)
            }
            return standing
        }
    }

    /// Corrects what belongs to a person in every figure: sex, birth, nationality.
    public func correct(
        _ person: PersonID, sex: Sex, birth: Birth, nationality: Country, reason: String
    ) async throws {
        try permit(.resolveDuplicates)
        guard !reason.isEmpty else { throw OperationError.invalid(field: "reason") }
        try await write { connection in
            _ = try await connection.all(.lockForMerge([person]))
            try await connection.run(
                .keepVersions(
                    of: "person_id = \(person)", change: "corrected", reason: reason,
                    actor: actor.name))
            let changed = try await connection.run(
                .correct(
                    person, sex: sex, birthYear: birth.year.map { Int16($0) },
                    birthQuarter: birth.quarter.map { Int16($0) }, nationality: nationality))
            guard changed == 1 else { throw OperationError.unknownPerson(person) }
            try await connection.run(.recountFacts(formerly: person))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "person correct", subject: person.description,
                    reason: reason))
        }
    }
}
