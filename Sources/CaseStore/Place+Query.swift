public import Casework
import Codelists
public import Postgres

/// A place as everybody may see it, and how it is at this moment.
public struct PublicPlace: Sendable, Equatable {
    public let id: ID<Place>
    public let place: Place
    /// Kilometres along the great circle; nil where nothing was asked to be near, or it has no
    /// coordinates.
    public let distance: Double?
    /// Nil where no hours are known.
    public let isOpen: Bool?
    /// The minute of the week that it is there.
    public let minute: Int
    /// Its people have not said for a year that all this is so.
    public let isStale: Bool
    /// RFC 3339, UTC.
    public let updatedAt: String
}

extension Query where Output == PublicPlace {
    // A hub's entry has the hub's code for its short name.
    private static let columns: Statement = """
        p.place_id, p.slug, p.name, CASE WHEN p.hub_id IS NOT NULL THEN upper(p.slug) END, p.kind,
        p.country, p.locality, p.address, p.latitude, p.longitude, p.time_zone, p.services,
        p.languages, p.serves, p.hours, p.website, p.email, p.phone, p.note, p.verified_on,
        minute_of_week(p.time_zone, now())::bigint,
        p.open_minutes @> minute_of_week(p.time_zone, now()),
        coalesce(p.verified_on <= current_date - interval '12 months', false),
        \(.utc("p.updated_at"))
        """

    /// The public places that a filter leaves, nearest first; by name where nothing is near.
    public static func publicPlaces(_ filter: PlaceFilter) -> Self {
        Self(
            """
            SELECT \(columns), n.distance
            FROM places_near(\(filter.near?.latitude), \(filter.near?.longitude),
                \(filter.service), \(filter.language), \(filter.country), \(filter.serves),
                \(filter.isOpenNow), \(Int32(filter.limit)), \(Int32(filter.offset)))
                WITH ORDINALITY AS n (place_id, distance, place)
            JOIN place p USING (place_id)
            WHERE is_public_place(p.status, p.hub_id, p.verified_on)
            ORDER BY n.place
            """, decode: read)
    }

    /// One public place.
    public static func publicPlace(_ slug: Slug) -> Self {
        Self(
            """
            SELECT \(columns), NULL::float8
            FROM place p WHERE slug = \(slug.description)
                AND is_public_place(p.status, p.hub_id, p.verified_on)
            """, decode: read)
    }

    /// Those of some places that are public.
    public static func publicPlaces(_ ids: [ID<Place>]) -> Self {
        Self(
            """
            SELECT \(columns), NULL::float8
            FROM place p WHERE place_id = ANY (\(ids))
                AND is_public_place(p.status, p.hub_id, p.verified_on)
            ORDER BY slug
            """, decode: read)
    }

    private static func read(_ row: inout Row) throws -> PublicPlace {
        let id: ID<Place> = try row.next()
        let slug: Slug = try row.next()
        let name: String = try row.next()
        let hub: HubCode? = try row.nextOptional()
        let kind: OrganisationKind? = try row.nextOptional()
        var place = Place(slug: slug, name: name, country: try row.next())
        place.hub = hub
        place.kind = kind
        place.locality = try row.nextOptional()
        place.address = try row.nextOptional()
        place.latitude = try row.nextOptional()
        place.longitude = try row.nextOptional()
        place.zone = try row.next()
        place.services = try row.next()
        place.languages = try row.next()
        place.serves = try row.next()
        let hours: String? = try row.nextOptional()
        place.hours = hours.flatMap { OpeningHours($0) }
        place.website = try row.nextOptional()
        place.email = try row.nextOptional()
        place.phone = try row.nextOptional()
        place.note = try row.nextOptional()
        place.verified = try row.nextOptional()
        let minute: Int = try row.next()
        let isOpen: Bool? = try row.nextOptional()
        let isStale: Bool = try row.next()
        let updatedAt: String = try row.next()
        return PublicPlace(
            id: id, place: place, distance: try row.nextOptional(), isOpen: isOpen, minute: minute,
            isStale: isStale, updatedAt: updatedAt)
    }
}

/// What says whether the public directory changed.
public struct DirectoryState: Sendable, Equatable {
    public let places: Int
    /// What they offer, together.
    public let services: Int
    /// RFC 3339, UTC; nil while there is nothing.
    public let updatedAt: String?
}

extension Query where Output == DirectoryState {
    public static var directoryState: Self {
        Self(
            """
            SELECT count(*), coalesce(sum(cardinality(services)), 0)::bigint,
                \(.utc("max(updated_at)"))
            FROM place WHERE is_public_place(status, hub_id, verified_on)
            """
        ) { row in
            DirectoryState(
                places: try row.next(), services: try row.next(), updatedAt: try row.nextOptional())
        }
    }
}

extension Query where Output == CalendarDate {
    public static var today: Self { Self("SELECT current_date") }
}
