import Casework
import Codelists
import OpenAPI
import Operations

/// The people whom a hub saw of late, as its devices keep them.
extension PersonEndpoints {
    private struct People: Encodable { let people: [SeenPersonView] }

    private static let seen = Schema.object([
        .init("id", Schemas.uuid), .init("given_names", .string(atMost: 200)),
        .init("family_names", .string(atMost: 200)), .optional("birth", .string(atMost: 10)),
        .init("sex", Schemas.codes(Sex.list)),
        .init("nationality", Schemas.codes(Country.list)), .init("last_on", Schemas.date),
    ])

    static let recent = Endpoint(
        "GET", "/hubs/{hub}/people/recent", name: "listRecentPeople", tag: "people",
        summary: "The people whom a hub saw in sixty days, the latest first; looking is audited.",
        permission: .readPeople, parameters: [Schemas.hubParameter],
        answers: [
            .init(
                200, "At most 300 people.",
                [
                    .init(
                        .object([.init("people", .array(of: seen, count: 0...300))]),
                        example: [
                            "people": [
                                [
                                    "id": "0178b1a2-7c00-7000-8000-000000000002",
                                    "given_names": "Ana", "family_names": "Ejemplo",
                                    "birth": "1990-02-05", "sex": "female",
                                    "nationality": "HND", "last_on": "2021-03-31",
                                ]
                            ]
                        ])
                ])
        ]
    ) { call in
        try .json(People(people: try await call.application.recentPeople(at: call.path("hub"))))
    }
}
