import FoundationEssentials

/// The public directory as Open Referral's Human Services Data Specification 3.2 has it.
///
/// A place is an organization, a location and a service for each thing that it offers; their ids
/// are made of the place's, so that they stay and lead back to it.
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
        /// Hours from UTC, as they are now.
        let timezone: Double?
        /// The zone's name: the offset changes with the season.
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
        public let id: String
        let name: String
        let description: String
        let email: String?
        let website: String?
        let phones: [Phone]?
        let organizationIdentifiers: [Identifier]
        let attributes: [Attribute]
    }

    /// What somebody calls it elsewhere; here, its short names with us.
    public struct Identifier: Encodable {
        let id: String
        let organizationId: String
        let identifierScheme = "hubctl"
        let identifierType: String
        let identifier: String
    }

    /// A value of one of our codelists, or of a field that the specification does not have.
    public struct Attribute: Encodable {
        let id: String
        let linkId: String
        let linkType: String
        let linkEntity: String
        let taxonomyTermId: String
        let value: String
        let taxonomyTerm: Term
    }

    public struct Term: Encodable {
        let id: String
        let name: String
        let description: String
        let code: String
        let taxonomy: String
    }

    public struct Location: Encodable {
        public let id: String
        let organizationId: String
        let locationType = "physical"
        let name: String
        let latitude: Double?
        let longitude: Double?
        let addresses: [Address]
        let languages: [Language]
        let schedules: [Schedule]
        let attributes: [Attribute]
    }

    public struct Service: Encodable {
        public let id: String
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
        let attributes: [Attribute]
    }

    public struct ServiceAtLocation: Encodable {
        public let id: String
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
        let version = "3.2"
        let profile = "https://docs.openreferral.org/en/latest/hsds/"
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
}
