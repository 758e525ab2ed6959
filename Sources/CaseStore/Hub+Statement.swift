public import Casework
import Codelists
public import Postgres

/// A hub with the number that rows of the database hold for it.
public struct StoredHub: Sendable {
    public let number: Int16
    public let hub: Hub
    /// Today by the hub's own time zone.
    public let today: CalendarDate
}

extension Query where Output == StoredHub {
    /// All hubs, in the order of their codes.
    public static var hubs: Self { Self("\(columns) ORDER BY code", decode: decode) }

    /// The hub of this code.
    public static func hub(_ code: HubCode) -> Self {
        Self("\(columns) WHERE code = \(code.description)", decode: decode)
    }

    private static var columns: Statement {
        """
        SELECT hub_id, code, name, country, admin1, latitude, longitude, time_zone, opened_on,
            closed_on, (now() AT TIME ZONE time_zone)::date
        FROM hub
        """
    }

    @Sendable private static func decode(_ row: inout Row) throws -> StoredHub {
        let number: Int16 = try row.next()
        return StoredHub(
            number: number,
            hub: Hub(
                code: try row.next(), name: try row.next(), country: try row.next(),
                admin1: try row.nextOptional(), latitude: try row.nextOptional(),
                longitude: try row.nextOptional(), timeZone: try row.next(),
                openedOn: try row.nextOptional(), closedOn: try row.nextOptional()),
            today: try row.next())
    }
}

extension Statement {
    /// Adds a hub.
    ///
    /// Like `edit` it puts the zone to the test: with one that PostgreSQL does not know, no list of
    /// hubs could be read any more. The error is `invalid_parameter_value`.
    public static func add(_ hub: Hub) -> Self {
        """
        INSERT INTO hub (code, name, country, admin1, latitude, longitude, time_zone, opened_on,
            closed_on)
        SELECT \(hub.code.description), \(hub.name), \(hub.country), \(hub.admin1),
            \(hub.latitude), \(hub.longitude), \(hub.timeZone), \(hub.openedOn), \(hub.closedOn)
        WHERE now() AT TIME ZONE \(hub.timeZone) IS NOT NULL
        """
    }

    /// Changes everything about a hub but its code and country.
    public static func edit(_ hub: Hub) -> Self {
        """
        UPDATE hub SET name = \(hub.name), admin1 = \(hub.admin1), latitude = \(hub.latitude),
            longitude = \(hub.longitude), time_zone = \(hub.timeZone),
            opened_on = \(hub.openedOn), closed_on = \(hub.closedOn)
        WHERE code = \(hub.code.description)
            AND now() AT TIME ZONE \(hub.timeZone) IS NOT NULL
        """
    }
}
