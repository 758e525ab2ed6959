import Casework
import Codelists
import OpenAPI
import Operations
import Rendering
import Reporting
import Texts

/// Reports: the same documents as `hubctl report … --json`.
enum ReportEndpoints {
    static let all = [quarter.kept, hub.kept, trend.kept]

    private static let figures: [Schema.Property] = [
        .init("events", .nullable(Schemas.count)), .init("identified", .nullable(Schemas.count)),
        .init("anonymous", .nullable(Schemas.count)), .init("people", .nullable(Schemas.count)),
        .optional(
            "suppressed", .oneOf(["primary", "complementary"]),
            note: "Why numbers are null: few people, or they would tell of few people."),
    ]
    private static let rows = Schema.array(
        of: .named(
            "ReportRow",
            .object(
                [.init("code", .string(atMost: 60)), .init("label", .string(atMost: 200))]
                    + figures)), count: 0...10_000)

    private static let change = Schema.object([
        .init("quarter", Schemas.quarter),
        .optional("events", .nullable(.integer(-1 << 40...1 << 40))),
        .optional("people", .nullable(.integer(-1 << 40...1 << 40))),
    ])

    private static let report = Schema.named(
        "QuarterlyReport",
        .object([
            .init("quarter", Schemas.quarter), .optional("hub", Schemas.hubCode),
            .init("audience", .oneOf(["internal", "public"])),
            .optional("edition", .integer(1...100_000)), .init("synthetic", .boolean),
            .init("totals", .object(figures)),
            .init(
                "change",
                .object([
                    .optional("quarter_before", change), .optional("year_before", change),
                ])),
            .init(
                "by",
                .object(
                    Dimension.reportOrder.map { .optional($0.description, rows) })),
            .init(
                "cross",
                .array(
                    of: .object(
                        Dimension.reportOrder.map { .optional($0.description, .string(atMost: 60)) }
                            + figures), count: 0...100_000)),
            .init(
                "completeness",
                .object([
                    .init("hubs", Schemas.count), .init("reporting", Schemas.count),
                    .init("late", Schemas.count),
                    .init(
                        "by_hub",
                        .array(
                            of: .object([
                                .init("hub", Schemas.hubCode), .init("name", .string(atMost: 200)),
                                .init("events", Schemas.count), .init("days", .integer(0...92)),
                                .optional("first", Schemas.date), .optional("last", Schemas.date),
                                .init("late", Schemas.count),
                            ]), count: 0...10_000)),
                ])),
            .optional("reached", reached, note: "By activities; never added to people assisted."),
            .optional("referrals", referrals),
        ]))

    private static let suppressed = Schema.Property.optional(
        "suppressed", .oneOf(["primary", "complementary"]))

    private static let reached: Schema = {
        let numbers: [Schema.Property] = [
            .init("people", .nullable(Schemas.count)),
            .init("minimum", .boolean, note: "Whether a source says more than so many."),
            .init("activities", Schemas.count), .init("sessions", Schemas.count),
            .init("sessions_without_count", Schemas.count), suppressed,
        ]
        let row = Schema.object(
            [.init("code", .string(atMost: 60)), .init("label", .string(atMost: 200))] + numbers)
        return .object([
            .init("total", .object(numbers)),
            .init(
                "by",
                .object(
                    ["kind", "country", "audience", "sex"].map {
                        .optional($0, .array(of: row, count: 0...1_000))
                    })),
        ])
    }()

    private static let referrals: Schema = {
        let numbers: [Schema.Property] = [
            .init("sent", .nullable(Schemas.count)), .init("accepted", .nullable(Schemas.count)),
            .init("completed", .nullable(Schemas.count)),
            .init("completed_in_time", .nullable(Schemas.count)), suppressed,
        ]
        let ends: [Schema.Property] = ["from", "to"].map { .init($0, .string(atMost: 3)) }
        return .object([
            .init("total", .object(numbers)),
            .init("pairs", .array(of: .object(ends + numbers), count: 0...10_000)),
        ])
    }()

