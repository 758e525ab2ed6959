public import Casework
public import Codelists

/// An event whose people are sealed, ready to be written.
public struct PreparedEvent: Sendable {
    public enum Participant: Sendable {
        case person(PersonID)
        case tally(Tally)
    }

    public var id: EventID
    public var hub: Int16
    public var country: Country
    public var recordID: String?
    public var occurredOn: CalendarDate
    public var channel: Channel
    public var profile: Profile
    public var services: [Service]
    public var destination: Country?
    public var isLate: Bool
    /// Sealed free text.
    public var note: [UInt8]?
    /// Keyed hash of the content, 16 bytes.
    public var digest: [UInt8]
    public var participants: [Participant]
    public var batch: BatchID?
    public var caseID: CaseID?

    /// How many of the participants are persons.
    public var personCount: Int {
        participants.count { if case .person = $0 { true } else { false } }
    }

    public init(
        id: EventID, hub: Int16, country: Country, recordID: String?, occurredOn: CalendarDate,
        channel: Channel, profile: Profile, services: [Service], destination: Country?,
        isLate: Bool, note: [UInt8]?, digest: [UInt8], participants: [Participant],
        batch: BatchID? = nil, caseID: CaseID? = nil
    ) {
        self.id = id
        self.hub = hub
        self.country = country
        self.recordID = recordID
        self.occurredOn = occurredOn
        self.channel = channel
        self.profile = profile
        self.services = services
        self.destination = destination
        self.isLate = isLate
        self.note = note
        self.digest = digest
        self.participants = participants
        self.batch = batch
        self.caseID = caseID
    }
}

/// A new person: statistics in clear, everything else sealed.
public struct SealedPerson: Sendable {
    public var id: PersonID
    /// Keyed hash of what identifies the person automatically; nil when nothing does.
    public var identityKey: [UInt8]?
    public var hub: Int16
    public var sex: Sex
    public var birthYear: Int16?
    public var birthQuarter: Int16?
    public var nationality: Country
    public var wrappedKey: [UInt8]
    public var identity: [UInt8]
    /// The document as it was written, sealed; nil when there is none.
    public var document: [UInt8]?
    /// By what the person is found.
    public var searchTokens: [Int64]

    public init(
        id: PersonID, identityKey: [UInt8]?, hub: Int16, sex: Sex, birthYear: Int16?,
        birthQuarter: Int16?, nationality: Country, wrappedKey: [UInt8], identity: [UInt8],
        document: [UInt8]?, searchTokens: [Int64]
    ) {
        self.id = id
        self.identityKey = identityKey
        self.hub = hub
        self.sex = sex
        self.birthYear = birthYear
        self.birthQuarter = birthQuarter
        self.nationality = nationality
        self.wrappedKey = wrappedKey
        self.identity = identity
        self.document = document
        self.searchTokens = searchTokens
    }
}

/// What the register already holds for an event about to be written.
public struct RegisteredEvent: Sendable {
    /// The place of the event in the list that was asked about, from 0.
    public let position: Int
    public let id: EventID
    public let version: Int
    public let isVoid: Bool
    public let digest: [UInt8]
    public let occurredOn: CalendarDate

    public init(
        position: Int, id: EventID, version: Int, isVoid: Bool, digest: [UInt8],
        occurredOn: CalendarDate
    ) {
        self.position = position
        self.id = id
        self.version = version
        self.isVoid = isVoid
        self.digest = digest
        self.occurredOn = occurredOn
    }
}
