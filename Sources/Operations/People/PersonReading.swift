import CaseStore
public import Casework
public import Codelists
import Postgres

/// A person as whoever may see them sees them.
public struct PersonView: Sendable, Encodable {
    public struct Visit: Sendable, Encodable {
        public let event: EventID
        public let date: CalendarDate
        public let hub: HubCode
        public let channel: Channel
        public let services: [Service]

        enum CodingKeys: String, CodingKey {
            case date, hub, channel, services
            case event = "event_id"
        }
    }

    public let id: PersonID
    /// The hub that met them first.
    public let hub: HubCode
    /// Whether their identity can still be read: not once they were erased.
    public let isReadable: Bool
    public let givenNames: String?
    public let familyNames: String?
    public let document: String?
    public let phone: String?
    /// A date, or a year.
    public let birth: String?
    public let sex: Sex?
    public let ageBand: AgeBand?
    public let nationality: Country?
    /// Whom they count as: themselves, or whom they were merged into in the end.
    public let countedAs: PersonID
    public let mergedInto: PersonID?
    /// Whoever was merged into them.
    public let merged: [PersonID]
    /// Of another hub: the parts that consent or a referral opens; nil where everything is.
    public let parts: [SharedPart]?
    /// The latest assistance, at hubs of whoever looks; latest first.
    public let visits: [Visit]

    enum CodingKeys: String, CodingKey {
        case hub, document, phone, sex, nationality, merged, visits
        case id = "person_id"
        case isReadable = "readable"
        case givenNames = "given_names"
        case familyNames = "family_names"
        case birth = "birth_date"
        case ageBand = "age_band"
        case countedAs = "counted_as"
        case mergedInto = "merged_into"
        case parts = "opened"
    }

    public var name: String? {
        let parts = [givenNames, familyNames].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}

extension Application {
    private static let mostVisits = 50

    /// Who somebody is, whom they count as, and how they were assisted; looking is audited.
    public func person(_ id: PersonID) async throws -> PersonView {
        try permitSomewhere(.readPeople)
        return try await write { connection in
            guard let record = try await connection.first(.sealedPeople([id])) else {
                throw OperationError.unknownPerson(id)
            }
            let today = try await HubDirectory.load(on: connection).entries[record.hub]?.today
            let visits = try await connection.all(
                .visits(of: id, limit: Self.mostVisits))
            let merged = try await connection.all(.merged(into: id))
            try await connection.run(
                .audit(actor: actor.name, operation: "person show", subject: id.description))
            return try view(record, today: today, merged: merged, visits: visits)
        }
    }

    func view(
        _ record: SealedRecord, today: CalendarDate?, merged: [PersonID] = [],
        visits: [PersonVisit] = []
    ) throws -> PersonView {
        let identity = try sealer.identity(of: record)
        let isStatistical = record.parts?.contains(.statistics) ?? true
        return PersonView(
            id: record.person, hub: record.hub, isReadable: record.wrappedKey != nil,
            givenNames: identity.givenNames, familyNames: identity.familyNames,
            document: identity.document, phone: identity.phone, birth: identity.birth,
            sex: isStatistical ? record.sex : nil,
            ageBand: isStatistical ? today.map(record.ageBand) : nil,
            nationality: isStatistical ? record.nationality : nil, countedAs: record.countedAs,
            mergedInto: record.mergedInto, merged: merged, parts: record.parts,
            visits: visits.map {
                PersonView.Visit(
                    event: $0.event, date: $0.day, hub: $0.hub, channel: $0.channel,
                    services: $0.services)
            })
    }
}

extension SealedRecord {
    /// On the last day of the quarter that a day lies in, as every figure has it.
    func ageBand(on day: CalendarDate) -> AgeBand {
        guard let birthYear else { return .unknown }
        let isStillToCome = (birthQuarter.map { Int($0) } ?? 1) > day.quarter.number
        return AgeBand(age: day.year - Int(birthYear) - (isStillToCome ? 1 : 0))
    }
}
