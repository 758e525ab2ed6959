public import Casework
public import Codelists
public import Postgres

/// Where a person stands among merges.
public struct PersonStanding: Sendable {
    public let person: PersonID
    public let countedAs: PersonID
    public let mergedInto: PersonID?
}

extension Query where Output == PersonStanding {
    /// Locks these persons, whoever they count as, and all who count as them.
    ///
    /// Waits for writers who are adding facts about them, so that what follows sees those facts.
    public static func lockForMerge(_ persons: [PersonID]) -> Self {
        Self(
            """
            SELECT person_id, counted_as, merged_into FROM person
            WHERE person_id = ANY (\(persons))
                OR person_id IN (SELECT counted_as FROM person WHERE person_id = ANY (\(persons)))
                OR (merged_into IS NOT NULL AND counted_as IN (
                    SELECT counted_as FROM person WHERE person_id = ANY (\(persons))))
            ORDER BY person_id
            FOR UPDATE
            """
        ) { row in
            PersonStanding(
                person: try row.next(), countedAs: try row.next(),
                mergedInto: try row.nextOptional())
        }
    }

    /// Locks the same for whoever answers for these persons; where those stand, read anew after the
    /// lock was had. Others are left out.
    public static func lockPeople(_ persons: [PersonID]) -> Self {
        Self("SELECT person_id, counted_as, merged_into FROM lock_people(\(persons))") { row in
            PersonStanding(
                person: try row.next(), countedAs: try row.next(),
                mergedInto: try row.nextOptional())
        }
    }
}

extension Statement {
    /// Keeps what the rows of these persons say, before a change to them.
    public static func keepVersions(
        of condition: Statement, change: String, reason: String, actor: String
    ) -> Self {
        """
        INSERT INTO person_version (person_id, change, reason, actor, counted_as, merged_into, sex,
            birth_year, birth_quarter, nationality)
        SELECT person_id, \(change), \(reason), \(actor), counted_as, merged_into, sex, birth_year,
            birth_quarter, nationality
        FROM person WHERE \(condition)
        """
    }

    /// Makes a person, and all who count as them, count as whoever `kept` counts as.
    public static func merge(
        _ duplicate: PersonID, into kept: PersonID, reason: String, actor: String
    ) -> Self {
        "SELECT merge_person(\(duplicate), \(kept), \(reason), \(actor))"
    }

    /// Makes everybody below `person` in the tree of merges count as `person` again.
    public static func unmerge(_ person: PersonID, reason: String, actor: String) -> Self {
        "SELECT unmerge_person(\(person), \(reason), \(actor))"
    }

    /// Gives the facts of all who counted as `former` the values of whom they count as now.
    public static func recountFacts(formerly former: PersonID) -> Self {
        """
        UPDATE participation f SET counted_as = r.person_id, sex = r.sex,
            nationality = r.nationality,
            age_band = age_band(quarter_of(f.occurred_on), r.birth_year, r.birth_quarter)
        FROM person p JOIN person r ON r.person_id = p.counted_as
        WHERE f.counted_as = \(former) AND p.person_id = f.person_id
        """
    }

    public static func correct(
        _ person: PersonID, sex: Sex, birthYear: Int16?, birthQuarter: Int16?, nationality: Country
    ) -> Self {
        """
        UPDATE person SET sex = \(sex), birth_year = \(birthYear),
            birth_quarter = \(birthQuarter), nationality = \(nationality)
        WHERE person_id = \(person)
        """
    }
}
