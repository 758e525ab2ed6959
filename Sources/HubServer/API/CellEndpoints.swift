import Casework
import Codelists
import Documents
import OpenAPI
import Operations
import Reporting

/// From a figure to the events that it is made of.
enum CellEndpoints {
    static let all = [list]

    private static let event = Schema.named(
        "CellEvent",
        .object([
            .init("id", Schemas.uuid), .init("version", .integer(1...1_000_000)),
            .init("hub", Schemas.hubCode), .init("occurred_on", Schemas.date),
            .init("channel", Schemas.codes(Channel.list)),
            .init("profile", Schemas.codes(Profile.list)),
            .init("services", .array(of: Schemas.codes(Service.list), count: 1...20)),
            .init("late", .boolean), .init("change", .oneOf(["recorded", "corrected"])),
            .init("identified", Schemas.count, note: "Persons of the cell who took part."),
            .init(
                "counted", Schemas.count,
                note: "Of them, those whose first event in the cell it is: they add up."),
            .init("anonymous", Schemas.count),
        ]))

    private static let answer = Schema.object([
        .init("quarter", Schemas.quarter),
        .init(
            "cell",
            .object(Dimension.reportOrder.map { .optional($0.description, .string(atMost: 60)) })),
        .init(
            "figure",
            .object(
                ["events", "identified", "anonymous", "people"].map { .init($0, Schemas.count) })),
        .init("events", .array(of: event)), .init("next", .nullable(.string(atMost: 100))),
    ])

    private static let example: JSONValue = [
        "quarter": "2021-Q1", "cell": ["hub": "MX-TAP", "sex": "female"],
        "figure": ["events": 1, "identified": 1, "anonymous": 2, "people": 3],
        "events": [
            [
                "id": "0178b1a2-7c00-7000-8000-000000000001", "version": 1, "hub": "MX-TAP",
                "occurred_on": "2021-03-31", "channel": "in_person", "profile": "in_transit",
                "services": ["information"], "late": false, "change": "recorded",
                "identified": 1, "counted": 1, "anonymous": 2,
            ]
        ], "next": nil,
    ]

    private static let list = Endpoint(
        "GET", "/reports/quarters/{quarter}/events", name: "listCellEvents", tag: "reports",
        summary: "A figure and the events behind it, latest first, by all that is named.",
        permission: .readEvents,
        parameters: [Schemas.quarterParameter] + Dimension.reportOrder.map(parameter)
            + [Schemas.limit, EventEndpoints.after],
        answers: [.init(200, "A page of events.", [.init(answer, example: example)])]
    ) { call in
        var categories: [Dimension: String] = [:]
        for dimension in Dimension.allCases {
            categories[dimension] = call.query[dimension.description]
        }
        let after: EventCursor? = try call.query("after")
        let found = try await call.application.events(
            behind: CellQuestion(call.path("quarter"), categories),
            limit: call.query("limit") ?? 100, before: after.map { ($0.day, $0.event) })
        return try .json(CellEventsDocument(found))
    }

    private static func parameter(_ dimension: Dimension) -> APIOperation.Parameter {
        let name = dimension.description
        guard let list = dimension.codelist else {
            return .init(
                name, in: .query, Schemas.hubCode, summary: "Only of this hub.", example: "MX-TAP")
        }
        // Countries are many: their form says enough.
        let isCountry = list.name == Country.list.name
        return .init(
            name, in: .query,
            isCountry
                ? .matching("[A-Z]{3}", example: "MEX") : .oneOf(list.entries.map(\.code)),
            summary: "Only of this \(name), by its code.",
            example: isCountry ? "MEX" : .string(list.entries.first?.code ?? ""))
    }
}
