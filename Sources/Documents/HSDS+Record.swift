public import CaseStore
public import Texts

extension HSDS {
    /// One record by its id with what belongs to it, from the places that may have it; nil where none
    /// of them has.
    public static func record(
        _ id: String, of kind: Kind, in places: [PublicPlace], texts: Texts
    ) throws -> [UInt8]? {
        for found in places {
            let own = file([found], texts: texts)
            let (organization, location) = (own.organizations[0], own.locations[0])
            switch kind {
            case .organizations where organization.id == id:
                let theirs = Belongings(services: own.services, locations: [location])
                return try json(Joined(record: organization, more: theirs))
            case .locations where location.id == id:
                return try json(location)
            case .services:
                guard let index = own.services.firstIndex(where: { $0.id == id }) else { continue }
                let link = Joined(
                    record: own.serviceAtLocations[index], more: Belongings(location: location))
                let theirs = Belongings(organization: organization, serviceAtLocations: [link])
                return try json(Joined(record: own.services[index], more: theirs))
            case .servicesAtLocations:
                guard let index = own.serviceAtLocations.firstIndex(where: { $0.id == id }) else {
                    continue
                }
                let theirs = Belongings(service: own.services[index], location: location)
                return try json(Joined(record: own.serviceAtLocations[index], more: theirs))
            default: continue
            }
        }
        return nil
    }

    /// What of a place stands inside another of its records.
    private struct Belongings: Encodable {
        var organization: Organization?
        var service: Service?
        var services: [Service]?
        var location: Location?
        var locations: [Location]?
        var serviceAtLocations: [Joined<ServiceAtLocation, Belongings>]?
    }

    /// A record with further members.
    private struct Joined<Record: Encodable, More: Encodable>: Encodable {
        let record: Record
        let more: More

        func encode(to encoder: any Encoder) throws {
            try record.encode(to: encoder)
            try more.encode(to: encoder)
        }
    }
}
