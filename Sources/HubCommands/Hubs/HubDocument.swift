import Casework
import Codelists

/// A hub as JSON.
struct HubDocument: Encodable {
    let code: String
    let name: String
    let country: String
    let admin1: String?
    let latitude: Double?
    let longitude: Double?
    let timeZone: String
    let opened: CalendarDate?
    let closed: CalendarDate?

    enum CodingKeys: String, CodingKey {
        case code, name, country, admin1, latitude, longitude, opened, closed
        case timeZone = "time_zone"
    }

    init(_ hub: Hub) {
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