    private static let example: JSONValue = [
        "quarter": "2021-Q1", "audience": "internal", "synthetic": true,
        "totals": ["events": 3, "identified": 2, "anonymous": 4, "people": 6], "change": [:],
        "by": [
            "country": [
                [
                    "code": "MEX", "label": "Mexico", "events": 3, "identified": 2,
                    "anonymous": 4, "people": 6,
                ]
            ]
        ], "cross": [],
        "completeness": [
            "hubs": 1, "reporting": 1, "late": 0,
            "by_hub": [
                [
                    "hub": "MX-TAP", "name": "Tapachula", "events": 3, "days": 2,
                    "first": "2021-01-04", "last": "2021-03-31", "late": 0,
                ]
            ],
        ],
    ]

    /// What may be published is found by linear programs, seconds of work over a wide quarter.
    private static let longestReport = Duration.seconds(120)

    static let quarter = Endpoint(
        "GET", "/reports/quarters/{quarter}", name: "getQuarterlyReport", tag: "reports",
        summary: "The quarter's figures, as hubctl report quarter --json.",
        permission: .readFigures,
        parameters: [
            Schemas.quarterParameter,
            .init(
                "edition", in: .query, .matching("open|latest|[1-9][0-9]{0,5}", example: "latest"),
                summary: "An edition's number, latest, or open for the figures as they stand.",
                example: "latest"),
            .init(
                "audience", in: .query, .oneOf(["internal", "public"]),
                summary: "internal when left out; public hides small numbers.", example: "internal"),
            .init(
                "by", in: .query,
                .matching(
                    "(\(dimensions)),(\(dimensions))", example: "country,sex"),
                summary: "A table by two dimensions.", example: "country,sex"),
        ], answers: [.init(200, "The report.", [.init(report, example: example)])],
        timeLimit: longestReport
    ) { call in
        let names = (call.query["by"] ?? "").split(separator: ",").compactMap {
            Dimension(String($0))
        }
        guard names.isEmpty || (names.count == 2 && names[0] != names[1]) else {
            throw APIProblem(.invalid, [.init(pointer: "by", rule: .choice)])
        }
        let request = ReportRequest(
            edition: try call.query("edition"), audience: try call.query("audience") ?? .internal,
            by: names.isEmpty ? [] : [(names[0], names[1])])
        let found = try await call.application.report(on: call.path("quarter"), request)
        return try .json(ReportDocument(found, language: call.texts.language))
    }

    private static let dimensions = Dimension.reportOrder.map(\.description).joined(separator: "|")

    static let hub = Endpoint(
        "GET", "/reports/quarters/{quarter}/hubs/{hub}", name: "getHubReport", tag: "reports",
        summary: "One hub's figures in a quarter.", permission: .readFigures,
        parameters: [Schemas.quarterParameter, Schemas.hubParameter],
        answers: [.init(200, "The report.", [.init(report, example: example)])]
    ) { call in
        let found = try await call.application.report(
            on: call.path("quarter"), at: call.path("hub"))
        return try .json(ReportDocument(found, language: call.texts.language))
    }

    static let trend = Endpoint(
        "GET", "/reports/trend/{quarter}", name: "getTrend", tag: "reports",
        summary: "The totals of quarters up to one, oldest first.", permission: .readFigures,
        parameters: [
            Schemas.quarterParameter,
            .init(
                "quarters", in: .query, .integer(1...40), summary: "How many; 8 when left out.",
                example: 8),
        ],
        answers: [
            .init(
                200, "The totals.",
                [
                    .init(
                        .array(of: .object([.init("quarter", Schemas.quarter)] + figures)),
                        example: [
                            [
                                "quarter": "2021-Q1", "events": 3, "identified": 2,
                                "anonymous": 4, "people": 6,
                            ]
                        ])
                ])
        ]
    ) { call in
        let rows = try await call.application.trend(
            through: call.path("quarter"), count: call.query("quarters") ?? 8)
        return try .json(rows.map(TrendDocument.init))
    }
}
