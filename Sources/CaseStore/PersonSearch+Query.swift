public import Casework
public import Codelists
public import Postgres

/// Keyed hashes by which people are looked for.
public struct TokenSearch: Sendable {
    /// Of documents.
    public var keys: [[UInt8]] = []
    public var phones: [Int64] = []
    /// Of birth dates.
    public var dates: [Int64] = []
    /// Years of birth, in clear; empty for any.
    public var years: [Int64] = []
    /// All readings of two words of the name together, for every two; then those of each word.
    public var sets: [[Int64]] = []
    /// How many of the sets, from the first, tell enough by themselves to be known elsewhere by.
    public var telling = 0
    /// Sets that must all be met, by their places from 1; those of a later rank are looked at only
    /// when the earlier found few.
    public var stages: [(sets: [Int], rank: Int32)] = []
    /// How many words the name has; the last of the sets are theirs.
    public var words = 0

    public init() {}

    public var isEmpty: Bool {
        keys.isEmpty && phones.isEmpty && dates.isEmpty && sets.isEmpty
    }
}

/// A person as kept, sealed, for whoever may read them.
public struct SealedRecord: Sendable {
    public let person: PersonID
    public let hub: HubCode
    /// Nil once erased.
    public let wrappedKey: [UInt8]?
    public let identity: [UInt8]?
    public let document: [UInt8]?
    public let sex: Sex
    public let birthYear: Int16?
    public let birthQuarter: Int16?
    public let nationality: Country
    public let countedAs: PersonID
    public let mergedInto: PersonID?
    /// What consent or a referral opens of somebody of another hub; nil for everything.
    public let parts: [SharedPart]?

    init(_ row: inout Row) throws {
        person = try row.next()
        hub = try row.next()
        wrappedKey = try row.nextOptional()
        identity = try row.nextOptional()
        document = try row.nextOptional()
        sex = try row.next()
        birthYear = try row.nextOptional()
        birthQuarter = try row.nextOptional()
        nationality = try row.next()
        countedAs = try row.next()
        mergedInto = try row.nextOptional()
        parts = try row.nextOptional()
    }
}

extension Query where Output == SealedRecord {
    /// The people that whoever acts may read and that are like what is asked for, at most so many.
    public static func findPeople(_ search: TokenSearch, limit: Int) -> Self {
        Self(
            """
            SELECT person_id, hub, wrapped_key, identity, document, sex, birth_year, birth_quarter,
                nationality, counted_as, merged_into, parts
            FROM find_people(\(search.keys), \(search.phones), \(search.dates), \(search.years),
                \(search.sets.map(\.arrayLiteral)),
                \(search.sets.suffix(search.words).map(\.arrayLiteral)),
                \(search.stages.map(\.sets.arrayLiteral)), \(search.stages.map(\.rank)),
                \(Int32(limit)))
            """
        ) { try SealedRecord(&$0) }
    }

    /// Those of these people that whoever acts may read.
    public static func sealedPeople(_ persons: [PersonID]) -> Self {
        Self(
            """
            SELECT person_id, hub, wrapped_key, identity, document, sex, birth_year, birth_quarter,
                nationality, counted_as, merged_into, parts
            FROM sealed_people(\(persons))
            """
        ) { try SealedRecord(&$0) }
    }
}

extension Query where Output == Bool {
    /// Whether somebody like that is known at a hub whose people one may not see.
    public static func knownInNetwork(_ search: TokenSearch) -> Self {
        Self(
            """
            SELECT known_in_network(\(search.keys), \(search.phones), \(search.dates),
                \(search.years), \(search.sets.prefix(search.telling).map(\.arrayLiteral)),
                \(search.stages.prefix(1).map(\.sets.arrayLiteral)),
                \(search.stages.prefix(1).map(\.rank)), \(Int32(search.words)))
            """)
    }
}

extension Query where Output == PersonID {
    /// Whoever was merged into this person, one by one.
    public static func merged(into person: PersonID) -> Self {
        Self("SELECT person_id FROM person WHERE merged_into = \(person) ORDER BY person_id")
    }
}
