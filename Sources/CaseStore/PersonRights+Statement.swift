public import Casework
public import Codelists
public import FoundationEssentials
public import Postgres

/// One of the records of a person, and since when it is restricted to being kept.
public struct PersonRecordRow: Sendable {
    public let id: PersonID
    public let hub: HubCode
    public let createdAt: Date
    public let mergedInto: PersonID?
    public let restrictedAt: Date?
    public let erasedAt: Date?
}

extension Query where Output == PersonRecordRow {
    /// Every record that counts as the same person, oldest first.
    public static func records(of person: PersonID) -> Self {
        Self(
            """
            SELECT p.person_id, h.code, p.created_at, p.merged_into, p.restricted_at, p.erased_at
            FROM person p JOIN hub h USING (hub_id)
            WHERE p.counted_as = (SELECT counted_as FROM person WHERE person_id = \(person))
            ORDER BY p.person_id
            """
        ) { row in
            PersonRecordRow(
                id: try row.next(), hub: try row.next(), createdAt: try row.next(),
                mergedInto: try row.nextOptional(), restrictedAt: try row.nextOptional(),
                erasedAt: try row.nextOptional())
        }
    }
}

/// A contact of a person with a hub; the note is sealed.
public struct ContactRow: Sendable {
    public let event: EventID
    public let day: CalendarDate
    public let hub: HubCode
    public let channel: Channel
    public let profile: Profile
    public let services: [Service]
    public let note: [UInt8]?
}

extension Query where Output == ContactRow {
    /// Every event that somebody took part in, oldest first.
    public static func contacts(of persons: [PersonID]) -> Self {
        Self(
            """
            SELECT DISTINCT ON (e.occurred_on, e.event_id) e.event_id, e.occurred_on, h.code,
                e.channel, e.profile, e.services, e.note
            FROM participation f JOIN event_register r USING (event_id)
                JOIN event e ON e.event_id = r.event_id AND e.version = r.version
                    AND e.occurred_on = r.occurred_on
                JOIN hub h ON h.hub_id = e.hub_id
            WHERE f.counted_as IN (SELECT counted_as FROM person WHERE person_id = ANY (\(persons)))
            ORDER BY e.occurred_on, e.event_id
            """
        ) { row in
            ContactRow(
                event: try row.next(), day: try row.next(), hub: try row.next(),
                channel: try row.next(), profile: try row.next(), services: try row.next(),
                note: try row.nextOptional())
        }
    }
}

extension Query where Output == CaseID {
    /// Every case that somebody is one of the people of.
    public static func allCases(of persons: [PersonID]) -> Self {
        Self(
            """
            SELECT case_id FROM casework_case WHERE person_id = ANY (\(persons))
                OR case_id IN (SELECT case_id FROM case_member WHERE person_id = ANY (\(persons)))
            ORDER BY case_id
            """)
    }
}

/// A look at somebody, or something that was done with what is kept of them.
public struct LookRow: Sendable {
    public let at: Date
    public let role: String
    public let operation: String
    public let reason: String?
}

extension Query where Output == LookRow {
    /// Everything that the audit trail says was done about these persons, oldest first.
    public static func looks(at persons: [PersonID]) -> Self {
        Self(
            """
            SELECT at, role, operation, reason FROM audit
            WHERE subject_kind IN ('person', 'consent')
                AND subject = ANY (\(persons.map(\.description)))
            ORDER BY audit_id
            """
        ) { row in
            LookRow(
                at: try row.next(), role: try row.next(), operation: try row.next(),
                reason: try row.nextOptional())
        }
    }
}

extension Query where Output == PersonID? {
    /// Corrects who somebody is and what they count as; a person where they are that one already,
    /// and nothing was changed.
    public static func rectify(_ person: SealedPerson, actor: String, reason: String) -> Self {
        Self(
            """
            SELECT rectify_person(\(person.id), \(actor), \(reason), \(person.sex),
                \(person.birthYear), \(person.birthQuarter), \(person.nationality),
                \(person.identity), \(person.identityKey), \(person.document),
                \(person.searchTokens))
            """
        ) { row in try row.nextOptional() }
    }
}
