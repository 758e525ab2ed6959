import CaseStore
public import Casework
import Postgres

extension Application {
    /// Records what makes somebody need more or other help; marks that restrict a case restrict
    /// the person's open ones at once.
    public func describe(_ person: PersonID, _ situation: PersonSituation) async throws {
        try permitSomewhere(.manageCases)
        let described = situation.derived
        try await write { connection in
            guard let home = try await connection.first(.hub(ofPerson: person)) else {
                throw OperationError.unknownPerson(person)
            }
            try permit(.manageCases, at: actor.hub ?? home)
            try await connection.run(.describe(person, described))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "person describe", subject: person.description))
            for id in try await connection.all(.openCases(of: person)) {
                guard let row = try await connection.first(.lockedCase(id)),
                    !row.content.isRestricted
                else { continue }
                let opened = try sealer.open(row).content
                let people = try await people(of: opened, on: connection)
                var content = try restricted(opened, people: people, isAsked: nil)
                guard content.isRestricted else { continue }
                content.version += 1
                try await replace(opened, by: content, people: people, on: connection)
                try await keep(
                    content, "changed", digest: sealer.digest(["restrict"]), on: connection)
            }
        }
    }
}
