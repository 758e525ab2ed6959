public import Casework
import Codelists

/// A hub as JSON.
public struct HubDocument: Encodable, Sendable {
    public let code: String
    public let name: String
    public let country: String
    public let admin1: String?
    public let latitude: Double?
    public let longitude: Double?
    public let timeZone: String
    public let opened: CalendarDate?
    public let closed: CalendarDate?

    enum CodingKeys: String, CodingKey {
        case code, name, country, admin1, latitude, longitude, opened, closed
        case timeZone = "time_zone"
    }

    public init(_ hub: Hub) {
        code = hub.code.description
        name = hub.name
        country = hub.country.code
        admin1 = hub.admin1
        latitude = hub.latitude
        longitude = hub.longitude
        timeZone = hub.timeZone
        opened = hub.openedOn
        closed = hub.closedOn
    }
}
