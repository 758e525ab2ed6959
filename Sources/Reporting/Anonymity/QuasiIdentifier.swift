/// What somebody who knows a person may know of them, and could find them by.
public enum QuasiIdentifier: Int, Sendable, CaseIterable {
    /// Country of the hub, month of the first contact, then what the person is and how they came.
    case country, period, sex, age, nationality, profile, channel

    /// The column's name.
    public var name: String {
        switch self {
        case .country: "country"
        case .period: "period"
        case .sex: "sex"
        case .age: "age"
        case .nationality: "nationality"
        case .profile: "profile"
        case .channel: "channel"
        }
    }

    /// Where in a packed key the number stands: its lowest bit, and how many bits it has.
    var place: (shift: UInt64, width: UInt64) {
        switch self {
        case .profile: (0, 8)
        case .channel: (8, 8)
        case .country: (16, 12)
        case .period: (28, 2)
        case .nationality: (30, 12)
        case .age: (42, 4)
        case .sex: (46, 4)
        }
    }

    func number(in key: UInt64) -> Int {
        Int(key >> place.shift & (1 << place.width - 1))
    }
}

/// People of a quarter who share every quasi-identifier and every service.
public struct PeopleGroup: Hashable, Sendable {
    /// The quasi-identifiers' numbers, packed; `QuasiIdentifier.place` says how.
    var key: UInt64
    /// One bit a service, its number's.
    var services: UInt64
    public internal(set) var people: Int

    /// Equal for equal quasi-identifiers.
    public var combination: UInt64 { key }

    /// Equal for equal sets of services.
    public var serviceSet: UInt64 { services }

    /// The key has the profile in bits 0 to 7, channel 8 to 15, country of the hub 16 to 27, month of
    /// the quarter 28 to 29, nationality 30 to 41, age band 42 to 45, sex 46 to 49.
    public init(key: UInt64, services: UInt64, people: Int) {
        self.key = key
        self.services = services
        self.people = people
    }
}
