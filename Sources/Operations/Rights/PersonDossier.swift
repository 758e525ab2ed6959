import CaseStore
public import Casework
public import Codelists
import Credentials
public import FoundationEssentials
import Postgres

/// All that is held about somebody, for themselves to have.
public struct PersonDossier: Sendable, Encodable {
    public let records: [Record]
    public let contacts: [Contact]
    public let cases: [CaseView]
    public let consent: ConsentView
    /// What was sent to others, word for word, as long as it is shared.
    public let referrals: [ReferralView]
    /// Who looked or changed something, by role; only for whoever may read the audit trail.
    public let looks: [Look]

    public struct Record: Sendable, Encodable {
        public let id: PersonID
        public let hub: HubCode
        public let since: Date
        public let isRestricted: Bool
        public let givenNames: String?
        public let familyNames: String?
        public let birth: String?
        public let documents: [String]
        public let phone: String?
        public let sex: Sex
        public let birthYear: Int?
        public let nationality: Country
        public let vulnerabilities: [Vulnerability]
        public let functioning: String?
        public let languages: [SpokenLanguage]

        enum CodingKeys: String, CodingKey {
            case hub, since, birth, documents, phone, sex, nationality, vulnerabilities, functioning
            case languages
            case id = "person_id"
            case isRestricted = "restricted"
            case givenNames = "given_names"
            case familyNames = "family_names"
            case birthYear = "birth_year"
        }
    }

    public struct Contact: Sendable, Encodable {
        public let event: EventID
        public let day: CalendarDate
        public let hub: HubCode
        public let channel: Channel
        public let profile: Profile
        public let services: [Service]
        /// What was noted, and other columns as reported: name and content by turns.
        public let notes: [String]

        enum CodingKeys: String, CodingKey {
            case event, hub, channel, profile, services, notes
            case day = "date"
        }
    }

    public struct Look: Sendable, Encodable {
        public let at: Date
        public let role: String
        public let operation: String
        public let reason: String?
    }
}

extension Application {
    /// Puts together all that is held about a person; of another hub's rows, what the actor may see.
    /// That it was taken out is audited.
    public func dossier(of person: PersonID) async throws -> PersonDossier {
        try permitSomewhere(.manageRights)
        let consent = try await consents(of: person)
        return try await write { connection in
            try await permitRights(over: person, on: connection)
            let rows = try await connection.all(.records(of: person))
            let ids = rows.map(\.id)
            let known = Dictionary(
                uniqueKeysWithValues: try await connection.all(.casePeople(ids)).map {
                    ($0.id, $0)
                })
            var cases: [CaseView] = []
            for id in try await connection.all(.allCases(of: ids)) {
                guard let row = try await connection.first(.caseRow(id)),
                    actor.role == .machine || row.content.isVisible(to: actor.account)
                else { continue }
                cases.append(try await viewWithTimeline(row, on: connection))
            }
            var referrals: [ReferralView] = []
            for sharing in consent.shared {
                guard let row = try await connection.first(.referral(sharing.referral)) else {
                    continue
                }
                referrals.append(
                    ReferralView(row, asSender: true, shared: try shared(by: row)))
            }
            let sent = referrals
            let contacts = try await connection.all(.contacts(of: ids)).map(contact)
            let looks = try await connection.all(.looks(at: ids))
            try await connection.run(
                .audit(
                    actor: actor.name, operation: "person export", subject: person.description,
                    content: #"{"records": \#(rows.count), "cases": \#(cases.count)}"#))
            return PersonDossier(
                records: try rows.compactMap { row in
                    try known[row.id].map { try record(row, $0) }
                }, contacts: contacts, cases: cases, consent: consent, referrals: sent,
                looks: looks.map {
                    .init(at: $0.at, role: $0.role, operation: $0.operation, reason: $0.reason)
                })
        }
    }

    /// Refuses what may not be decided for a person, and tells whom they belong to.
    @discardableResult
    func permitRights(over person: PersonID, on connection: Connection) async throws -> HubCode {
        guard let home = try await connection.first(.hub(ofPerson: person)) else {
            throw OperationError.unknownPerson(person)
        }
        try permit(.manageRights, at: home)
        return home
    }

    private func record(
        _ row: PersonRecordRow, _ person: CasePerson
    ) throws -> PersonDossier.Record {
        let identity = try sealer.identity(of: person, evenRestricted: true)
        return PersonDossier.Record(
            id: row.id, hub: row.hub, since: row.createdAt, isRestricted: row.restrictedAt != nil,
            givenNames: identity.givenNames, familyNames: identity.familyNames,
            birth: identity.birth, documents: identity.document.map { [$0] } ?? [],
            phone: identity.phone,
            sex: person.sex, birthYear: person.birthYear.map { Int($0) },
            nationality: person.nationality,
            vulnerabilities: person.situation.vulnerabilities,
            functioning: person.situation.functioning?.description,
            languages: person.situation.languages)
    }

    private func contact(_ row: ContactRow) throws -> PersonDossier.Contact {
        let note = try row.note.flatMap {
            try sealer.open(
                SealedText(bytes: $0, owner: nil),
                context: SealContext(subject: row.event.uuid, field: .note))
        }
        return PersonDossier.Contact(
            event: row.event, day: row.day, hub: row.hub, channel: row.channel,
            profile: row.profile, services: row.services,
            notes: note.map { sealer.parted($0).map { $0 ?? "" } } ?? [])
    }
}
