public import Codelists

/// A way to break a figure down.
///
/// The raw value is the number under which `db/routines/counting.sql` counts; a new breakdown
/// goes into both.
public enum Dimension: Int16, Sendable, CaseIterable {
    case country = 1
    case hub = 2
    case sex = 3
    case age = 4
    case nationality = 5
    case profile = 6
    case channel = 7
    case service = 8

    /// The order in which a report shows its tables.
    public static let reportOrder: [Dimension] = [
        .country, .hub, .sex, .age, .nationality, .service, .profile, .channel,
    ]

    /// Whether the rows add up to the total. A person has one sex, one age band and one
    /// nationality in a quarter, but counts once in each place, service, profile and channel
    /// that they had.
    public var addsUp: Bool {
        switch self {
        case .sex, .age, .nationality: true
        case .country, .hub, .profile, .channel, .service: false
        }
    }

    /// Whether the categories are places, of which a hub's own report has one.
    var isPlace: Bool { self == .country || self == .hub }

    /// The codelist that explains the categories; hubs have none.
    public var codelist: Codelist? {
        switch self {
        case .country, .nationality: Country.list
        case .sex: Sex.list
        case .age: AgeBand.list
        case .profile: Profile.list
        case .channel: Channel.list
        case .service: Service.list
        case .hub: nil
        }
    }
}

extension Dimension: LosslessStringConvertible {
    public var description: String {
        switch self {
        case .country: "country"
        case .hub: "hub"
        case .sex: "sex"
        case .age: "age"
        case .nationality: "nationality"
        case .profile: "profile"
        case .channel: "channel"
        case .service: "service"
        }
    }

    public init?(_ description: String) {
        guard let match = Self.allCases.first(where: { $0.description == description }) else {
            return nil
        }
        self = match
    }
}
