import CaseStore
public import Casework
public import Codelists
import Postgres

/// Somebody whom a hub saw of late, as its staff may know them.
public struct SeenPersonView: Sendable, Encodable {
    public let id: PersonID
    public let givenNames: String
    public let familyNames: String
    /// A date or a year, as it was given.
    public let birth: String?
    public let sex: Sex
    public let nationality: Country
    public let lastOn: CalendarDate

    enum CodingKeys: String, CodingKey {
        case id, birth, sex, nationality
        case givenNames = "given_names"
        case familyNames = "family_names"
        case lastOn = "last_on"
    }
}

extension Application {
    /// How far back a hub's people are of late, in days, and how many of them there are at most.
    private static let daysOfLate = 60
    private static let mostOfLate = 300

    /// The people whom a hub saw of late, the latest first, for its devices to keep; looking is
    /// audited. Whoever was erased is not among them.
    public func recentPeople(at hub: HubCode) async throws -> [SeenPersonView] {
        try permit(.readPeople, at: hub)
        let today = try await today(at: hub)
        return try await write { connection in
            let seen = try await connection.all(
                .seen(
                    at: hub, since: today.adding(days: -Self.daysOfLate),
                    limit: Self.mostOfLate))
            let people = try await connection.all(.casePeople(seen.map(\.person)))
            let days = Dictionary(seen.map { ($0.person, $0.lastOn) }) { first, _ in first }
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "person list", subject: hub.description,
                    content: #"{"people": \#(people.count)}"#))
            return try people.compactMap { person in
                let identity = try sealer.identity(of: person)
                guard identity.givenNames ?? identity.familyNames != nil,
                    let lastOn = days[person.id]
                else { return nil }
                return SeenPersonView(
                    id: person.id, givenNames: identity.givenNames ?? "",
                    familyNames: identity.familyNames ?? "", birth: identity.birth,
                    sex: person.sex, nationality: person.nationality, lastOn: lastOn)
            }
        }
    }
}
