import CaseStore
import Casework
import Codelists
import Credentials
import Postgres

extension Application {
    private static let indexedAtOnce = 1_000

    /// Lets searches find whom an earlier version recorded; with nobody left it is one look at an
    /// empty index. Cut off, it goes on at the next start.
    func indexPeople() async throws {
        var last: PersonID?
        while true {
            let (after, limit) = (last, Self.indexedAtOnce)
            let people = try await database.all(.unindexedPeople(after: after, limit: limit))
            guard let end = people.last else { return }
            last = end.id
            let indexed = try people.map { (id: $0.id, tokens: try sealer.searchTokens(of: $0)) }
            try await database.run(.index(indexed))
        }
    }
}

extension IdentitySealer {
    /// Of somebody whose key was destroyed only what stands in clear.
    fileprivate func searchTokens(of person: UnindexedPerson) throws -> [Int64] {
        let open = PersonTokens.open(
            hub: person.hub, birthYear: person.birthYear.map { Int($0) })
        let identity = try identity(
            of: person.id, wrappedKey: person.wrappedKey, identity: person.identity, document: nil)
        guard identity.givenNames != nil || identity.familyNames != nil else { return open }
        let birth = identity.birth.flatMap { CalendarDate($0) }.map { Birth.date($0) }
        return searchTokens(
            of: PersonDescription(
                givenNames: identity.givenNames ?? "", familyNames: identity.familyNames ?? "",
                birth: birth ?? .unknown, phone: identity.phone)) + open
    }
}
