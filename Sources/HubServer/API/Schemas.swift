import Casework
import Codelists
import OpenAPI
import Reporting

/// What the API's documents have in common.
enum Schemas {
    static let hubCode = Schema.matching("[A-Z]{2}-[A-Z0-9]{2,8}", example: "MX-TAP")
    static let quarter = Schema.matching("[0-9]{4}-Q[1-4]", example: "2021-Q1")
    static let date = Schema.formatted(.date)
    static let uuid = Schema.formatted(.uuid)
    static let moment = Schema.formatted(.dateTime)
    /// The roles that accounts have.
    static let role = Schema.oneOf(
        Role.allCases.filter { $0 != .machine }.map(\.rawValue))
    static let count = Schema.integer(0...1_000_000_000)
    static let reason = Schema.string(atLeast: 1, atMost: 500)

    /// The codes of a codelist that are in use.
    static func codes(_ list: Codelist) -> Schema {
        .oneOf(list.entries.filter { !$0.isRetired }.map(\.code))
    }

    static let hubParameter = APIOperation.Parameter(
        "hub", in: .path, hubCode, summary: "The hub's code.", example: "MX-TAP")
    static let quarterParameter = APIOperation.Parameter(
        "quarter", in: .path, quarter, summary: "The quarter.", example: "2021-Q1")
    static func id(_ name: String, _ summary: String) -> APIOperation.Parameter {
        .init(
            name, in: .path, uuid, summary: summary,
            example: "0178b1a2-7c00-7000-8000-000000000001")
    }

    static let limit = APIOperation.Parameter(
        "limit", in: .query, .integer(1...500), summary: "At most so many; 100 when left out.",
        example: 100)

    /// Where a body names something that is not there, or not for whoever calls to see.
    static let unknownInside = APIOperation.Answer(
        404, "Something that it names is not there.", [APIProblem.content])

    static let event = Schema.named(
        "Event",
        .object([
            .init("id", uuid), .init("version", .integer(1...1_000_000)),
            .init("hub", hubCode), .optional("record_id", .string(atMost: 200)),
            .init("occurred_on", date), .init("channel", codes(Channel.list)),
            .init("profile", codes(Profile.list)),
            .init("services", .array(of: codes(Service.list), count: 1...20)),
            .init("late", .boolean, note: "Recorded more than 90 days after its date."),
            .init("change", .oneOf(["recorded", "corrected", "voided"])),
            .optional("reason", .string(atMost: 500)), .init("actor", .string(atMost: 200)),
            .init("identified", count), .init("anonymous", count),
        ]))

    static let eventExample: JSONValue = [
        "id": "0178b1a2-7c00-7000-8000-000000000001", "version": 1, "hub": "MX-TAP",
        "occurred_on": "2021-03-31", "channel": "in_person", "profile": "in_transit",
        "services": ["information", "transport"], "late": false, "change": "recorded",
        "actor": "ana", "identified": 1, "anonymous": 2,
    ]
}
