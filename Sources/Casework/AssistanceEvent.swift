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
    /// How those who are named were asked whether what they say may be kept, and agreed; nil where
    /// nothing is said of it.
    public var agreement: Agreement?

    /// What was read to people before they agreed, and in which language; through the event's
    /// channel, on its date, at its hub.
    public struct Agreement: Hashable, Sendable {
        public var language: SpokenLanguage
        public var textVersion: String

        public init(language: SpokenLanguage, textVersion: String) {
            self.language = language
            self.textVersion = textVersion
        }
    }

    public init(
        id: EventID, hub: HubCode, recordID: String? = nil, occurredOn: CalendarDate,
        channel: Channel, profile: Profile, services: [Service], destination: Country? = nil,
        participants: [Participant], caseReference: String? = nil, notes: String? = nil,
        reported: [String: String] = [:], agreement: Agreement? = nil
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
        self.agreement = agreement
    }

    /// The consent that somebody who is named here gave; nil where nothing is said of it.
    public func consent(of person: PersonID) -> Consent? {
        agreement.map { agreement in
            Consent(
                id: .new(), person: person, purpose: .assistance, hub: hub,
                given: Consent.Statement(
                    on: occurredOn, channel: channel, language: agreement.language),
                textVersion: agreement.textVersion)
        }
    }

    /// The field of what is said of consent that cannot be kept; nil where all of it can.
    ///
    /// Nobody who is anonymous agrees to anything.
    public var agreementProblem: String? {
        guard let agreement else { return nil }
        let isNamed = participants.contains { if case .tally = $0 { false } else { true } }
        let isReadable = (1...Consent.mostTextVersion).contains(agreement.textVersion.count)
        return isNamed && isReadable ? nil : "consent"
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
