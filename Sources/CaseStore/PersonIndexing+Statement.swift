public import Casework
public import Postgres

/// Somebody who was recorded before people were found as they are now.
public struct UnindexedPerson: Sendable {
    public let id: PersonID
    public let hub: Int16
    public let birthYear: Int16?
    public let wrappedKey: [UInt8]
    public let identity: [UInt8]?
}

extension Query where Output == UnindexedPerson {
    /// The next of those whom no search finds though they can be read, in the order of their ids.
    public static func unindexedPeople(after person: PersonID?, limit: Int) -> Self {
        Self(
            """
            SELECT person_id, hub_id, birth_year, wrapped_key, identity FROM person
            WHERE search_tokens = '{}' AND wrapped_key IS NOT NULL
                AND (\(person)::uuid IS NULL OR person_id > \(person)::uuid)
            ORDER BY person_id LIMIT \(Int32(limit))
            """
        ) { row in
            UnindexedPerson(
                id: try row.next(), hub: try row.next(), birthYear: try row.nextOptional(),
                wrappedKey: try row.next(), identity: try row.nextOptional())
        }
    }
}

extension Statement {
    /// Lets searches find these people by their tokens; whoever was indexed meanwhile stays as they
    /// are.
    public static func index(_ people: [(id: PersonID, tokens: [Int64])]) -> Self {
        """
        UPDATE person p SET search_tokens = n.tokens::bigint[]
        FROM unnest(\(people.map(\.id)), \(people.map(\.tokens.arrayLiteral)))
            AS n (person_id, tokens)
        WHERE p.person_id = n.person_id AND p.search_tokens = '{}' AND p.wrapped_key IS NOT NULL
        """
    }
}
