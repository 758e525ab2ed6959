import Casework
import Codelists
import Documents
import OpenAPI
import Operations

/// The register of the Migration Governance Indicators: no endpoint ranks anybody.
enum MGIEndpoints {
    static let all =
        RegisterEndpoints<MGIParticipant>.all + RegisterEndpoints<MGITotal>.all
        + RegisterEndpoints<MGIIndicator>.all + RegisterEndpoints<MGIAssessment>.all
        + [status, summary]

    private static let number = Schema.nullable(.integer(0...1_000_000))

    static let status = Endpoint(
        "GET", "/mgi/status", name: "getMGIStatus", tag: "region",
        summary: "How many governments use the indicators on a day; null where nobody said.",
        permission: nil,
        parameters: [
            .init(
                "as_of", in: .query, Schemas.date, summary: "The day; today when left out.",
                example: "2021-02-25"),
            .init(
                "details", in: .query, .boolean, summary: "With the published total and the names.",
                example: "true"),
        ],
        answers: [
            .init(
                200, "The numbers.",
                [
                    .init(
                        .object([
                            .init("countries", number), .init("local_authorities", number),
                            .optional("total", .nullable(.object(of(MGITotal.self)))),
                            .optional("named", .array(of: .object(of(MGIParticipant.self)))),
                            .optional("joined_since", .array(of: RegionSchemas.slug)),
                        ]), example: ["countries": 84, "local_authorities": 30])
                ])
        ]
    ) { call in
        let status = try await call.application.mgiStatus(
            on: call.query("as_of") ?? CalendarDate.today)
        return try .json(
            MGIStatusDocument(status, isDetailed: call.query["details"] == "true"))
    }

    private static func of<Record: RegionResource>(_: Record.Type) -> [Schema.Property] {
        [.init("slug", RegionSchemas.slug)] + Record.fields.map(\.property)
    }

    static let summary = Endpoint(
        "GET", "/mgi/assessments/{slug}/summary", name: "getMGISummary", tag: "region",
        summary: "What one round says about the six dimensions, and about SDG 10.7.2.",
        permission: nil,
        parameters: [
            .init(
                "slug", in: .path, RegionSchemas.slug, summary: "The assessment's short name.",
                example: "mexico-round-1")
        ],
        answers: [
            .init(
                200, "The dimensions, in their order.",
                [
                    .init(
                        .array(
                            of: .object(
                                [
                                    .init("dimension", Schemas.codes(IndicatorDimension.list)),
                                    .optional(
                                        "sdg_10_7_2",
                                        .oneOf(SDGLevel.allCases.map(\.rawValue))),
                                ]
                                    + ["yes", "partly", "no", "unknown"].map {
                                        .init($0, Schemas.count)
                                    })),
                        example: [
                            [
                                "dimension": .string(IndicatorDimension.list.entries[0].code),
                                "yes": 1, "partly": 0, "no": 0, "unknown": 2,
                                "sdg_10_7_2": "fully_meets",
                            ]
                        ])
                ])
        ]
    ) { call in
        let (_, summary) = try await call.application.mgiSummary(of: call.path("slug"))
        return try .json(summary.map(DimensionDocument.init))
    }
}
