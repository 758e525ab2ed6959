public import Casework
public import Postgres

/// A person that an identity key leads to.
public struct IdentifiedPerson: Sendable {
    public let key: [UInt8]
    public let person: PersonID
}

extension Query where Output == IdentifiedPerson {
    /// Whom these identity keys belong to; keys of nobody are left out.
    public static func persons(withKeys keys: [[UInt8]]) -> Self {
        Self("SELECT key, person_id FROM persons_with_keys(\(keys))") { row in
            IdentifiedPerson(key: try row.next(), person: try row.next())
        }
    }

    /// Adds people, each under its key, unless somebody else took the key first; answers with
    /// the keys that were won. In the order of the keys, so that two writers wait, not deadlock.
    public static func add(_ people: [SealedPerson]) -> Self {
        let keyed = people.sorted {
            ($0.identityKey ?? []).lexicographicallyPrecedes($1.identityKey ?? [])
        }
        return Self(
            """
            SELECT key, person_id FROM add_people(
                \(keyed.map(\.id)), \(keyed.map(\.identityKey)), \(keyed.map(\.hub)),
                \(keyed.map(\.sex)), \(keyed.map(\.birthYear)), \(keyed.map(\.birthQuarter)),
                \(keyed.map(\.nationality)), \(keyed.map(\.wrappedKey)),
                \(keyed.map(\.identity)), \(keyed.map(\.document)),
                \(keyed.map(\.searchTokens.arrayLiteral)))
            """
        ) { row in
            IdentifiedPerson(key: try row.next(), person: try row.next())
        }
    }
}
