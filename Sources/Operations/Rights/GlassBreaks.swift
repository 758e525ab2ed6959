public import CaseStore
public import Casework
import Postgres

/// Who somebody of another hub is, seen once.
public struct SeenPerson: Sendable, Encodable {
    public let id: PersonID
    public let hub: HubCode
    public let givenNames: String?
    public let familyNames: String?
    public let birth: String?
    public let document: String?
    public let phone: String?

    enum CodingKeys: String, CodingKey {
        case hub, birth, document, phone
        case id = "person_id"
        case givenNames = "given_names"
        case familyNames = "family_names"
    }
}

extension Application {
    /// Looks at a person of any hub, in an emergency. The managers of both hubs are told.
    public func lookInEmergency(at person: PersonID, reason: String) async throws -> SeenPerson {
        try await breakGlass(for: person, reason: reason) { connection in
            let found = try await connection.first(
                .breakGlass(
                    .new(), for: person, reason: reason, operator: actor.name))
            guard let found else { throw OperationError.unknownPerson(person) }
            let opened = try sealer.identity(of: found)
            return SeenPerson(
                id: person, hub: found.hub, givenNames: opened.givenNames,
                familyNames: opened.familyNames, birth: opened.birth,
                document: opened.document, phone: opened.phone)
        }
    }

    /// Lets whoever acts see a restricted case of their own hub from now on, in an emergency.
    public func lookInEmergency(into id: CaseID, reason: String) async throws {
        try permitSomewhere(.manageCases)
        guard reason.contains(where: \.isLetter) else {
            throw OperationError.invalid(field: "reason")
        }
        try await write { connection in
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "break glass", subject: id.description,
                    kind: "case", reason: reason, isFlagged: true))
            let isNamed = try await connection.one(
                .breakGlass(.new(), forCase: id, reason: reason))
            guard isNamed else { throw CaseworkError.unknownCase(id.description) }
        }
    }

    /// Looks in emergencies that concern the actor's hub, latest first; of one hub, where one is named.
    public func glassBreaks(
        at hub: HubCode? = nil, openOnly: Bool, limit: Int
    ) async throws -> [GlassBreak] {
        try permitSomewhere(.assignCases)
        return try await database.all(.glassBreaks(at: hub, openOnly: openOnly, limit: limit))
    }

    /// Notes that a manager looked into it; one's own look is for somebody else to look into.
    public func noteSeen(_ id: GlassBreakID) async throws {
        try permitSomewhere(.assignCases)
        try await write { connection in
            guard try await connection.run(.noteSeen(id, by: actor.name)) == 1 else {
                throw OperationError.nothingToChange
            }
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "glass seen", subject: id.description,
                    kind: "glass"))
        }
    }
}
