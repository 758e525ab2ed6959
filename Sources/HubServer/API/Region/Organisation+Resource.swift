import Casework
import Codelists
import OpenAPI

extension Organisation: RegionResource {
    static let path = "organisations"
    static let called = (one: "Organisation", many: "Organisations")
    static let fields = [
        RegionField(required: "name", .line(300)),
        RegionField(required: "kind", .code(OrganisationKind.list)),
        RegionField(required: "country", .code(Country.list)), RegionField("place", .line(200)),
        RegionField("languages", .lines(20)), RegionField("website", .address),
        RegionField("email", .line(200)), RegionField("phone", .line(60)),
        RegionField("note", .area(4_000)),
    ]
    static let example: JSONValue = [
        "slug": "casa-del-migrante", "name": "Casa del Migrante",
        "kind": "diaspora", "country": "MEX", "languages": ["es"],
        "website": "https://example.org",
    ]
}
