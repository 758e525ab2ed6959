public import CaseStore
import Casework
import Codelists

/// A place of the public directory as JSON.
public struct PlaceDocument: Encodable {
    let id: String
    let slug: String
    let name: String
    let kind: String
    let country: String
    let locality: String?
    let address: String?
    let latitude: Double?
    let longitude: Double?
    let distance: Double?
    let services: [String]
    let languages: [String]
    let serves: [String]
    let hours: String?
    let zone: String
    let isOpen: Bool?
    let website: String?
    let email: String?
    let phone: String?
    let note: String?
    let verified: String?
    let isStale: Bool
    let url: String

    enum CodingKeys: String, CodingKey {
        case id, slug, name, kind, country, locality, address, latitude, longitude, services
        case languages, serves, hours, website, email, phone, note, verified, url
        case zone = "time_zone"
        case distance = "distance_km"
        case isOpen = "open_now"
        case isStale = "stale"
    }

    /// `site` is where the pages are, without a slash at the end.
    public init(_ found: PublicPlace, site: String) {
        let place = found.place
        id = found.id.description
        slug = place.slug.description
        name = place.name
        kind = place.hub == nil ? place.kind?.code ?? "other" : "hub"
        country = place.country.code
        locality = place.locality
        address = place.address
        latitude = place.latitude
        longitude = place.longitude
        // To the metre: more would say more than an address does.
        distance = found.distance.map { ($0 * 1_000).rounded() / 1_000 }
        services = place.services.map(\.code)
        languages = place.languages.map(\.code)
        serves = place.serves.map(\.code)
        hours = place.hours?.description
        zone = place.zone
        isOpen = found.isOpen
        website = place.website
        email = place.email
        phone = place.phone
        note = place.note
        verified = place.verified?.description
        isStale = found.isStale
        url = "\(site)/places/\(place.slug)"
    }
}

/// Places as GeoJSON (RFC 7946): those with coordinates.
public struct PlaceCollection: Encodable {
    struct Geometry: Encodable {
        let type = "Point"
        /// Longitude first.
        let coordinates: [Double]
    }

    struct Feature: Encodable {
        let type = "Feature"
        let id: String
        let geometry: Geometry
        let properties: PlaceDocument
    }

    let type = "FeatureCollection"
    let features: [Feature]

    public init(_ places: [PublicPlace], site: String) {
        features = places.compactMap { found in
            guard let latitude = found.place.latitude, let longitude = found.place.longitude else {
                return nil
            }
            return Feature(
                id: found.id.description, geometry: .init(coordinates: [longitude, latitude]),
                properties: PlaceDocument(found, site: site))
        }
    }
}
