import CaseStore
public import Casework
public import Codelists
import Postgres

extension Application {
    /// Makes `duplicate` count as `kept`, in every open figure at once.
    public func merge(_ duplicate: PersonID, into kept: PersonID, reason: String) async throws {
        try permit(.resolveDuplicates)
        guard !reason.isEmpty else { throw OperationError.invalid(field: "reason") }
        guard duplicate != kept else { throw OperationError.samePerson }
        try await write { connection in
            try await connection.run(.lockMerges)
            _ = try await connection.all(.lockForMerge([duplicate, kept]))
            guard let left = try await connection.first(.standing(of: duplicate)) else {
                throw OperationError.unknownPerson(duplicate)
            }
            guard let right = try await connection.first(.standing(of: kept)) else {
                throw OperationError.unknownPerson(kept)
            }
            // Merged already: nothing may be lost of that earlier decision.
            guard left.mergedInto == nil, right.countedAs != duplicate else {
                throw OperationError.samePerson
            }
            try await connection.run(
                .keepVersions(
                    of: "counted_as = \(duplicate)", change: "merged", reason: reason,
                    actor: actor.name)
            )
            try await connection.run(.merge(duplicate, into: kept, root: right.countedAs))
            try await connection.run(.recountFacts(formerly: duplicate))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "person merge", subject: duplicate.description,
                    reason: reason, content: #"{"into": "\#(kept)"}"#))
        }
    }

    /// Undoes a merge: `person` and all merged into them count as `person` again.
    public func unmerge(_ person: PersonID, reason: String) async throws {
        try permit(.resolveDuplicates)
        guard !reason.isEmpty else { throw OperationError.invalid(field: "reason") }
        try await write { connection in
            try await connection.run(.lockMerges)
            _ = try await connection.all(.lockForMerge([person]))
            guard let standing = try await connection.first(.standing(of: person)) else {
                throw OperationError.unknownPerson(person)
            }
            guard standing.mergedInto != nil else { throw OperationError.notMerged(person) }
            try await connection.run(
                .keepVersions(
                    of: "counted_as = \(standing.countedAs) AND merged_into IS NOT NULL",
                    change: "unmerged", reason: reason, actor: actor.name))
            try await connection.run(.unmerge(person))
            try await connection.run(.recountFacts(formerly: standing.countedAs))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "person unmerge", subject: person.description,
                    reason: reason))
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
