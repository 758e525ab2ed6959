public import CaseStore
import Casework
import Codelists
import FoundationEssentials
public import Texts

extension HSDS {
    public static func file(_ places: [PublicPlace], texts: Texts) -> File {
        File(
            organizations: places.map { organization($0, texts: texts) },
            services: services(places, texts: texts),
            locations: places.map { location($0, texts: texts) },
            serviceAtLocations: servicesAtLocations(places))
    }

    public static func organization(_ found: PublicPlace, texts: Texts) -> Organization {
        let place = found.place
        let own = id(found, organizationPart)
        func identifier(_ type: String, _ name: String) -> Identifier {
            Identifier(
                id: id(found, "identifier/\(type)"), organizationId: own, identifierType: type,
                identifier: name)
        }
        var names = [identifier(place.hub == nil ? "place" : "hub", place.slug.description)]
        if let body = place.organisation {
            names.append(identifier("organisation", body.description))
        }
        var attributes = place.serves.map {
            attribute(found, of: "organization", "serves", $0, texts)
        }
        if let kind = place.kind {
            attributes.append(attribute(found, of: "organization", "kind", kind, texts))
        }
        if let verified = place.verified {
            attributes.append(
                attribute(found, of: "organization", "assured_date", verified.description))
        }
        // Without a note the description is the name: one that says the same must not be lost.
        if let note = place.note, note == place.name {
            attributes.append(attribute(found, of: "organization", "note", note))
        }
        return Organization(
            id: own, name: place.name, description: place.note ?? place.name,
            email: place.email, website: place.website, phones: phones(found, of: "organization"),
            organizationIdentifiers: names, attributes: attributes)
    }

    public static func location(_ found: PublicPlace, texts: Texts) -> Location {
        let place = found.place
        return Location(
            id: id(found, locationPart), organizationId: id(found, organizationPart),
            name: place.name,
            latitude: place.latitude,
            longitude: place.longitude,
            addresses: [
                Address(
                    id: id(found, "address"), address1: place.address ?? "",
                    city: place.locality ?? "", stateProvince: "", postalCode: "",
                    country: place.country.alpha2 ?? "")
            ],
            languages: languages(found, texts: texts, of: "location"),
            schedules: schedules(found, of: "location"),
            attributes: [attribute(found, of: "location", "time_zone", place.zone)])
    }

    private static func attribute<Kind>(
        _ found: PublicPlace, of entity: String, _ type: String, _ code: Code<Kind>,
        _ texts: Texts, part: String? = nil
    ) -> Attribute {
        attribute(
            found, of: entity, type, code.code, name: label(code, texts),
            taxonomy: Code<Kind>.list.name, part: part)
    }

    private static func attribute(
        _ found: PublicPlace, of entity: String, _ type: String, _ value: String,
        name: String? = nil, taxonomy: String? = nil, part: String? = nil
    ) -> Attribute {
        let taxonomy = taxonomy ?? type
        let part = part ?? entity
        // A term is one for all entries: its id is made of its own name alone.
        let term = id(of: "\(taxonomy)/\(value)")
        return Attribute(
            id: id(found, "\(part)/\(type)/\(value)"), linkId: id(found, part), linkType: type,
            linkEntity: entity, taxonomyTermId: term, value: value,
            taxonomyTerm: Term(
                id: term, name: name ?? value, description: name ?? value, code: value,
                taxonomy: taxonomy))
    }

    public static func services(_ places: [PublicPlace], texts: Texts) -> [Service] {
        places.flatMap { found in
            found.place.services.map { service in
                let part = servicePart(service.code)
                return Service(
                    id: id(found, part), organizationId: id(found, organizationPart),
                    name: label(service, texts), email: found.place.email,
                    url: found.place.website,
                    languages: languages(found, texts: texts, of: part),
                    schedules: schedules(found, of: part), phones: phones(found, of: part),
                    lastModified: found.updatedAt,
                    assuredDate: found.place.verified?.description,
                    attributes: [
                        attribute(found, of: "service", "service", service, texts, part: part)
                    ])
            }
        }
    }

    public static func servicesAtLocations(_ places: [PublicPlace]) -> [ServiceAtLocation] {
        places.flatMap { found in
            found.place.services.map { service in
                ServiceAtLocation(
                    id: id(found, linkPart(service.code)),
                    serviceId: id(found, servicePart(service.code)),
                    locationId: id(found, locationPart))
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

    /// Hours from UTC where a place is, as its clock says now.
    private static func offset(of found: PublicPlace) -> Double {
        // The first day of 1970 was a Thursday.
        let utc = (Int(Date.now.timeIntervalSince1970) / 60 + 3 * 1_440) % OpeningHours.week
        let ahead = (found.minute - utc + OpeningHours.week) % OpeningHours.week
        let minutes = ahead > 15 * 60 ? ahead - OpeningHours.week : ahead
        // A minute may have passed since; zones are a quarter of an hour apart.
        return (Double(minutes) / 15).rounded() / 4
    }

    /// A schedule for each span of each day.
    private static func schedules(_ found: PublicPlace, of part: String) -> [Schedule] {
        guard let hours = found.place.hours else { return [] }
        let ahead = offset(of: found)
        let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        return days.enumerated().flatMap { number, day in
            hours.hours(ofDay: number).map { span in
                Schedule(
                    id: id(found, "\(part)/schedule/\(day)/\(span.lowerBound)"), byday: day,
                    opensAt: OpeningHours.clock(span.lowerBound),
                    closesAt: OpeningHours.clock(min(span.upperBound, 1_439)),
                    timezone: ahead, notes: found.place.zone)
            }
        }
    }

    static func label<Kind>(_ code: Code<Kind>, _ texts: Texts) -> String {
        guard let entry = Code<Kind>.list[code.number] else { return code.code }
        return entry.label(inLanguage: texts.language.rawValue)
    }

    private static func id(_ found: PublicPlace, _ part: String) -> String {
        id(of: part, of: found.id.uuid).uuidString.lowercased()
    }
}
