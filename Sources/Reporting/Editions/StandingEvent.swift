public import Casework
public import Codelists

/// An event as it stood at a moment, with its participants.
public struct StandingEvent: Sendable, Hashable {
    public struct Participant: Sendable, Hashable {
        public let position: Int16
        public let member: Member

        public init(position: Int16, member: Member) {
            self.position = position
            self.member = member
        }
    }

    public enum Member: Sendable, Hashable {
        case person(PersonID)
        case tally(Tally)
    }

    public let id: EventID
    public let version: Int
    /// The change number of its first version.
    public let recorded: Int64
    public let occurredOn: CalendarDate
    public let hub: Int16
    public let channel: Channel
    public let profile: Profile
    public let isLate: Bool
    public let services: [Int16]
    /// In the order of their positions.
    public internal(set) var participants: [Participant]

    public init(
        id: EventID, version: Int, recorded: Int64, occurredOn: CalendarDate, hub: Int16,
        channel: Channel,
        profile: Profile, isLate: Bool, services: [Int16], participants: [Participant]
    ) {
        self.id = id
        self.version = version
        self.recorded = recorded
        self.occurredOn = occurredOn
        self.hub = hub
        self.channel = channel
        self.profile = profile
        self.isLate = isLate
        self.services = services
        self.participants = participants
    }
}

/// What of a person moves figures, as it stood at a moment.
public struct StandingPerson: Sendable, Hashable {
    public let id: PersonID
    /// Whom the person counted as: themselves, or the person they were merged into.
    public let countedAs: PersonID
    public let sex: Sex
    public let birthYear: Int16?
    /// Which quarter of the year the birthday lies in; nil when only the year is known.
    public let birthQuarter: Int16?
    public let nationality: Country

    public init(
        id: PersonID, countedAs: PersonID, sex: Sex, birthYear: Int16?, birthQuarter: Int16?,
        nationality: Country
    ) {
        self.id = id
        self.countedAs = countedAs
        self.sex = sex
        self.birthYear = birthYear
        self.birthQuarter = birthQuarter
        self.nationality = nationality
    }

    /// The age band on the last day of `quarter`.
    func ageBand(in quarter: Quarter) -> AgeBand {
        guard let birthYear else { return .unknown }
        let isStillToCome = Int(birthQuarter ?? 1) > quarter.number
        return AgeBand(age: quarter.year - Int(birthYear) - (isStillToCome ? 1 : 0))
    }
}

extension StandingEvent {
    /// Adds participants that come after those there are.
    public mutating func add(_ more: [Participant]) { participants += more }
}

extension StandingQuarter {
    /// Everything about an event that moves a figure, as text: equal for equal contributions.
    public func fingerprint(of event: StandingEvent) -> String {
        var fields = [
            event.id.description, String(event.version), event.occurredOn.description,
            String(event.hub), String(event.channel.number), String(event.profile.number),
            event.isLate ? "late" : "", event.services.map(String.init).joined(separator: " "),
        ]
        for participant in event.participants {
            fields.append(String(participant.position))
            switch participant.member {
            case .tally(let tally):
                fields +=
                    [tally.sex.number, tally.ageBand.number, tally.nationality.number]
                    .map { String($0) } + ["\(tally.count)"]
            case .person(let id):
                let root = persons[id].flatMap { persons[$0.countedAs] }
                fields += [
                    id.description, root?.id.description ?? "",
                    root.map { String($0.sex.number) } ?? "",
                    root?.birthYear.map { String($0) } ?? "",
                    root?.birthQuarter.map { String($0) } ?? "",
                    root.map { String($0.nationality.number) } ?? "",
                ]
            }
        }
        return fields.joined(separator: "|")
    }
}
