public import Codelists

/// A hub's code: its country's alpha-2 and a name of its own, such as `MX-TAP`.
public struct HubCode: Hashable, Sendable, LosslessStringConvertible {
    public let description: String

    /// Reads the code in any case; fails unless it has the form and its country exists.
    public init?(_ description: String) {
        let text = description.uppercased()
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 2, (2...8).contains(parts[1].utf8.count),
            text.utf8.allSatisfy({
                (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
            }),
            Country(String(parts[0])) != nil
        else { return nil }
        self.description = text
    }

    public var country: Country { Country(String(description.prefix(2))) ?? .unknown }
}

extension HubCode: Comparable, Encodable {
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.description < rhs.description }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A place or service that assists.
public struct Hub: Sendable, Equatable {
    public var code: HubCode
    public var name: String
    public var country: Country
    /// ISO 3166-2.
    public var admin1: String?
    public var latitude: Double?
    public var longitude: Double?
    /// A name of the IANA time zone database.
    public var timeZone: String
    public var openedOn: CalendarDate?
    public var closedOn: CalendarDate?

    public init(
        code: HubCode, name: String, country: Country, admin1: String? = nil,
        latitude: Double? = nil, longitude: Double? = nil, timeZone: String? = nil,
        openedOn: CalendarDate? = nil, closedOn: CalendarDate? = nil
    ) {
        self.code = code
        self.name = name
        self.country = country
        self.admin1 = admin1
        self.latitude = latitude
        self.longitude = longitude
        self.timeZone = timeZone ?? Self.usualTimeZone(country: country, admin1: admin1)
        self.openedOn = openedOn
        self.closedOn = closedOn
    }

    /// The zone of a country's hubs, by area where a country has several.
    public static func usualTimeZone(country: Country, admin1: String?) -> String {
        switch (country.alpha2, admin1) {
        case ("MX", "MX-BCN"): "America/Tijuana"
        case ("MX", "MX-CHH"): "America/Ciudad_Juarez"
        case ("MX", "MX-SON"): "America/Hermosillo"
        case ("MX", "MX-BCS"), ("MX", "MX-SIN"), ("MX", "MX-NAY"): "America/Mazatlan"
        case ("MX", "MX-ROO"): "America/Cancun"
        case ("MX", _): "America/Mexico_City"
        case ("BZ", _): "America/Belize"
        case ("CR", _): "America/Costa_Rica"
        case ("SV", _): "America/El_Salvador"
        case ("GT", _): "America/Guatemala"
        case ("HN", _): "America/Tegucigalpa"
        case ("DO", _): "America/Santo_Domingo"
        case ("PA", _): "America/Panama"
        case ("GY", _): "America/Guyana"
        default: "UTC"
        }
    }
}

extension Hub {
    /// Why an event may not have happened at this hub on a day.
    public enum DateProblem: Sendable {
        case inTheFuture
        case beforeOpening
        case afterClosing
    }

    /// No hub is older, whatever is known of it.
    public static let firstYear = 1990

    /// Checks an event's date against the hub's life; `today` is by the hub's time zone.
    public func problem(with day: CalendarDate, today: CalendarDate) -> DateProblem? {
        if day > today { return .inTheFuture }
        if day.year < Self.firstYear { return .beforeOpening }
        if let openedOn, day < openedOn { return .beforeOpening }
        if let closedOn, day > closedOn { return .afterClosing }
        return nil
    }
}
