public import Casework
import Codelists
import Credentials
public import FoundationEssentials

extension HSDS {
    /// What there is a list of, by its name in addresses.
    public enum Kind: String, CaseIterable, Sendable {
        case organizations, services, locations
        case servicesAtLocations = "service_at_locations"

        /// The parts of a place that are records of this kind.
        fileprivate var parts: [String] {
            func each(_ part: (String) -> String) -> [String] {
                Codelists.Service.list.entries.map { part($0.code) }
            }
            return switch self {
            case .organizations: [organizationPart]
            case .locations: [locationPart]
            case .services: each(servicePart)
            case .servicesAtLocations: each(linkPart)
            }
        }
    }

    static let organizationPart = "organization"
    static let locationPart = "location"
    static func servicePart(_ code: String) -> String { "service/\(code)" }
    static func linkPart(_ code: String) -> String { "at/\(code)" }

    /// The places of which one may have a record with this id: there is one for each part that such
    /// a record can be.
    public static func places(having id: UUID, of kind: Kind) -> [ID<Place>] {
        // What is laid over an id twice is gone.
        kind.parts.map { ID<Place>(self.id(of: $0, of: id)) }
    }

    /// A place's id with the digest of a part's name laid over it, but for the bits that say what
    /// version of UUID it is.
    static func id(of part: String, of place: UUID) -> UUID {
        var mask = Array(ContentDigest.of(Array(part.utf8)).prefix(16))
        mask[6] &= 0x0F
        mask[8] &= 0x3F
        return withUnsafeBytes(of: place.uuid) { bytes in
            UUID(bytes: zip(bytes, mask).map { $0 ^ $1 })
        }
    }

    /// The id (a UUID of version 8, RFC 9562) of what is one for all, by its name.
    static func id(of name: String) -> String {
        var bytes = Array(ContentDigest.of(Array(name.utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        return UUID(bytes: bytes).uuidString.lowercased()
    }
}

extension UUID {
    fileprivate init(bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
