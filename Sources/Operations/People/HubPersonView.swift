public import CaseStore
public import Casework
public import Codelists
import Credentials
import Postgres

/// Somebody as their own hub's devices keep them.
public struct HubPersonView: Sendable, Encodable {
    public let id: PersonID
    public let givenNames: String?
    public let familyNames: String?
    /// As far as it is known: a date or a year.
    public let birth: String?
    public let document: String?
    public let sex: Sex
    /// On the last day of this quarter.
    public let ageBand: AgeBand
    public let nationality: Country
    public let vulnerabilities: [Vulnerability]
    /// The answers that were given, such as `seeing=some`.
    public let functioning: String?
    public let languages: [SpokenLanguage]
    /// False once they were erased: nobody can read who they were.
    public let isReadable: Bool

    enum CodingKeys: String, CodingKey {
        case id, birth, document, sex, nationality, vulnerabilities, functioning, languages
        case givenNames = "given_names"
        case familyNames = "family_names"
        case ageBand = "age_band"
        case isReadable = "readable"
    }

    init(_ person: CasePerson, _ identity: OpenedIdentity) {
        id = person.id
        givenNames = identity.givenNames
        familyNames = identity.familyNames
        birth = identity.birth ?? person.birthYear.map { String($0) }
        document = identity.document
        sex = person.sex
        ageBand = person.ageBand
        nationality = person.nationality
        vulnerabilities = person.situation.vulnerabilities
        functioning = person.situation.functioning?.description
        languages = person.situation.languages
        isReadable = person.wrappedKey != nil
    }
}

extension Application {
    /// The people whom a hub met, the last ones first; looking is audited.
    public func people(
        at hub: HubCode, before: PersonID? = nil, limit: Int
    ) async throws -> [HubPersonView] {
        try permit(.readPeople, at: hub)
        return try await write { connection in
            let ids = try await connection.all(.people(metAt: hub, before: before, limit: limit))
            let people = try await hubPeople(ids, on: connection)
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "person list", subject: hub.description,
                    content: #"{"people": \#(people.count)}"#))
            return people
        }
    }

    /// The events that somebody took part in at the hubs that the actor sees, latest first; looking
    /// is audited.
    public func events(of id: PersonID, limit: Int = 500) async throws -> [StoredEvent] {
        try permitSomewhere(.readPeople)
        return try await write { connection in
            try await permitReading(id, on: connection)
            let events = try await connection.all(.events(ofPerson: id, limit: limit))
            try await connection.run(
                .audit(actor: actor.name, operation: "person show", subject: id.description))
            return events
        }
    }

    func permitReading(_ id: PersonID, on connection: Connection) async throws {
        guard let home = try await connection.first(.hub(ofPerson: id)) else {
            throw OperationError.unknownPerson(id)
        }
        try permit(.readPeople, at: home)
    }

    func hubPeople(_ ids: [PersonID], on connection: Connection) async throws -> [HubPersonView] {
        try await connection.all(.casePeople(ids)).map {
            HubPersonView($0, try sealer.identity(of: $0))
        }
    }
}
