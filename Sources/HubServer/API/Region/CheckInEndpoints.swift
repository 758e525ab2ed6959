import Casework
import Codelists
import OpenAPI
import Operations

/// Who checked in at a session by the code on its sheet, for those who may list people.
enum CheckInEndpoints {
    static let all = [list, decide]

    private static let slug = APIOperation.Parameter(
        "slug", in: .path, RegionSchemas.slug, summary: "The activity's short name.",
        example: "talamanca-trafficking")

    private struct Decided: Encodable { let people: Int }

    static let list = Endpoint(
        "GET", "/activities/{slug}/check-ins", name: "listCheckIns", tag: "region",
        summary: "Who checked in and waits; that it was read is kept in the audit trail.",
        permission: .manageActivities, parameters: [slug],
        answers: [
            .init(
                200, "Those who wait, by session.",
                [
                    .init(
                        .array(
                            of: .object([
                                .init("id", Schemas.uuid), .init("session", .integer(1...1_000)),
                                .optional("name", .string(atMost: 200)),
                                .optional("institution", .string(atMost: 200)),
                                .init("sex", Schemas.codes(Sex.list)),
                            ]), count: 0...100_000),
                        example: [
                            [
                                "id": "0178b1a2-7c00-7000-8000-000000000001", "session": 1,
                                "name": "Ana Ejemplo", "institution": "IFAM", "sex": "female",
                            ]
                        ])
                ])
        ]
    ) { call in
        try .json(try await call.application.checkIns(of: call.path("slug")))
    }

    static let decide = Endpoint(
        "POST", "/activities/{slug}/sessions/{session}/check-ins", name: "decideCheckIns",
        tag: "region",
        summary: "Lists those who checked in at a session, or forgets them.",
        permission: .manageActivities,
        parameters: [
            slug,
            .init(
                "session", in: .path, .integer(1...1_000), summary: "Which session, from 1.",
                example: 1),
        ],
        body: [
            .init(
                .object([
                    .init("decision", .oneOf(CheckInDecision.allCases.map(\.rawValue))),
                    .optional("people", .array(of: Schemas.uuid, count: 1...1_000)),
                    .optional("all", .boolean),
                ]), example: ["decision": "accept", "all": true])
        ],
        answers: [
            .init(
                200, "How many were decided on.",
                [.init(.object([.init("people", Schemas.count)]), example: ["people": 1])])
        ]
    ) { call in
        guard let decision = call.body["decision"]?.string.flatMap({ CheckInDecision($0) }) else {
            throw APIProblem(.malformed)
        }
        let isForAll = call.body["all"] == true
        guard isForAll != (call.body["people"] != nil) else {
            throw APIProblem(.invalid, [.init(pointer: "/people", rule: .missing)])
        }
        let people = call.body["people"]?.array?.compactMap { one in
            one.string.flatMap { AttendeeID($0) }
        }
        return try .json(
            Decided(
                people: try await call.application.decide(
                    decision, on: people, of: call.path("slug"), session: call.path("session"))))
    }
}
