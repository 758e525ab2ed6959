public import Casework
public import FoundationEssentials
public import Postgres

/// Who was forgotten, and what else was sealed under a key of its own.
public struct ErasedPeople: Sendable {
    public let persons: [PersonID]
    public let subjects: [UUID]
}

extension Query where Output == ErasedPeople {
    /// Forgets people with all records that count as them; what is left are their figures.
    public static func erase(_ people: [PersonID], actor: String, reason: String) -> Self {
        Self("SELECT persons, subjects FROM erase_people(\(people), \(actor), \(reason))") { row in
            ErasedPeople(persons: try row.next(), subjects: try row.next())
        }
    }
}

extension Query where Output == PersonID {
    /// All who were forgotten, as far as the database knows.
    public static var erasedPeople: Self { Self("SELECT person_id FROM erasure") }

    /// Those of these who are there and not forgotten.
    public static func notErased(of people: [PersonID]) -> Self {
        Self(
            """
            SELECT person_id FROM person
            WHERE person_id = ANY (\(people)) AND erased_at IS NULL ORDER BY person_id
            """)
    }
}

extension Query where Output == Int {
    /// How many records it restricted, or freed.
    public static func restrict(_ person: PersonID, isRestricted: Bool) -> Self {
        Self("SELECT restrict_person(\(person), \(isRestricted))")
    }
}
