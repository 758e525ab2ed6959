public import Casework
public import Codelists
public import Postgres

/// What a case shows, and a referral may share, of one of its people; the identity is sealed.
public struct CasePerson: Sendable {
    public let id: PersonID
    public let identity: [UInt8]?
    public let document: [UInt8]?
    /// Nil once erased.
    public let wrappedKey: [UInt8]?
    public let sex: Sex
    public let birthYear: Int16?
    public let birthQuarter: Int16?
    /// On the last day of this quarter.
    public let ageBand: AgeBand
    public let nationality: Country
    public let situation: PersonSituation
    /// Whether nothing may be done with what is known of them but keep it.
    public let isRestricted: Bool
}

extension Query where Output == CasePerson {
    /// These people as they are known, in the order asked for.
    public static func casePeople(_ persons: [PersonID]) -> Self {
        Self(
            """
            SELECT p.person_id, p.identity,
                (SELECT d.sealed FROM document d WHERE d.person_id = p.person_id
                    AND d.sealed IS NOT NULL ORDER BY d.key LIMIT 1),
                p.wrapped_key, p.sex, p.birth_year, p.birth_quarter,
                age_band(quarter_of(current_date), p.birth_year, p.birth_quarter), p.nationality,
                p.vulnerabilities, p.functioning, p.languages, p.restricted_at IS NOT NULL
            FROM unnest(\(persons)) WITH ORDINALITY AS a (person_id, place)
                JOIN person p USING (person_id)
            ORDER BY a.place
            """
        ) { row in
            let id: PersonID = try row.next()
            let identity: [UInt8]? = try row.nextOptional()
            let document: [UInt8]? = try row.nextOptional()
            let key: [UInt8]? = try row.nextOptional()
            let sex: Sex = try row.next()
            let year: Int16? = try row.nextOptional()
            let quarter: Int16? = try row.nextOptional()
            let band: AgeBand = try row.next()
            let nationality: Country = try row.next()
            let vulnerabilities: [Vulnerability] = try row.next()
            let answers: [DisabilityAnswer]? = try row.nextOptional()
            return CasePerson(
                id: id, identity: identity, document: document, wrappedKey: key, sex: sex,
                birthYear: year, birthQuarter: quarter, ageBand: band, nationality: nationality,
                situation: PersonSituation(
                    vulnerabilities: vulnerabilities,
                    functioning: answers.flatMap { Functioning(answers: $0) },
                    languages: try row.next()), isRestricted: try row.next())
        }
    }
}

extension Statement {
    /// Writes the statistical fields that say what somebody needs.
    public static func describe(_ person: PersonID, _ situation: PersonSituation) -> Self {
        """
        UPDATE person SET vulnerabilities = \(situation.vulnerabilities),
            functioning = \(situation.functioning?.answers), languages = \(situation.languages)
        WHERE person_id = \(person)
        """
    }
}

extension Query where Output == HubCode {
    /// The hub that first met a person.
    public static func hub(ofPerson person: PersonID) -> Self {
        Self("SELECT h.code FROM person JOIN hub h USING (hub_id) WHERE person_id = \(person)")
    }
}

extension Query where Output == CaseID {
    /// The open cases that somebody is one of the people of, in the order of their ids.
    public static func openCases(of person: PersonID) -> Self {
        Self(
            """
            SELECT case_id FROM casework_case WHERE status <= 2 AND (person_id = \(person)
                OR case_id IN (SELECT case_id FROM case_member WHERE person_id = \(person)))
            ORDER BY case_id
            """)
    }
}
