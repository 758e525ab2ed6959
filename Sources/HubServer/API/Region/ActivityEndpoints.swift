import Casework
import Codelists
import Documents
import OpenAPI
import Operations

/// Activities, who took part in them, and whom they reached in a quarter.
enum ActivityEndpoints {
    static let all =
        RegisterEndpoints<Activity>.all + [participants, list, reached] + CheckInEndpoints.all

    private static let number = APIOperation.Parameter(
        "session", in: .path, .integer(1...1_000), summary: "Which session, from 1.", example: 1)
    private static let slug = APIOperation.Parameter(
        "slug", in: .path, RegionSchemas.slug, summary: "The activity's short name.",
        example: "talamanca-trafficking")
    private static let person: [Schema.Property] = [
        .init("name", .string(atLeast: 1, atMost: 200)),
        .optional("institution", .string(atMost: 200)),
        .optional("audience", Schemas.codes(ActivityAudience.list)),
        .optional("sex", Schemas.codes(Sex.list)),
    ]

    static let participants = Endpoint(
        "GET", "/activities/{slug}/participants", name: "listParticipants", tag: "region",
        summary: "Who is listed for an activity; that it was read is kept in the audit trail.",
        permission: .manageActivities, parameters: [slug],
        answers: [
            .init(
                200, "Those who are listed, by session; a name is missing once it was erased.",
                [
                    .init(
                        .array(
                            of: .object([
                                .init("session", .integer(1...1_000)),
                                .optional("name", .string(atMost: 200)),
                                .optional("institution", .string(atMost: 200)),
                                .optional("audience", Schemas.codes(ActivityAudience.list)),
                                .init("sex", Schemas.codes(Sex.list)),
                            ]), count: 0...100_000),
                        example: [
                            [
                                "session": 1, "name": "Ana Ejemplo", "institution": "IFAM",
                                "sex": "female",
                            ]
                        ])
                ])
        ]
    ) { call in
        try .json(try await call.application.attendees(of: call.path("slug")))
    }

    private struct Added: Encodable {
        let people: Int
        let added: Int
    }

    static let list = Endpoint(
        "POST", "/activities/{slug}/sessions/{session}/participants", name: "listParticipant",
        tag: "region", summary: "Lists people for a session; who is listed already stays as is.",
        permission: .manageActivities, parameters: [slug, number],
        body: [
            .init(
                .object([.init("people", .array(of: .object(person), count: 1...1_000))]),
                example: ["people": [["name": "Ana Ejemplo", "sex": "female"]]])
        ],
        answers: [
            .init(
                200, "How many were sent, and how many of them are new.",
                [
                    .init(
                        .object([.init("people", Schemas.count), .init("added", Schemas.count)]),
                        example: ["people": 1, "added": 1])
                ])
        ]
    ) { call in
        let people = (call.body["people"]?.array ?? []).map { one in
            Attendee(
                name: one["name"]?.string ?? "", institution: one["institution"]?.string,
                audience: one["audience"]?.string.flatMap(ActivityAudience.init),
                sex: one["sex"]?.string.flatMap(Sex.init) ?? .unknown)
        }
        let added = try await call.application.list(
            people, for: call.path("slug"), session: call.path("session"))
        return try .json(Added(people: people.count, added: added))
    }

    private static let row: [Schema.Property] =
        [.optional("code", .string(atMost: 60))]
        + ["activities", "sessions", "listed", "counted", "reached", "sessions_without_count"]
        .map { .init($0, Schemas.count) }
        + [.init("minimum", .boolean, note: "Whether a source says more than so many.")]
    private static let rows = Schema.array(of: .named("ReachedRow", .object(row)))
    private static let rowExample: JSONValue = [
        "code": "MEX", "activities": 1, "sessions": 1, "listed": 0, "counted": 700,
        "reached": 700, "sessions_without_count": 0, "minimum": true,
    ]
    private static let score = Schema.object(
        [.init("activity", RegionSchemas.slug), .init("suppressed", .boolean)]
            + [.init("people", .nullable(Schemas.count)), .init("maximum", .number)]
            + ["before", "after", "change"].map { .init($0, .nullable(.number)) })

    static let reached = Endpoint(
        "GET", "/reports/activities/{quarter}", name: "getReached", tag: "reports",
        summary: "People reached by activities; never to be added to people assisted.",
        permission: nil, parameters: [Schemas.quarterParameter],
        answers: [
            .init(
                200, "Sessions and participants by kind, country, audience and sex.",
                [
                    .init(
                        .object(
                            [
                                .init("quarter", Schemas.quarter),
                                .init("measure", .oneOf(["reached"])),
                                .optional("total", .named("ReachedRow", .object(row))),
                                .init("scores", .array(of: score, count: 0...10_000)),
                            ] + ["kind", "country", "audience", "sex"].map { .init($0, rows) }),
                        example: [
                            "quarter": "2021-Q1", "measure": "reached", "kind": [], "sex": [],
                            "country": [rowExample], "audience": [],
                            "scores": [
                                [
                                    "activity": "talamanca-trafficking", "suppressed": true,
                                    "people": nil, "maximum": 10, "before": nil, "after": nil,
                                    "change": nil,
                                ]
                            ],
                        ])
                ])
        ]
    ) { call in
        let quarter: Quarter = try call.path("quarter")
        return try .json(
            ReachedDocument(
                try await call.application.reached(in: quarter),
                scores: try await call.application.scored(in: quarter), quarter: quarter))
    }
}
