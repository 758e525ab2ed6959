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
        Self("SELECT key, person_id FROM identity_key WHERE key = ANY (\(keys))") { row in
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
            WITH candidate AS MATERIALIZED (
                SELECT * FROM unnest(
                    \(keyed.map(\.id)), \(keyed.map(\.identityKey)), \(keyed.map(\.hub)),
                    \(keyed.map(\.sex)), \(keyed.map(\.birthYear)), \(keyed.map(\.birthQuarter)),
                    \(keyed.map(\.nationality)), \(keyed.map(\.wrappedKey)),
                    \(keyed.map(\.identity)), \(keyed.map(\.document)),
                    \(keyed.map(\.nameTokens.arrayLiteral)),
                    \(keyed.map(\.phoneticTokens.arrayLiteral)))
                AS c (person_id, key, hub_id, sex, birth_year, birth_quarter, nationality,
                    wrapped_key, identity, document, name_tokens, phonetic_tokens)
            ), won AS (
                INSERT INTO identity_key (key, person_id)
                SELECT key, person_id FROM candidate WHERE key IS NOT NULL
                ON CONFLICT ON CONSTRAINT identity_key_pkey DO NOTHING
                RETURNING key, person_id
            ), added AS (
                INSERT INTO person (person_id, counted_as, hub_id, sex, birth_year, birth_quarter,
                    nationality, wrapped_key, identity, name_tokens, phonetic_tokens)
                SELECT person_id, person_id, hub_id, sex, birth_year, birth_quarter, nationality,
                    wrapped_key, identity, name_tokens::bigint[], phonetic_tokens::bigint[]
                FROM candidate
                WHERE key IS NULL OR person_id IN (SELECT person_id FROM won)
            ), documented AS (
                INSERT INTO document (person_id, key, sealed)
                SELECT person_id, key, document FROM candidate JOIN won USING (person_id, key)
                WHERE document IS NOT NULL
            )
            SELECT key, person_id FROM won
            """
        ) { row in
            IdentifiedPerson(key: try row.next(), person: try row.next())
        }
    }
}
