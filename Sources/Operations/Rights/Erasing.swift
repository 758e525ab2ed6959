import CaseStore
public import Casework
import Credentials
import FoundationEssentials
import Postgres

/// What came of erasing people.
public struct Erasure: Sendable, Encodable {
    /// Every record that counted as one of them.
    public let persons: [PersonID]

    enum CodingKeys: String, CodingKey { case persons = "person_ids" }
}

extension Application {
    /// Forgets somebody, with every record that counts as the same person: nothing that was said of
    /// them can be read again, here or in any backup. Their row and every figure stay.
    public func erase(_ person: PersonID, reason: String) async throws -> Erasure {
        try await erase([person], reason: reason)
    }

    /// The same of many, at once.
    ///
    /// The keys are destroyed while everything else stands ready to be kept: where that then fails,
    /// the database is told at the next start. What it says is gone can never still be read.
    public func erase(_ people: [PersonID], reason: String) async throws -> Erasure {
        try permitSomewhere(.manageRights)
        guard reason.contains(where: \.isLetter) else {
            throw OperationError.invalid(field: "reason")
        }
        let isKept = sealer.vault.store.isKept
        return try await write { connection in
            for person in people {
                guard let home = try await connection.first(.hub(ofPerson: person)) else {
                    throw OperationError.unknownPerson(person)
                }
                try permit(.manageRights, at: home)
            }
            let erased = try await connection.one(
                .erase(people, actor: actor.name, reason: reason))
            for person in erased.persons {
                try await connection.run(
                    .audit(
                        actor: actor.name, operation: "person erase",
                        subject: person.description, reason: reason,
                        content: #"{"records": \#(erased.persons.count)}"#))
            }
            if isKept {
                try sealer.vault.store.destroy(
                    persons: erased.persons.map(\.uuid), subjects: erased.subjects)
            }
            return Erasure(persons: erased.persons)
        }
    }

    /// Makes database and keyring agree on who was erased: the one may be a backup, the other a copy.
    func reconcileErasures() async throws {
        let store = sealer.vault.store
        guard store.isKept else { return }
        let ring = try store.ring()
        try await database.run(.note(keyringEpoch: ring.currentEpoch))
        let known = Set(ring.erased)
        let recorded = try await database.all(.erasedPeople)
        let unknown = recorded.filter { !known.contains($0.uuid) }
        let restored = try await database.all(.notErased(of: ring.erased.map { PersonID($0) }))
        guard !unknown.isEmpty || !restored.isEmpty else { return }
        _ = try await erase(unknown + restored, reason: "erased before; done again after a restore")
    }
}
