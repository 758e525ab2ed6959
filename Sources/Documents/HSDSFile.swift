public import Casework
import Codelists
public import FoundationEssentials
public import Operations

/// A directory in Open Referral's form, read back into entries: our own export, or what others
/// write.
///
/// Either lists of organizations, services, locations and services at locations that name each
/// other, or a list (or a page) of services with all of that inside them.
public struct HSDSFile: Sendable {
    /// The organizations, each with where it is and what it offers.
    public let places: [Place]
    /// The same without that, for the register of organisations.
    public let organisations: [Organisation]

    /// An entry without a date was confirmed `today`. An error names the place in the file.
    public init(json: Data, today: CalendarDate) throws(RegionError) {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        var parts: Parts
        do {
            parts = try decoder.decode(Parts.self, from: json)
        } catch let error as DecodingError {
            throw .unreadable(place: error.place.snakeCase)
        } catch {
            throw .unreadable(place: "")
        }
        parts.unpack()
        let offered = Dictionary(grouping: parts.services, by: \.organizationId)
        let links = Dictionary(grouping: parts.links, by: \.serviceId)
        let byID = Dictionary(parts.locations.map { ($0.id, $0) }) { first, _ in first }
        let byOwner = Dictionary(grouping: parts.locations, by: \.organizationId)
        var places: [Place] = []
        var organisations: [Organisation] = []
        for (index, body) in parts.organizations.enumerated() {
            let services = offered[body.id] ?? []
            let location =
                services.lazy.flatMap { links[$0.id] ?? [] }
                .compactMap { $0.locationId.flatMap { byID[$0] } }.first ?? byOwner[body.id]?.first
            guard let place = Place(body, services, location, today: today) else {
                throw .unreadable(place: "organizations[\(index)]: addresses[0].country")
            }
            places.append(place)
            organisations.append(Organisation(place, languages: body.written))
        }
        self.places = places
        self.organisations = organisations
    }

    // MARK: What is read of the specification's objects

    struct Parts: Decodable {
        var organizations: [Organization] = []
        var services: [Service] = []
        var locations: [Location] = []
        var links: [Link] = []

        private enum CodingKeys: String, CodingKey {
            case organizations, services, locations, contents
            case links = "serviceAtLocations"
        }

        init(from decoder: any Decoder) throws {
            guard let file = try? decoder.container(keyedBy: CodingKeys.self) else {
                services = try [Service](from: decoder)
                return
            }
            func list<One: Decodable>(_ key: CodingKeys) throws -> [One] {
                try file.decodeIfPresent([One].self, forKey: key) ?? []
            }
            services = try list(.services) + list(.contents)
            organizations =
                services.isEmpty
                ? try file.decode([Organization].self, forKey: .organizations)
                : try list(.organizations)
            locations = try list(.locations)
            links = try list(.links)
        }

        /// Brings what lies inside services and organizations into the lists.
        mutating func unpack() {
            var known = Set(organizations.map(\.id))
            for index in services.indices {
                if let body = services[index].organization {
                    services[index].organizationId = body.id
                    if known.insert(body.id).inserted { organizations.append(body) }
                }
                for var link in services[index].serviceAtLocations ?? [] {
                    link.serviceId = services[index].id
                    if let location = link.location {
                        link.locationId = location.id
                        locations.append(location)
                    }
                    links.append(link)
                }
            }
            for body in organizations {
                for var location in body.locations ?? [] {
                    location.organizationId = body.id
                    locations.append(location)
                }
            }
        }
    }

    struct Attribute: Decodable {
        struct Term: Decodable { let code: String? }
        let linkType: String?
        let value: String?
        let taxonomyTerm: Term?

        var text: String? { value ?? taxonomyTerm?.code }
    }

    struct Identifier: Decodable {
        let identifierType: String?
        let identifier: String
    }

    struct Phone: Decodable { let number: String }

    struct Organization: Decodable {
        let id: String
        let name: String
        let description: String?
        let email: String?
        let website: String?
        let phones: [Phone]?
        let organizationIdentifiers: [Identifier]?
        let attributes: [Attribute]?
        let locations: [Location]?

        /// The tags of the languages that it writes in.
        var written: [String] {
            (attributes ?? []).filter { $0.linkType == "language" }.compactMap(\.text)
        }
    }

    struct Service: Decodable {
        let id: String
        var organizationId: String?
        let name: String
        let assuredDate: String?
        let attributes: [Attribute]?
        let organization: Organization?
        let serviceAtLocations: [Link]?
    }

    struct Location: Decodable {
        struct Address: Decodable {
            // As the decoder calls `address_1`.
            let address1: String?
            let city: String?
            let country: String?
        }
        struct Language: Decodable { let code: String? }
        struct Schedule: Decodable {
            let byday: String?
            let opensAt: String?
            let closesAt: String?
        }
        let id: String
        var organizationId: String?
        let latitude: Double?
        let longitude: Double?
        let addresses: [Address]?
        let languages: [Language]?
        let schedules: [Schedule]?
        let attributes: [Attribute]?
    }

    struct Link: Decodable {
        var serviceId: String?
        var locationId: String?
        let location: Location?
    }
}

extension String {
    /// `serviceAtLocations[0].serviceId` as the file has it.
    fileprivate var snakeCase: String {
        reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
    }
}
