import Casework
import Codelists
import Console
import OpenAPI

extension Place: RecordCommands {
    static let noun = "place"
    static let columns = ["name", "kind", "country", "locality", "status", "verified"]
    static var fields: [RecordField] {
        [
            RecordField("name", isRequired: true),
            RecordField("kind", "kind", values: .oneOf(OrganisationKind.list.entries.map(\.code))),
            RecordField("country", "country", isRequired: true), RecordField("locality"),
            RecordField("address"), RecordField("latitude", "degrees", .number),
            RecordField("longitude", "degrees", .number), RecordField("zone", "zone"),
            RecordField("services", "service", .list), RecordField("languages", "language", .list),
            RecordField("serves", "country", .list), RecordField("hours", "hours"),
            RecordField("website", "address"), RecordField("email", "address"),
            RecordField("phone", "number"), RecordField("note"),
            RecordField("organisation", "slug"), RecordField("verified", "date"),
            RecordField(
                "status", "status", values: .oneOf(Status.allCases.map(\.rawValue))),
        ]
    }
    static let defaults: [String: JSONValue] = ["status": "published"]
    static let examples = (
        add: "casa-migrante --name \"Casa del Migrante\" --country GTM --locality \"Tecún Umán\""
            + " --services shelter_referral --verified 2026-11-01",
        edit: "casa-migrante --hours \"Mo-Fr 08:00-16:00\""
    )

    static func absorb(_ given: [String: JSONValue], into object: inout [String: JSONValue]) {
        object.merge(given) { $1 }
        // A new entry's clock is its country's.
        if object["zone"] == nil, let country = object["country"]?.string.flatMap({ Country($0) }) {
            object["zone"] = .string(Hub.usualTimeZone(country: country, admin1: nil))
        }
    }
}
