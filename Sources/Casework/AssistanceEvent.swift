public import Codelists

/// One contact in which a hub gave one or more services on one date, through one channel.
public struct AssistanceEvent: Sendable {
    public var id: EventID
    public var hub: HubCode
    /// The hub's own number for the record; with the hub it makes the record idempotent.
    public var recordID: String?
    public var occurredOn: CalendarDate
    public var channel: Channel
    public var profile: Profile
    public var services: [Service]
    public var destination: Country?
    public var participants: [Participant]
    public var caseReference: String?
    public var notes: String?
    /// Columns or fields that the format does not know, kept as reported.
    public var reported: [String: String]

    public init(
        id: EventID, hub: HubCode, recordID: String? = nil, occurredOn: CalendarDate,
        channel: Channel, profile: Profile, services: [Service], destination: Country? = nil,
        participants: [Participant], caseReference: String? = nil, notes: String? = nil,
        reported: [String: String] = [:]
    ) {
        self.id = id
        self.hub = hub
        self.recordID = recordID
        self.occurredOn = occurredOn
        self.channel = channel
        self.profile = profile
        self.services = services
        self.destination = destination
        self.participants = participants
        self.caseReference = caseReference
        self.notes = notes
        self.reported = reported
    }

    /// An event recorded later than this after its date is marked late.
    public static let lateAfterDays = 90
}

/// Who took part in an event.
public enum Participant: Hashable, Sendable {
    case described(PersonDescription)
    case known(PersonID)
    case tally(Tally)
}

/// A number of anonymous people of one sex and age band.
public struct Tally: Hashable, Sendable {
    public var sex: Sex
    public var ageBand: AgeBand
    public var nationality: Country
    public var count: Int

    public init(
        sex: Sex = .unknown, ageBand: AgeBand = .unknown, nationality: Country = .unknown,
        count: Int
    ) {
        self.sex = sex
        self.ageBand = ageBand
        self.nationality = nationality
        self.count = count
    }
}
