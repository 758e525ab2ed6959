public import Casework
public import Codelists
public import Postgres

/// Somebody as a pass over everybody reads them: sealed.
public struct ScannedPerson: Sendable {
    public let id: PersonID
    public let hub: Int16
    public let wrappedKey: [UInt8]
    public let identity: [UInt8]?
    public let document: [UInt8]?
    public let sex: Sex
    public let nationality: Country
    public let countedAs: PersonID
}

extension Query where Output == ScannedPerson {
    /// Everybody who can be read, born in these years; nil for any year, and those without one with
    /// `unknown`. In the order of their ids.
    public static func scannedPeople(born years: ClosedRange<Int>?, unknown: Bool) -> Self {
        Self(
            """
            SELECT p.person_id, p.hub_id, p.wrapped_key, p.identity,
                (SELECT d.sealed FROM document d WHERE d.person_id = p.person_id
                    AND d.sealed IS NOT NULL ORDER BY d.key LIMIT 1),
                p.sex, p.nationality, p.counted_as
            FROM person p
            WHERE p.wrapped_key IS NOT NULL
                AND (\(years == nil) OR \(unknown) AND p.birth_year IS NULL
                    OR p.birth_year BETWEEN \(Int16(years?.lowerBound ?? 0))
                        AND \(Int16(years?.upperBound ?? 0)))
            ORDER BY p.person_id
            """
        ) { row in
            ScannedPerson(
                id: try row.next(), hub: try row.next(), wrappedKey: try row.next(),
                identity: try row.nextOptional(), document: try row.nextOptional(),
                sex: try row.next(), nationality: try row.next(), countedAs: try row.next())
        }
    }
}

/// How many people were born in a year.
public struct BirthYearCount: Sendable {
    public let year: Int16?
    public let people: Int

    public init(year: Int16?, people: Int) {
        self.year = year
        self.people = people
    }
}

extension Query where Output == BirthYearCount {
    /// The people who can be read, by year of birth, those without one first.
    public static var birthYears: Self {
        Self(
            """
            SELECT birth_year, count(*)::int FROM person WHERE wrapped_key IS NOT NULL
            GROUP BY birth_year ORDER BY birth_year NULLS FIRST
            """
        ) { BirthYearCount(year: try $0.nextOptional(), people: try $0.next()) }
    }
}
