public import CaseStore
import Casework
import Codelists
import Credentials
import FoundationEssentials
public import Texts

/// The public directory as Open Referral's Human Services Data Specification 3.0 has it.
///
/// A place is an organization, a location and a service for each thing that it offers; their ids
/// are made of the place's, so that they stay.
public enum HSDS {
    public struct Language: Encodable {
        let id: String
        let name: String
        let code: String
    }

    public struct Schedule: Encodable {
        let id: String
        let freq = "WEEKLY"
        let byday: String
        let opensAt: String
        let closesAt: String
        /// The zone's name: `timezone` is an offset there, which changes with the season.
        let notes: String
    }

    public struct Phone: Encodable {
        let id: String
        let number: String
    }

    public struct Address: Encodable {
        let id: String
        let address1: String
        let city: String
        let stateProvince: String
        let postalCode: String
        let country: String
        let addressType = "physical"

        enum CodingKeys: String, CodingKey {
            case id, city, stateProvince, postalCode, country, addressType
            case address1 = "address_1"
        }
    }

    public struct Organization: Encodable {
        let id: String
        let name: String
        let description: String
        let email: String?
        let website: String?
        let phones: [Phone]?
    }

    public struct Location: Encodable {
        let id: String
        let locationType = "physical"
        let name: String
        let latitude: Double?
        let longitude: Double?
        let addresses: [Address]
        let languages: [Language]
        let schedules: [Schedule]
    }

    public struct Service: Encodable {
        let id: String
        let organizationId: String
        let name: String
        let status = "active"
        let email: String?
        let url: String?
        let languages: [Language]
        let schedules: [Schedule]
        let phones: [Phone]?
        let lastModified: String
        let assuredDate: String?
    }

    public struct ServiceAtLocation: Encodable {
        let id: String
        let serviceId: String
        let locationId: String
    }

    /// One page of a list.
    public struct Page<Content: Encodable>: Encodable {
        let totalItems: Int
        let totalPages: Int
        let pageNumber: Int
        let size: Int
        let firstPage: Bool
        let lastPage: Bool
        let empty: Bool
        let contents: [Content]

        public init(_ contents: [Content], page: Int, pages: Int, total: Int) {
            totalItems = total
            totalPages = pages
            pageNumber = page
            size = contents.count
            firstPage = page == 1
            lastPage = page >= pages
            empty = contents.isEmpty
            self.contents = contents
        }
    }

    /// The names as the specification writes them.
    public static func json(_ document: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(document))
    }

    /// What the API itself is.
    public struct Root: Encodable {
        let version = "3.0"
        let profile = "https://docs.openreferral.org/en/v3.0.1/hsds/"
        let openapiUrl: String

        public init(site: String) { openapiUrl = "\(site)/api/v1/openapi.json" }
    }

    /// The whole directory in one file: a list of organizations with all that is theirs.
    public struct File: Encodable {
        public let organizations: [Organization]
        public let services: [Service]
        public let locations: [Location]
        public let serviceAtLocations: [ServiceAtLocation]
    }

    public static func file(_ places: [PublicPlace], texts: Texts) -> File {
        File(
            organizations: places.map(organization), services: services(places, texts: texts),
            locations: places.map { location($0, texts: texts) },
            serviceAtLocations: servicesAtLocations(places))
    }

    public static func organization(_ found: PublicPlace) -> Organization {
        let place = found.place
        return Organization(
            id: id(found, "organization"), name: place.name, description: place.note ?? place.name,
            email: place.email, website: place.website, phones: phones(found, of: "organization"))
    }

    public static func location(_ found: PublicPlace, texts: Texts) -> Location {
        let place = found.place
        return Location(
            id: id(found, "location"), name: place.name, latitude: place.latitude,
            longitude: place.longitude,
            addresses: [
                Address(
                    id: id(found, "address"), address1: place.address ?? "",
                    city: place.locality ?? "", stateProvince: "", postalCode: "",
                    country: place.country.alpha2 ?? "")
            ],
            languages: languages(found, texts: texts, of: "location"),
            schedules: schedules(found, of: "location"))
    }

    public static func services(_ places: [PublicPlace], texts: Texts) -> [Service] {
        places.flatMap { found in
            found.place.services.map { service in
                let part = "service/\(service.code)"
                return Service(
                    id: id(found, part), organizationId: id(found, "organization"),
                    name: label(service, texts), email: found.place.email,
                    url: found.place.website,
                    languages: languages(found, texts: texts, of: part),
                    schedules: schedules(found, of: part), phones: phones(found, of: part),
                    lastModified: found.updatedAt,
                    assuredDate: found.place.verified?.description)
            }
        }
    }

    public static func servicesAtLocations(_ places: [PublicPlace]) -> [ServiceAtLocation] {
        places.flatMap { found in
            found.place.services.map { service in
                ServiceAtLocation(
                    id: id(found, "at/\(service.code)"),
                    serviceId: id(found, "service/\(service.code)"),
                    locationId: id(found, "location"))
            }
        }
    }

    private static func phones(_ found: PublicPlace, of part: String) -> [Phone]? {
        found.place.phone.map { [Phone(id: id(found, "\(part)/phone"), number: $0)] }
    }

    private static func languages(
        _ found: PublicPlace, texts: Texts, of part: String
    ) -> [Language] {
        found.place.languages.map { language in
            Language(
                id: id(found, "\(part)/language/\(language.code)"),
                name: label(language, texts), code: language.code)
        }
    }

    /// A schedule for each span of each day.
    private static func schedules(_ found: PublicPlace, of part: String) -> [Schedule] {
        guard let hours = found.place.hours else { return [] }
        let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        return days.enumerated().flatMap { number, day in
            hours.hours(ofDay: number).map { span in
                Schedule(
                    id: id(found, "\(part)/schedule/\(day)/\(span.lowerBound)"), byday: day,
                    opensAt: OpeningHours.clock(span.lowerBound),
                    closesAt: OpeningHours.clock(min(span.upperBound, 1_439)),
                    notes: found.place.zone)
            }
        }
    }

    private static func label<Kind>(_ code: Code<Kind>, _ texts: Texts) -> String {
        guard let entry = Code<Kind>.list[code.number] else { return code.code }
        return entry.label(inLanguage: texts.language.rawValue)
    }

    /// A UUID (version 8, RFC 9562) made of the place's id and the part's name.
    private static func id(_ found: PublicPlace, _ part: String) -> String {
        var bytes = Array(
            ContentDigest.of(Array("\(found.id.description)/\(part)".utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        return UUID(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
                bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            )
        ).uuidString.lowercased()
    }
}
