public import CaseStore
public import Casework
import Codelists
public import Texts

extension HSDS {
    /// The register of organisations: each with where it is, but neither services nor hours.
    public static func file(_ organisations: [Stored<Organisation>], texts: Texts) -> File {
        File(
            organizations: organisations.map { organization($0, texts: texts) }, services: [],
            locations: organisations.map(location), serviceAtLocations: [])
    }

    private static func organization(
        _ stored: Stored<Organisation>, texts: Texts
    ) -> Organization {
        let body = stored.record
        let own = id(stored, "organization")
        func attribute(
            _ type: String, _ value: String, name: String, taxonomy: String
        ) -> Attribute {
            let term = id(of: "\(taxonomy)/\(value)")
            return Attribute(
                id: id(stored, "\(type)/\(value)"), linkId: own, linkType: type,
                linkEntity: "organization", taxonomyTermId: term, value: value,
                taxonomyTerm: Term(
                    id: term, name: name, description: name, code: value, taxonomy: taxonomy))
        }
        return Organization(
            id: own, name: body.name, description: body.note ?? body.name, email: body.email,
            website: body.website,
            phones: body.phone.map { [Phone(id: id(stored, "phone"), number: $0)] },
            organizationIdentifiers: [
                Identifier(
                    id: id(stored, "identifier"), organizationId: own,
                    identifierType: "organisation", identifier: body.slug.description)
            ],
            attributes: [
                attribute(
                    "kind", body.kind.code, name: label(body.kind, texts),
                    taxonomy: "organisation_kind")
            ] + body.languages.map { attribute("language", $0, name: $0, taxonomy: "BCP 47") })
    }

    private static func location(_ stored: Stored<Organisation>) -> Location {
        let body = stored.record
        return Location(
            id: id(stored, "location"), organizationId: id(stored, "organization"),
            name: body.name, latitude: nil, longitude: nil,
            addresses: [
                Address(
                    id: id(stored, "address"), address1: "", city: body.place ?? "",
                    stateProvince: "", postalCode: "", country: body.country.alpha2 ?? "")
            ], languages: [], schedules: [], attributes: [])
    }

    private static func id(_ stored: Stored<Organisation>, _ part: String) -> String {
        id(of: "organisation/\(stored.id.description)/\(part)")
    }
}
